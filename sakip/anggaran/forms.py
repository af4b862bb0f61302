"""Forms of pagu: they check shape only and never save."""

from __future__ import annotations

from django import forms

from sakip.anggaran.models import JenisPagu
from sakip.anggaran.rules import FIRST_YEAR, LAST_YEAR
from sakip.organisasi.forms.shared import TabelField, TanggalField, messages


class PaguForm(forms.Form):
    """Of which year and by which document."""

    tahun = forms.IntegerField(
        label="Tahun anggaran",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=messages("Tahun anggaran"),
    )
    jenis = forms.TypedChoiceField(
        label="Menurut dokumen", coerce=JenisPagu, choices=JenisPagu.choices, error_messages=messages("Dokumen")
    )
    dokumen = forms.CharField(
        label="Nomor dan tanggal dokumen",
        max_length=200,
        required=False,
        help_text="Misalnya DPA Nomor 3 tanggal 2 Januari 2026.",
        error_messages=messages("Nomor dan tanggal dokumen"),
    )


class TetapkanPaguForm(forms.Form):
    """The document by which it was set."""

    dokumen = forms.CharField(
        label="Nomor dan tanggal dokumen", max_length=200, error_messages=messages("Nomor dan tanggal dokumen")
    )
    ditetapkan = TanggalField(label="Ditetapkan tanggal", error_messages=messages("Tanggal penetapan"))
    versi = forms.IntegerField(widget=forms.HiddenInput)


class BerkasForm(forms.Form):
    """The spreadsheet that holds the lines."""

    berkas = TabelField(
        label="Berkas tabel",
        required=False,
        help_text="XLSX, XLS, ODS, atau CSV dengan kolom Kode, Uraian, Sumber Dana, dan Pagu.",
    )
