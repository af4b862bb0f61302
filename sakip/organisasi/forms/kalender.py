"""Forms of the calendar and of holidays: they check shape only and never save."""

from __future__ import annotations

import re
from datetime import date

from django import forms

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import GIVEN_ROLES, ROLE_LABELS
from sakip.organisasi.forms.shared import TanggalField, messages, typed_date

GESER = (
    ("tetap", "Tetap pada tanggalnya"),
    ("maju", "Maju ke hari kerja sebelumnya"),
    ("mundur", "Mundur ke hari kerja berikutnya"),
)
FIRST_YEAR, LAST_YEAR = 2000, 2100


class SiapkanForm(forms.Form):
    """Which year's calendar, and how many days a quarter's measurement takes."""

    tahun = forms.IntegerField(
        label="Tahun kinerja", min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=messages("Tahun kinerja")
    )
    sesudah_triwulan = forms.IntegerField(
        label="Pengukuran triwulanan selesai",
        min_value=1,
        max_value=90,
        help_text="Hari sesudah triwulan berakhir. PermenPANRB 53/2014 tidak mengatur jumlahnya; tetapkan sendiri.",
        error_messages=messages("Jumlah hari"),
    )


class KewajibanForm(forms.Form):
    """One obligation with its date."""

    nama = forms.CharField(label="Kewajiban", max_length=200, error_messages=messages("Kewajiban"))
    tenggat = TanggalField(label="Tenggat", error_messages=messages("Tenggat"))
    geser = forms.ChoiceField(
        label="Bila jatuh pada akhir pekan atau hari libur",
        choices=GESER,
        error_messages=messages("Pilihan hari libur"),
    )
    siapa = forms.CharField(
        label="Yang berkewajiban", max_length=200, required=False, error_messages=messages("Yang berkewajiban")
    )
    peran = forms.ChoiceField(
        label="Yang diingatkan",
        required=False,
        choices=[("", "Tidak ada yang diingatkan"), *((role.value, ROLE_LABELS[role]) for role in GIVEN_ROLES)],
        help_text="Pemegang peran ini diingatkan 30, 14, 7, dan 1 hari sebelumnya, dan bila terlambat.",
        error_messages=messages("Peran"),
    )
    dasar_hukum = forms.CharField(
        label="Dasar",
        max_length=300,
        required=False,
        help_text="Peraturan atau keputusan yang menetapkan tanggal ini.",
        error_messages=messages("Dasar"),
    )


class UbahKewajibanForm(KewajibanForm):
    alasan = forms.CharField(
        label="Alasan perubahan tenggat",
        max_length=500,
        required=False,
        help_text="Wajib diisi bila tenggatnya berubah; tercatat dalam riwayat.",
        error_messages=messages("Alasan"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)


class LiburForm(forms.Form):
    """Holidays as they are pasted: one a line, the day and its name."""

    hari = forms.CharField(
        label="Hari libur",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu baris satu hari: tanggal; nama. Boleh ditempel dari tabel.",
        error_messages=messages("Hari libur"),
    )

    def clean_hari(self) -> list[tuple[date, str]]:
        found, wrong = [], []
        for number, line in enumerate(self.cleaned_data["hari"].splitlines(), start=1):
            if not line.strip():
                continue
            text, _, nama = (part.strip() for part in re.sub(r"[\t;]", "\n", line.strip(), count=1).partition("\n"))
            day = typed_date(text)
            if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
                wrong.append(f"Baris {number}: “{text}” bukan tanggal. Tulis misalnya 17-08-2026; Hari Kemerdekaan.")
            elif not nama:
                wrong.append(f"Baris {number}: nama hari libur {format_date(day)} belum ditulis sesudah titik koma.")
            elif len(nama) > _LONGEST:
                wrong.append(f"Baris {number}: nama hari libur paling panjang {_LONGEST} huruf; ringkaskan.")
            else:
                found.append((day, nama))
        if wrong:
            raise forms.ValidationError(wrong)
        return found


_LONGEST = 150
