"""Forms of a decree of IKU; they check shape only."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.organisasi.forms.shared import TanggalField, messages
from sakip.perencanaan.forms.indikator import EARLIEST, LATEST
from sakip.perencanaan.models import KeputusanIKU


def _line(label: str, longest: int = 200, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, required=False, help_text=help_text, error_messages=messages(label)
    )


class SusunIKUForm(forms.Form):
    """From which year to which the IKU hold."""

    tahun_mulai = forms.IntegerField(
        label="Berlaku mulai tahun", min_value=EARLIEST, max_value=LATEST, error_messages=messages("Tahun awal")
    )
    tahun_sampai = forms.IntegerField(
        label="Berlaku sampai tahun",
        min_value=EARLIEST,
        max_value=LATEST,
        help_text="Biasanya tahun akhir rencana jangka menengah.",
        error_messages=messages("Tahun akhir"),
    )


class UbahIKUForm(SusunIKUForm):
    """The years, and what the berita acara of the discussion says."""

    tanggal = TanggalField(label="Tanggal pembahasan", required=False, error_messages=messages("Tanggal pembahasan"))
    tempat = _line("Tempat pembahasan", 150)
    nama_pertama = _line("Pihak pertama", help_text="Nama dengan gelar, misalnya sekretaris dinas.")
    jabatan_pertama = _line("Jabatan pihak pertama")
    nama_kedua = _line("Pihak kedua")
    jabatan_kedua = _line("Jabatan pihak kedua")
    catatan = forms.CharField(
        label="Catatan pembahasan",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=messages("Catatan pembahasan"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def stands(row: KeputusanIKU) -> dict[str, Any]:
        """What the form begins with."""
        told = row.berita_acara
        first, second = (told.get(which, {}) for which in ("pihak_pertama", "pihak_kedua"))
        return {
            "tahun_mulai": row.tahun_mulai,
            "tahun_sampai": row.tahun_sampai,
            "versi": row.versi,
            **{name: told.get(name, "") for name in ("tanggal", "tempat", "catatan")},
            "nama_pertama": first.get("nama", ""),
            "jabatan_pertama": first.get("jabatan", ""),
            "nama_kedua": second.get("nama", ""),
            "jabatan_kedua": second.get("jabatan", ""),
        }

    def berita_acara(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "tanggal": data["tanggal"].isoformat() if data["tanggal"] else "",
            "tempat": data["tempat"],
            "catatan": data["catatan"],
            "pihak_pertama": {"nama": data["nama_pertama"], "jabatan": data["jabatan_pertama"]},
            "pihak_kedua": {"nama": data["nama_kedua"], "jabatan": data["jabatan_kedua"]},
        }


class TetapkanIKUForm(forms.Form):
    """The decree by which the IKU are set."""

    nomor = forms.CharField(
        label="Nomor keputusan",
        max_length=100,
        help_text="Seperti tertulis pada keputusannya, misalnya 188.4/12/2026.",
        error_messages=messages("Nomor keputusan"),
    )
    tanggal = TanggalField(label="Tanggal keputusan", error_messages=messages("Tanggal keputusan"))
    versi = forms.IntegerField(widget=forms.HiddenInput)
