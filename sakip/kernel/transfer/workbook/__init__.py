"""Our own template: written with ``write_workbook``, recognised and read back with ``parse_workbook``."""

from sakip.kernel.transfer.workbook.layout import TEMPLATE_VERSION
from sakip.kernel.transfer.workbook.parsing import Parsed, parse_workbook, read_meta
from sakip.kernel.transfer.workbook.writing import write_workbook

__all__ = ["TEMPLATE_VERSION", "Parsed", "parse_workbook", "read_meta", "write_workbook"]
