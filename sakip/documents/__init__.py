"""The neutral document and its renderers: PDF, DOCX, HTML, XLSX. No Django; only `sakip.arithmetic` stands below."""
