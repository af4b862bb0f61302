"""The form that sets a finding of the checker aside."""

from __future__ import annotations

from django import forms

from sakip.organisasi.forms.shared import TanggalField


class KesampingkanForm(forms.Form):
    """Why a finding is not to be mended, and until when that holds."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tercatat bersama nama Anda, dan tampak bagi siapa pun yang membaca hasil pemeriksaan.",
        error_messages={"required": "Alasan belum diisi; tuliskan mengapa temuan ini tidak perlu diperbaiki."},
    )
    sampai = TanggalField(
        label="Sampai dengan",
        required=False,
        help_text="Kosongkan bila berlaku seterusnya; sesudah tanggal ini temuannya tampil kembali.",
        error_messages={"invalid": "Tanggal tidak terbaca; tulis misalnya 31-12-2026."},
    )
