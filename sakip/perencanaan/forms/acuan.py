"""Forms of what an indicator is held against: a value with its year and source, and a mark; they check shape only."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sakip.arithmetic.notation import (
    Bertanya,
    Ditolak,
    TanpaNilai,
    Terbaca,
    format_typed,
    read_reasoned,
    read_typed,
)
from sakip.arithmetic.predicates import SkalaPredikat
from sakip.arithmetic.values import Isian, JenisNilai
from sakip.datakinerja.models import NilaiBerjenis
from sakip.kernel.fields import refuse_unstorable
from sakip.kernel.typed import nothing_sentence, question_sentence, refused_sentence
from sakip.organisasi.forms.shared import messages
from sakip.perencanaan.forms.indikator import EARLIEST, LATEST
from sakip.perencanaan.models import Lingkup
from sakip.perencanaan.penjelasan import penanda


class NilaiField(forms.CharField):
    """A value of an indicator as people type it; empty is None. ``jenis`` and ``skala`` are given by the form."""

    jenis = JenisNilai.ANGKA
    skala: SkalaPredikat | None = None

    def clean(self, value: Any) -> Isian:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        nothing = read_reasoned(text)
        if nothing is not None:
            return nothing
        match reading := read_typed(text, jenis=self.jenis, skala=self.skala, rentang=False):
            case Terbaca(nilai=nilai):
                for number in (nilai.angka, nilai.angka_atas):
                    if number is not None:
                        refuse_unstorable(number)
                return nilai
            case Bertanya():
                raise ValidationError(question_sentence(reading).replace("pilih", "tulis"))
            case Ditolak():
                raise ValidationError(refused_sentence(reading, self.skala))
            case TanpaNilai():
                raise ValidationError(nothing_sentence(reading))
            case _:
                return None


class BaselineForm(forms.Form):
    """A figure of a year with its source. A replacement keeps its year and says why."""

    tahun = forms.IntegerField(
        label="Tahun", min_value=EARLIEST, max_value=LATEST, error_messages=messages("Tahun angka ini")
    )
    nilai = NilaiField(
        label="Nilai",
        max_length=200,
        required=False,
        help_text="Tulis dengan koma desimal, dalam satuan indikator.",
    )
    sumber = forms.CharField(
        label="Sumber",
        max_length=300,
        required=False,
        help_text="Terbitan, dokumen, atau rilis yang memuat angka ini, beserta tahunnya.",
        error_messages=messages("Sumber"),
    )
    alasan = forms.CharField(
        label="Alasan penggantian",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Angka yang lama tetap tersimpan dalam riwayat. Kosongkan nilainya bila angka ini dicabut.",
    )
    field_order: tuple[str, ...] | None = None

    def __init__(
        self, *args: Any, jenis: JenisNilai, skala: SkalaPredikat | None, lama: NilaiBerjenis | None, **kwargs: Any
    ) -> None:
        if lama is not None:
            kwargs["initial"] = self.stands(lama) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        value: Any = self.fields["nilai"]
        value.jenis, value.skala = jenis, skala
        if lama is None:
            del self.fields["alasan"]
            return
        for name in self.fixed():
            self.fields[name].disabled = True

    @staticmethod
    def fixed() -> tuple[str, ...]:
        """What says which figure it is, and therefore stays."""
        return ("tahun",)

    @staticmethod
    def stands(lama: Any) -> dict[str, Any]:
        return {"tahun": lama.tahun, "nilai": format_typed(lama.isian), "sumber": lama.sumber}


class PembandingForm(BaselineForm):
    """The same of somebody else."""

    lingkup = forms.ChoiceField(label="Lingkup", choices=Lingkup.choices, error_messages=messages("Lingkup"))
    nama = forms.CharField(
        label="Angka milik",
        max_length=150,
        help_text="Misalnya Indonesia, Provinsi Jawa Tengah, atau nama kabupaten yang setara.",
        error_messages=messages("Pemilik angka"),
    )
    field_order = ("lingkup", "nama", "tahun", "nilai", "sumber", "alasan")

    @staticmethod
    def fixed() -> tuple[str, ...]:
        return ("tahun", "lingkup", "nama")

    @staticmethod
    def stands(lama: Any) -> dict[str, Any]:
        return BaselineForm.stands(lama) | {"lingkup": lama.lingkup, "nama": lama.nama}


class PenandaForm(forms.Form):
    """A mark and its code."""

    jenis = forms.ChoiceField(label="Penanda", error_messages=messages("Penanda"))
    kode = forms.CharField(
        label="Kode atau nama",
        max_length=60,
        required=False,
        help_text="Misalnya 3.1.1 untuk SDG.",
        error_messages=messages("Kode penanda"),
    )

    def __init__(self, *args: Any, family: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["jenis"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(penanda(family).items())
