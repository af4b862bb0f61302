"""What the organisation's use cases refuse."""

from sakip.organisasi.rules.unit import MAX_DEPTH, closed, not_an_instansi, unknown_jenis_instansi, unknown_jenis_unit

__all__ = ["MAX_DEPTH", "closed", "not_an_instansi", "unknown_jenis_instansi", "unknown_jenis_unit"]
