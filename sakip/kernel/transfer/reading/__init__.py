"""A spreadsheet file of any kind, as the person sees it: ``read_workbook``."""

from __future__ import annotations

from pathlib import PurePosixPath

from sakip.kernel.transfer.cells import (
    MAX_BYTES,
    Cell,
    CellProblem,
    Kind,
    Note,
    Sheet,
    UnreadableFile,
    Workbook,
)
from sakip.kernel.transfer.reading import csvs, ods, xls, xlsx
from sakip.kernel.transfer.reading.package import Package

__all__ = ["Cell", "CellProblem", "Kind", "Note", "Sheet", "UnreadableFile", "Workbook", "read_workbook"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00", b"\x09\x08\x08\x00")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of an XLSX under a password, in an OLE file
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<head", b"<style", b"<meta", b"<div", b"<workbook")


def read_workbook(content: bytes, *, filename: str) -> Workbook:
    """Read XLSX, XLSM, XLS, ODS or CSV; the kind is decided by the content, `filename` only names the sheet of a CSV.

    Raises UnreadableFile (code, detail) for everything that is not such a file within the limits; nothing else.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableFile("terlalu_besar", f"{len(content) / 1024 / 1024:.0f} MB")
    if not content.strip(b"\x00\t\n\r "):
        raise UnreadableFile("kosong")
    workbook = _read(content, filename)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise UnreadableFile("kosong")
    return workbook


def _read(content: bytes, filename: str) -> Workbook:
    if content.startswith(b"PK"):
        return _read_package(Package(content))
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise UnreadableFile("terkunci_sandi")
        return xls.read(content)
    if content.startswith(_BARE_BIFF):
        return xls.read(content)
    start = content[:1000].lstrip(b"\xef\xbb\xbf\t\n\r ").lower()
    if start.startswith(_MARKUP):
        # Many applications export a web page and call it .xls.
        raise UnreadableFile("jenis_tidak_dikenal", ", melainkan halaman web atau XML")
    if start.startswith(b"%pdf"):
        raise UnreadableFile("jenis_tidak_dikenal", ", melainkan PDF")
    return csvs.read(content, PurePosixPath(filename.replace("\\", "/")).stem or "CSV")


def _read_package(package: Package) -> Workbook:
    if "mimetype" in package and b"opendocument.spreadsheet" in package.small("mimetype"):
        return ods.read(package)
    if "_rels/.rels" in package and "content.xml" not in package:
        return xlsx.read(package)
    raise UnreadableFile("jenis_tidak_dikenal")
