"""The style guide: every part on one page, for developers and for the tests that look at it. Answers 404 unless DEBUG."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

TONES = (
    ("sangat-baik", "Sangat tinggi"),
    ("baik", "Tinggi"),
    ("sedang", "Sedang"),
    ("rendah", "Rendah"),
    ("sangat-rendah", "Sangat rendah"),
    ("netral", "Draf"),
    ("info", "Diajukan"),
)


def _row(
    nama: str,
    satuan: str,
    target: str,
    realisasi: str | None,
    capaian: str | None,
    tone: str = "netral",
    word: str = "",
) -> dict[str, Any]:
    return {
        "nama": nama,
        "satuan": satuan,
        "target": Decimal(target),
        "realisasi": None if realisasi is None else Decimal(realisasi),
        "capaian": None if capaian is None else Decimal(capaian),
        "tone": tone,
        "word": word,
    }


ROWS = (
    _row("Indeks Pembangunan Manusia", "indeks", "71.73", "71.19", "99.2471769", "sangat-baik", "Sangat tinggi"),
    _row("Persentase penduduk miskin", "%", "14.91", "15.86", "93.628437", "sangat-baik", "Sangat tinggi"),
    _row("Indeks Gini", "indeks", "0.335", "0.343", "97.6119", "baik", "Tinggi"),
    _row("Tingkat pengangguran terbuka", "%", "1.8", "2.4", "66.6666", "sedang", "Sedang"),
    _row(
        "Prevalensi stunting pada anak di bawah lima tahun",
        "%",
        "14",
        "21.4",
        "47.142857",
        "sangat-rendah",
        "Sangat rendah",
    ),
    _row("Nilai AKIP kabupaten", "nilai", "81.1", "0", "0", "sangat-rendah", "Sangat rendah"),
    _row("Pembentukan modal tetap bruto", "juta rupiah", "8123456.5", "1234567890.25", "151.97"),
)


class ExampleForm(forms.Form):
    """One of each control, some of them wrong."""

    nama = forms.CharField(label="Nama indikator", help_text="Tulis seperti pada Perjanjian Kinerja, tanpa singkatan.")
    target = forms.CharField(label="Target 2025", help_text="Angka dengan koma desimal, misalnya 71,25.")
    satuan = forms.ChoiceField(
        label="Satuan", choices=[("", "Pilih satuan"), ("persen", "persen"), ("indeks", "indeks")]
    )
    keterangan = forms.CharField(label="Keterangan", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    polaritas = forms.ChoiceField(
        label="Polaritas",
        choices=[("naik", "Makin tinggi makin baik"), ("turun", "Makin rendah makin baik")],
        widget=forms.RadioSelect,
    )
    iku = forms.BooleanField(label="Indikator Kinerja Utama", required=False)

    def clean_target(self) -> str:
        typed = str(self.cleaned_data["target"])
        raise forms.ValidationError(f"“{typed}” dapat berarti 1.234 atau 1,234. Tuliskan 1234 atau 1,234.")


@login_not_required
def gaya(request: HttpRequest) -> HttpResponse:
    """All parts with facts as they occur, among them zero, nothing and very long numbers."""
    if not settings.DEBUG:
        raise Http404
    messages.success(request, "Realisasi triwulan II tersimpan.")
    context = {
        "rows": ROWS,
        "tones": TONES,
        "form": ExampleForm({"nama": "", "target": "1.234", "satuan": "indeks", "polaritas": "naik"}),
        "free_form": ExampleForm(),
        "steps": ["Berkas", "Lembar dan kolom", "Pratinjau", "Terapkan"],
        "crumbs": [("Beranda", "/"), ("Indikator", "/"), ("Panduan gaya", "")],
        "saat": datetime(2025, 8, 17, 7, 5, tzinfo=UTC),
        "tidak_ada": None,
        "nol": Decimal(0),
        "seribu": Decimal("1234.5"),
        "uang": 1_500_000,
    }
    return render(request, "kernel/gaya.html", context)
