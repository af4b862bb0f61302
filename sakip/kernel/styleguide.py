"""The style guide: every part on one page, for developers and for the tests. Answers 404 unless DEBUG."""

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

from sakip.kernel.choosing import Label

D = Decimal
TONES = (
    ("sangat-baik", "Sangat tinggi"),
    ("baik", "Tinggi"),
    ("sedang", "Sedang"),
    ("rendah", "Rendah"),
    ("sangat-rendah", "Sangat rendah"),
    ("netral", "Draf"),
    ("info", "Diajukan"),
)


KEYS = ("nama", "satuan", "target", "realisasi", "capaian", "tone", "word")
ROWS: tuple[dict[str, Any], ...] = tuple(
    dict(zip(KEYS, row, strict=True))
    for row in (
        (
            "Indeks Pembangunan Manusia",
            "indeks",
            D("71.73"),
            D("71.19"),
            D("99.2471769"),
            "sangat-baik",
            "Sangat tinggi",
        ),
        ("Persentase penduduk miskin", "%", D("14.91"), D("15.86"), D("93.628437"), "sangat-baik", "Sangat tinggi"),
        ("Indeks Gini", "indeks", D("0.335"), D("0.343"), D("97.6119"), "sangat-baik", "Sangat tinggi"),
        ("Persentase jalan dalam kondisi mantap", "%", D("78.5"), D("67.2"), D("85.605"), "baik", "Tinggi"),
        ("Tingkat pengangguran terbuka", "%", D("1.8"), D("2.4"), D("66.6666"), "sedang", "Sedang"),
        (
            "Prevalensi stunting pada anak di bawah lima tahun",
            "%",
            D(14),
            D("21.4"),
            D("47.142857"),
            "sangat-rendah",
            "Sangat rendah",
        ),
        ("Jumlah desa tangguh bencana yang terbentuk", "desa", D(12), D(0), D(0), "sangat-rendah", "Sangat rendah"),
        (
            "Pembentukan modal tetap bruto",
            "juta rupiah",
            D("8123456.5"),
            D("12345678.25"),
            D("151.97"),
            "sangat-baik",
            "Sangat tinggi",
        ),
    )
)


class ExampleForm(forms.Form):
    """One of each control, some of them wrong."""

    nama = forms.CharField(label="Nama indikator", help_text="Tulis seperti pada Perjanjian Kinerja, tanpa singkatan.")
    target = forms.CharField(label="Target 2025", help_text="Angka dengan koma desimal, misalnya 71,25.")
    satuan = forms.ChoiceField(
        label="Satuan", choices=[("", "Pilih satuan"), ("persen", "persen"), ("indeks", "indeks")]
    )
    unit = forms.ChoiceField(
        label="Unit penanggung jawab",
        required=False,
        choices=[
            ("", "Belum ditunjuk"),
            ("Dinas Kesehatan", [(f"k{n}", Label(f"Bidang {n}", note=f"Eselon {n}")) for n in range(1, 9)]),
            ("Dinas Pendidikan", [(f"p{n}", Label(f"Bidang {n}")) for n in range(1, 9)]),
        ],
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
        "rerata": D("67.9911"),
        "tidak_ada": None,
        "nol": D(0),
        "seribu": D("1234.5"),
        "uang": 1_500_000,
    }
    return render(request, "kernel/gaya.html", context)
