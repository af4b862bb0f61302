"""The form of the self-check of an indicator: an answer and a note per criterion, statement and evidence per asas."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.perencanaan.models import PemeriksaanMandiri
from sakip.referensi.queries import Pertanyaan, pertanyaan_mandiri

ANSWERS = (("", "Belum dijawab"), ("ya", "Ya"), ("tidak", "Belum"))
_ANSWER = {"ya": True, "tidak": False}
_TOO_LONG = {"max_length": "Isian ini paling panjang %(limit_value)d huruf, sekarang %(show_value)d; ringkaskan."}


class MandiriForm(forms.Form):
    """Fields are named by the codes of the questions, which come from the data file."""

    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, stands: PemeriksaanMandiri | None, **kwargs: Any) -> None:
        initial = {"versi": stands.versi} | _stands(stands) if stands else {}
        super().__init__(*args, **{"initial": initial, **kwargs})
        for each in pertanyaan_mandiri("kriteria"):
            self.fields[f"ya-{each.kode}"] = forms.ChoiceField(
                label=each.pertanyaan,
                choices=ANSWERS,
                required=False,
                widget=forms.RadioSelect,
                help_text=each.bantuan,
                error_messages={"invalid_choice": "Jawaban tidak dikenal; pilih ya atau belum."},
            )
            self.fields[f"catatan-{each.kode}"] = _text("Catatan")
        for each in pertanyaan_mandiri("asas"):
            self.fields[f"pernyataan-{each.kode}"] = _text(each.pertanyaan, each.bantuan)
            self.fields[f"bukti-{each.kode}"] = forms.CharField(
                label="Bukti",
                max_length=500,
                required=False,
                help_text="Dokumen, data, atau alamat yang menunjukkannya.",
                error_messages=_TOO_LONG,
            )

    def smart(self) -> dict[str, tuple[bool | None, str]]:
        data = self.cleaned_data
        return {
            each.kode: (_ANSWER.get(data[f"ya-{each.kode}"]), data[f"catatan-{each.kode}"])
            for each in pertanyaan_mandiri("kriteria")
        }

    def asas(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {
            each.kode: (data[f"pernyataan-{each.kode}"], data[f"bukti-{each.kode}"])
            for each in pertanyaan_mandiri("asas")
        }

    def kriteria_rows(self) -> list[tuple[Pertanyaan, Any, Any]]:
        return [
            (each, self[f"ya-{each.kode}"], self[f"catatan-{each.kode}"]) for each in pertanyaan_mandiri("kriteria")
        ]

    def asas_rows(self) -> list[tuple[Pertanyaan, Any, Any]]:
        return [
            (each, self[f"pernyataan-{each.kode}"], self[f"bukti-{each.kode}"]) for each in pertanyaan_mandiri("asas")
        ]


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
        error_messages=_TOO_LONG,
    )


def _stands(row: PemeriksaanMandiri) -> dict[str, Any]:
    word = {True: "ya", False: "tidak", None: ""}
    found: dict[str, Any] = {}
    for kode, answer in row.smart.items():
        found |= {f"ya-{kode}": word[answer.get("ya")], f"catatan-{kode}": answer.get("catatan", "")}
    for kode, said in row.asas.items():
        found |= {f"pernyataan-{kode}": said.get("pernyataan", ""), f"bukti-{kode}": said.get("bukti", "")}
    return found
