"""What the forms of all components share: a day as people write it, a table, what a field says of wrong input."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from sakip.arithmetic.notation.readings import Terbaca
from sakip.arithmetic.notation.times import read_date
from sakip.kernel.transfer.cells import MAX_BYTES
from sakip.organisasi.rules.tanggal import unlikely_day

_EXAMPLES = {"Tahun": "2026", "Tanggal": "31-12-2026"}
"""By the first word of a field's name how it is written."""


def messages(what: str) -> dict[str, str]:
    """What a field says when it is refused, naming itself."""
    contoh = _EXAMPLES.get(what.partition(" ")[0], "")
    return {
        "required": f"{what} belum diisi; bagian ini wajib diisi.",
        "invalid": f"{what} tidak terbaca; tulis misalnya {contoh}."
        if contoh
        else f"{what} tidak terbaca; periksa lagi.",
        "invalid_choice": f"{what} tidak ada dalam pilihan; pilih salah satu.",
        "max_length": f"{what} paling panjang %(limit_value)d huruf, sekarang %(show_value)d; ringkaskan.",
        "min_value": f"{what} paling kecil %(limit_value)d; yang tertulis %(show_value)s, perbaiki.",
        "max_value": f"{what} paling besar %(limit_value)d; yang tertulis %(show_value)s, perbaiki.",
    }


class TanggalField(forms.DateField):
    """A day from 1945 to 2100: chosen in the browser's calendar, or typed as people write it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and value.strip():
            found = typed_date(value)
            if found is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
            return found
        return super().to_python(value)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and (refusal := unlikely_day(value)):
            raise forms.ValidationError(refusal.sentence, code=refusal.code)


def typed_date(text: str) -> date | None:
    """17-08-2026, 17/8/2026, 17 Agustus 2026 or 2026-08-17; None for what is no day."""
    reading = read_date(text.strip())
    return reading.nilai.tanggal if isinstance(reading, Terbaca) else None


class TabelField(forms.FileField):
    """A table to be brought in, no larger than what is read."""

    widget = forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv"})
    default_error_messages = {
        "required": "Berkas belum dipilih; pilih berkas yang akan diimpor.",
        "empty": "Berkas itu kosong; pilih berkas yang berisi tabel.",
        "too_large": "Ukuran berkas melebihi 20 MB; bagi data ke dalam beberapa berkas.",
    }

    def to_python(self, data: Any) -> Any:
        found = super().to_python(data)
        if found is not None and found.size > MAX_BYTES:
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large")
        return found
