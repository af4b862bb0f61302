"""Forms of the import wizard: they check shape only and never save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from sakip.datakinerja.models import Lapis
from sakip.organisasi.forms.shared import TabelField
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import unit_labels
from sakip.perencanaan.models import Dasar
from sakip.perencanaan.rules import FIRST_YEAR, LAST_YEAR

LAPIS_LABELS = {
    Lapis.KLAIM: "Klaim unit",
    Lapis.TERVERIFIKASI: "Terverifikasi",
    Lapis.RESMI: "Resmi (rilis instansi statistik)",
}


class UnggahForm(forms.Form):
    """The file and the unit whose indicators it holds."""

    berkas = TabelField(
        label="Berkas tabel",
        help_text="XLSX, XLS, ODS, atau CSV, paling besar 20 MB. Tidak ada yang ditulis sebelum Anda menerapkannya.",
    )
    unit = forms.ChoiceField(
        label="Unit pemilik indikator",
        help_text="Bila tabel memuat kolom unit, pilih unit di atas semuanya.",
        error_messages={"required": "Unit belum dipilih.", "invalid_choice": "Unit itu tidak ada dalam pilihan."},
    )

    def __init__(self, *args: Any, units: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = unit_labels(units)


class SusunanForm(forms.Form):
    """What holds for the whole table beside the columns."""

    tahun = forms.IntegerField(
        label="Tahun seluruh tabel",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text="Isi hanya bila tabel tidak memuat kolom tahun.",
        error_messages={
            "invalid": "Tahun harus berupa bilangan bulat, misalnya 2025.",
            "min_value": f"Tahun paling awal {FIRST_YEAR}.",
            "max_value": f"Tahun paling akhir {LAST_YEAR}.",
        },
    )
    dasar = forms.ChoiceField(
        label="Target ditetapkan dalam",
        initial=Dasar.RENSTRA,
        help_text="Dokumen yang memuat target pada tabel ini.",
    )
    lapis = forms.ChoiceField(
        label="Realisasi dicatat sebagai",
        choices=[(k.value, v) for k, v in LAPIS_LABELS.items()],
        initial=Lapis.KLAIM,
        help_text="Klaim ialah angka unit sendiri; angka yang sudah diperiksa atau dirilis resmi dibedakan.",
    )

    def __init__(self, *args: Any, dasar: Iterable[Dasar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["dasar"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(each.value, each.label) for each in dasar]


def read_rows(values: Sequence[str], height: int) -> tuple[int, ...]:
    """The header rows as they were posted, those within the sheet."""
    return tuple(sorted({int(value) for value in values if value.isdigit() and 1 <= int(value) <= height}))


def prefixed(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    """What was posted under a prefix: ``jawab:B7`` as ``B7``."""
    return {key.removeprefix(prefix): data[key].strip() for key in data if key.startswith(prefix)}
