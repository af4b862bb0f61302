"""Forms of Buku Kerja: what is downloaded, and the file that comes back. They check shape only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from sakip.organisasi.forms.shared import TabelField
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import unit_labels
from sakip.perencanaan.forms.indikator import EARLIEST, LATEST
from sakip.perencanaan.models import Dasar


def _year(label: str, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=EARLIEST,
        max_value=LATEST,
        error_messages={
            "required": f"{label} belum diisi.",
            "invalid": f"{label} harus berupa bilangan bulat, misalnya 2025.",
            "min_value": f"{label} paling awal {EARLIEST}.",
            "max_value": f"{label} paling akhir {LATEST}.",
        },
        **more,
    )


class UnduhForm(forms.Form):
    """What the workbook is about."""

    unit = forms.ChoiceField(label="Unit", help_text="Unit itu beserta semua unit di bawahnya.")
    tahun = _year("Tahun realisasi", help_text="Triwulan I sampai IV dan setahun penuh.")
    awal = _year("Target mulai tahun")
    akhir = _year("Target sampai tahun")
    dasar = forms.TypedChoiceField(label="Target menurut", coerce=Dasar, initial=Dasar.RENSTRA.value)

    def __init__(self, *args: Any, units: Iterable[Unit], dasar: Iterable[Dasar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, basis = self.fields["unit"], self.fields["dasar"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        assert isinstance(basis, forms.ChoiceField)  # noqa: S101 - as above
        basis.choices = [(each.value, each.label) for each in dasar]
        field.choices = unit_labels(units)


class BerkasForm(forms.Form):
    """The workbook that comes back."""

    berkas = TabelField(
        label="Berkas Buku Kerja",
        help_text="XLSX yang diunduh dari sistem dan sudah diisi. Tidak ada yang ditulis sebelum Anda menerapkannya.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Berkas belum dipilih; pilih Buku Kerja yang sudah diisi.",
            "empty": "Berkas itu kosong; pilih Buku Kerja yang sudah diisi.",
            "too_large": "Ukuran berkas melebihi 20 MB; unduh Buku Kerja untuk unit yang lebih kecil.",
        },
    )
