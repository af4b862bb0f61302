"""What a person types to freeze a report."""

from __future__ import annotations

from django import forms


class BekukanForm(forms.Form):
    """The reason; whether it is needed is the action's matter, for it knows the earlier versions."""

    alasan = forms.CharField(
        label="Alasan",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib untuk versi kedua dan seterusnya: apa yang berubah sejak versi sebelumnya.",
    )
