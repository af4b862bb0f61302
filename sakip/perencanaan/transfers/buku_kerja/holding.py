"""Keeps an uploaded workbook between its preview and its applying."""

from __future__ import annotations

from sakip.kernel.holding import Berkas, Holding

__all__ = ["Berkas", "drop", "keep", "kept"]

_BUKU_KERJA = Holding("buku-kerja")
keep, kept, drop = _BUKU_KERJA.keep, _BUKU_KERJA.kept, _BUKU_KERJA.drop
