"""The form of a formula: its text, and what each of its names stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from django import forms

NEW = "baru"


def field_of(nama: str) -> str:
    """The field in which the series of a name is chosen: by the name, not by its place, which typing changes."""
    return f"deret-{crc32(nama.encode()):08x}"


class RumusForm(forms.Form):
    """``nama``: the names of the formula, each with a choice of series."""

    rumus = forms.CharField(
        label="Rumus",
        required=False,
        max_length=2000,
        widget=forms.Textarea(
            attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off", "data-complete": "nama-rumus"}
        ),
        help_text="Misalnya balita_stunting / balita_diukur * 100. Koma desimal; titik koma di antara isian fungsi "
        "jumlah, rata, min, max, jika. Kosongkan bila nilainya diisi langsung.",
        error_messages={
            "max_length": "Rumus paling panjang %(limit_value)d huruf, sekarang %(show_value)d; ringkaskan."
        },
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, nama: Sequence[str] = (), deret: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nama = tuple(nama)
        for each in self.nama:
            self.fields[field_of(each)] = forms.ChoiceField(
                label=each,
                choices=[(NEW, "Buat deret baru untuk diisi"), *deret],
                required=False,
                error_messages={"invalid_choice": f"Deret untuk {each} tidak ada dalam pilihan; pilih salah satu."},
            )

    def chosen(self) -> dict[str, str]:
        """By name the number of its series; empty for one to be made. The form is valid."""
        picked = {each: self.cleaned_data.get(field_of(each)) or NEW for each in self.nama}
        return {each: "" if value == NEW else value for each, value in picked.items()}
