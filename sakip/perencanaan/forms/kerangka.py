"""The form of an own kerangka: its name, and a table of levels from the top; checks shape only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from sakip.organisasi.forms.shared import messages
from sakip.perencanaan.actions import TingkatBaru

MOST_LEVELS = 12
HASIL = (("", "Tidak ditentukan"), ("outcome", "Hasil (outcome)"), ("output", "Keluaran (output)"))


class KerangkaForm(forms.Form):
    """Name and source; the levels are read by ``levels``."""

    nama = forms.CharField(
        label="Nama kerangka",
        max_length=150,
        help_text="Misalnya Rencana Bisnis BUMD, atau Renstra Perguruan Tinggi.",
        error_messages=messages("Nama kerangka"),
    )
    sumber = forms.CharField(
        label="Dasar",
        max_length=300,
        required=False,
        help_text="Peraturan atau keputusan yang mengatur susunan rencananya.",
        error_messages=messages("Dasar"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)


def levels(data: Mapping[str, Any]) -> list[TingkatBaru]:
    """The levels as they were sent, without empty rows."""
    known = {kode for kode, _nama in HASIL}
    found = []
    for number in range(MOST_LEVELS):
        nama, hasil = str(data.get(f"nama-{number}", "")).strip()[:60], str(data.get(f"hasil-{number}", ""))
        if nama:
            marks = {name: bool(data.get(f"{name}-{number}")) for name in ("indikator", "melayani")}
            found.append(TingkatBaru(nama, hasil=hasil if hasil in known else "", **marks))
    return found
