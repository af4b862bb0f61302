"""The form of a pelantikan: the decree, and two tables of rows as people type or paste them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from django import forms
from django.http import QueryDict

from sakip.organisasi.forms.shared import TanggalField, messages
from sakip.organisasi.queries.pegawai import SEBAGAI
from sakip.organisasi.rules.pelantikan import ALASAN, read_sebagai

COLUMNS = ("pegawai", "jabatan", "unit", "sebagai")
REASONS = tuple((kode, each.nama) for kode, each in ALASAN.items())
CAPACITIES = SEBAGAI


class PelantikanForm(forms.Form):
    """The decree and its day; the rows are read by ``moving`` and ``leaving``."""

    tanggal = TanggalField(
        label="Terhitung mulai tanggal",
        help_text="Hari pertama menjabat. Jabatan lama berakhir sehari sebelumnya.",
        error_messages=messages("Tanggal"),
    )
    nomor_sk = forms.CharField(label="Nomor SK", max_length=100, error_messages=messages("Nomor SK"))
    tanggal_sk = TanggalField(label="Tanggal SK", required=False, error_messages=messages("Tanggal SK"))
    keterangan = forms.CharField(
        label="Keterangan",
        max_length=300,
        required=False,
        help_text="Misalnya pelantikan pejabat administrator dan pengawas.",
        error_messages=messages("Keterangan"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)


def moving(data: QueryDict) -> list[dict[str, str]]:
    """The rows of who goes where, without empty ones; what was pasted comes last."""
    cells = zip_longest(*(data.getlist(name) for name in COLUMNS), fillvalue="")
    typed = [dict(zip(COLUMNS, (cell.strip() for cell in row), strict=True)) for row in cells]
    return [row for row in (*typed, *_pasted(data.get("tempelan", ""))) if row["pegawai"] or row["jabatan"]]


def leaving(data: QueryDict) -> list[dict[str, str]]:
    """The rows of whose term ends with nobody moving on, without empty ones."""
    rows = zip_longest(data.getlist("keluar"), data.getlist("alasan"), fillvalue="")
    return [{"pegawai": who.strip(), "alasan": why.strip()} for who, why in rows if who.strip()]


def _pasted(text: str) -> Iterator[dict[str, str]]:
    """Lines of a spreadsheet: NIP or name, position, unit, capacity, with tabs or semicolons between."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        row = dict(zip_longest(COLUMNS, cells[: len(COLUMNS)], fillvalue=""))
        if row["pegawai"].casefold() in {"nip", "pegawai", "nama"}:
            continue  # the header was copied along
        yield row | {"sebagai": read_sebagai(row["sebagai"]) or row["sebagai"]}
