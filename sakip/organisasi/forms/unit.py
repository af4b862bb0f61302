"""Forms of the organisation: they check shape only and never save."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.organisasi.forms.shared import messages as _messages
from sakip.referensi.queries import jenis_unit


class UnitForm(forms.Form):
    """Names, kind, code and the title of the head."""

    nama = forms.CharField(
        label="Nama unit",
        max_length=200,
        help_text="Tulis lengkap seperti pada peraturan pembentukannya.",
        error_messages=_messages("Nama unit"),
    )
    singkatan = forms.CharField(label="Singkatan", max_length=40, required=False, error_messages=_messages("Singkatan"))
    jenis = forms.ChoiceField(label="Jenis", error_messages=_messages("Jenis"))
    kode = forms.CharField(label="Kode unit", max_length=40, required=False, error_messages=_messages("Kode unit"))
    sebutan_kepala = forms.CharField(
        label="Sebutan kepala",
        max_length=120,
        required=False,
        help_text="Seperti tertulis pada tanda tangan, misalnya Kepala Dinas Kesehatan.",
        error_messages=_messages("Sebutan kepala"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jenis"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        kinds = {kode: nama for kode, nama in jenis_unit().items() if kode != "instansi"}
        field.choices = [("", "Pilih jenis"), *kinds.items()]


class UbahUnitForm(UnitForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_root: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_root:  # an instansi stays one
            del self.fields["jenis"]
