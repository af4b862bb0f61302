"""Forms of a report of negative impact and of its answer; they check shape only."""

from __future__ import annotations

from django import forms

from sakip.organisasi.forms.shared import messages
from sakip.perencanaan.penjelasan import KEPUTUSAN_DAMPAK


def _text(label: str, help_text: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=2000,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4 if required else 2}),
        help_text=help_text,
        error_messages=messages(label),
    )


class DampakForm(forms.Form):
    """What harm, by which evidence, what is proposed."""

    uraian = _text(
        "Dampak negatif",
        "Apa yang terjadi pada kinerja organisasi secara keseluruhan karena IKU ini dikejar.",
        required=True,
    )
    bukti = _text("Bukti", "Data, dokumen, atau kejadian yang menunjukkannya.", required=False)
    usulan = _text("Usulan", "Misalnya mengganti indikator, menambah indikator penyeimbang.", required=False)


class TanggapanForm(forms.Form):
    """What the unit above decides, and why."""

    keputusan = forms.ChoiceField(
        label="Keputusan",
        choices=list(KEPUTUSAN_DAMPAK.items()),
        widget=forms.RadioSelect,
        error_messages=messages("Keputusan"),
    )
    uraian = _text("Tanggapan", "Alasan keputusan dan langkah berikutnya.", required=True)
