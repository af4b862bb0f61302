"""Forms of an indicator: they check shape only and never save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.predicates import predicate_scales
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.organisasi.forms.shared import messages
from sakip.perencanaan.actions import MANUAL, KartuBaru, KartuLengkap
from sakip.perencanaan.models import Dasar, Frekuensi, TingkatHasil
from sakip.perencanaan.penjelasan import BAHAN_PENETAPAN, CARA_ISI, DI_ATAS_RENTANG, JENIS, POLARITAS, TIPOLOGI

EARLIEST, LATEST = 2000, 2100


def _choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(str(code), word) for code, word in words.items()]


class IdentitasForm(forms.Form):
    """Name, code, whether it is an IKU."""

    nama = forms.CharField(
        label="Nama indikator",
        max_length=400,
        help_text="Tulis seperti pada dokumen penetapan, tanpa singkatan.",
        error_messages=messages("Nama indikator"),
    )
    kode = forms.CharField(
        label="Kode",
        max_length=30,
        required=False,
        help_text="Nomor indikator pada dokumen Anda, misalnya IKU-1; boleh kosong.",
        error_messages=messages("Kode"),
    )
    iku = forms.BooleanField(
        label="Indikator Kinerja Utama (IKU)",
        required=False,
        initial=True,
        help_text="Ukuran keberhasilan kinerja utama unit (PermenPANRB 53/2014 Lampiran II huruf G).",
    )


class UbahForm(IdentitasForm):
    """With the years in which it begins and ends."""

    dimulai_tahun = forms.IntegerField(
        label="Dipakai mulai tahun",
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
        help_text="Sebelum tahun ini indikator tidak diisi dan tidak dihitung. Kosongkan bila dipakai sejak semula.",
        error_messages=messages("Tahun mulai dipakai"),
    )
    dihentikan_tahun = forms.IntegerField(
        label="Dihentikan mulai tahun",
        required=False,
        min_value=EARLIEST,
        max_value=LATEST,
        help_text="Sejak tahun ini indikator tidak lagi diisi. Data tahun-tahun sebelumnya tetap tersimpan.",
        error_messages=messages("Tahun dihentikan"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)


class KartuForm(forms.Form):
    """What the indicator means from a year on."""

    mulai_tahun = forms.IntegerField(
        label="Berlaku mulai tahun",
        min_value=EARLIEST,
        max_value=LATEST,
        help_text="Tahun-tahun sebelumnya tetap memakai kartu yang lama.",
        error_messages=messages("Tahun mulai berlaku"),
    )
    satuan = forms.CharField(
        label="Satuan",
        max_length=60,
        required=False,
        help_text="Misalnya persen, indeks, orang.",
        error_messages=messages("Satuan"),
    )
    polaritas = forms.ChoiceField(
        label="Arah yang baik (polaritas)",
        choices=_choices(POLARITAS),
        widget=forms.RadioSelect,
        help_text="Menentukan rumus capaian. Kemiskinan, pengangguran, dan stunting: makin rendah makin baik.",
        error_messages=messages("Polaritas"),
    )
    di_atas_rentang = forms.ChoiceField(
        label="Bila realisasi di atas rentang target",
        choices=_choices(DI_ATAS_RENTANG),
        initial=DiAtasRentang.LEBIH_BURUK.value,
        required=False,
        help_text="Hanya dipakai bila targetnya berupa rentang.",
    )
    tipologi = forms.ChoiceField(
        label="Tipologi",
        choices=_choices(TIPOLOGI),
        widget=forms.RadioSelect,
        initial=Tipologi.TAHUNAN.value,
        help_text="Menentukan cara nilai setahun disusun dari triwulan. Persentase dan indeks tidak dijumlahkan.",
        error_messages=messages("Tipologi"),
    )
    cara_isi = forms.ChoiceField(
        label="Yang diisi pada setiap triwulan",
        choices=_choices(CARA_ISI),
        widget=forms.RadioSelect,
        initial=CaraIsi.PERIODE.value,
        help_text="Angka triwulan itu saja, atau angka sejak awal tahun sampai akhir triwulan itu.",
        error_messages=messages("Cara isi"),
    )
    definisi = forms.CharField(
        label="Definisi operasional",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa yang diukur dan apa yang tidak, sehingga dua orang menghitung angka yang sama.",
    )
    formula = forms.CharField(
        label="Formula perhitungan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Misalnya jumlah balita stunting dibagi jumlah balita yang diukur, dikali 100.",
    )
    terputus = forms.BooleanField(
        label="Deret terputus: tidak sebanding dengan tahun-tahun sebelumnya",
        required=False,
        help_text="Centang bila definisi atau cara ukurnya berganti.",
    )
    catatan_putus = forms.CharField(
        label="Alasan deret terputus", max_length=300, required=False, error_messages=messages("Alasan deret terputus")
    )
    hasil = forms.ChoiceField(
        label="Tingkat hasil",
        choices=[("", "Belum dipilih"), *TingkatHasil.choices],
        required=False,
        help_text="IKU instansi mengukur sekurang-kurangnya outcome, IKU unit di bawahnya output "
        "(PermenPANRB 53/2014 Lampiran II huruf G).",
        error_messages=messages("Tingkat hasil"),
    )
    alasan_pemilihan = forms.CharField(
        label="Alasan pemilihan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mengapa indikator ini menunjukkan bahwa sasarannya tercapai.",
    )
    pembilang = forms.CharField(
        label="Pembilang",
        max_length=300,
        required=False,
        help_text="Untuk persentase dan rasio: bagian yang dihitung.",
        error_messages=messages("Pembilang"),
    )
    penyebut = forms.CharField(
        label="Penyebut",
        max_length=300,
        required=False,
        help_text="Untuk persentase dan rasio: keseluruhan yang menjadi pembagi.",
        error_messages=messages("Penyebut"),
    )
    frekuensi = forms.ChoiceField(
        label="Frekuensi pengukuran",
        choices=[("", "Belum dipilih"), *Frekuensi.choices],
        required=False,
        help_text="Seberapa sering angkanya tersedia (PermenPANRB 53/2014 Lampiran II huruf H).",
        error_messages=messages("Frekuensi pengukuran"),
    )
    kategori_sumber = forms.MultipleChoiceField(
        label="Bahan penetapan",
        choices=_choices(BAHAN_PENETAPAN),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Dari mana indikator ini diturunkan (PER/9/M.PAN/5/2007).",
        error_messages=messages("Bahan penetapan"),
    )
    penyedia_data = forms.CharField(
        label="Penyedia data",
        max_length=200,
        required=False,
        help_text="Siapa yang menghasilkan angkanya, misalnya BPS, Bidang P2P, Inspektorat.",
        error_messages=messages("Penyedia data"),
    )
    penanggung_jawab = forms.ChoiceField(
        label="Penanggung jawab",
        required=False,
        help_text="Jabatan yang menjawab atas pengumpulan data dan pencapaiannya.",
        error_messages=messages("Penanggung jawab"),
    )
    disagregasi = forms.CharField(
        label="Pilahan data",
        max_length=300,
        required=False,
        help_text="Misalnya menurut jenis kelamin, kecamatan, umur.",
        error_messages=messages("Pilahan data"),
    )
    keterbatasan = forms.CharField(
        label="Keterbatasan data",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Apa yang tidak tercakup atau kurang andal pada datanya.",
    )
    kompensasi = forms.CharField(
        label="Cara mengatasi keterbatasan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Bagaimana keterbatasan itu diatasi atau diperhitungkan.",
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    versi_tahun = forms.IntegerField(widget=forms.HiddenInput, required=False)

    BAGIAN = (
        ("Makna", ("mulai_tahun", "hasil", "definisi", "alasan_pemilihan", "kategori_sumber")),
        ("Cara menghitung", ("satuan", "polaritas", "di_atas_rentang", "formula", "pembilang", "penyebut")),
        ("Pengukuran", ("frekuensi", "tipologi", "cara_isi", "terputus", "catatan_putus")),
        ("Data dan tanggung jawab", ("penyedia_data", "penanggung_jawab", "disagregasi", "keterbatasan", "kompensasi")),
    )
    """The sections of the form, with their fields."""

    def __init__(self, *args: Any, jabatan: Sequence[tuple[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post = self.fields["penanggung_jawab"]
        assert isinstance(post, forms.ChoiceField)  # noqa: S101 - for the type checker
        post.choices = [("", "Belum ditunjuk"), *jabatan]

    @property
    def bagian(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The sections with the fields that this form has."""
        return [(judul, [self[name] for name in names if name in self.fields]) for judul, names in self.BAGIAN]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("terputus") and not cleaned.get("catatan_putus", "").strip():
            self.add_error("catatan_putus", "Deret ditandai terputus tanpa alasan; tuliskan alasannya.")
        return cleaned

    def kartu(self, jabatan: Any = None) -> KartuBaru:
        """The card as the use case takes it; the form is valid. ``jabatan``: the position that was chosen."""
        data = self.cleaned_data
        manual = {name: data[name] for name in MANUAL if name in self.fields} | {"penanggung_jawab": jabatan}
        return KartuBaru(
            mulai_tahun=data["mulai_tahun"],
            polaritas=Polaritas(data["polaritas"]),
            satuan=data["satuan"],
            di_atas_rentang=DiAtasRentang(data["di_atas_rentang"] or DiAtasRentang.LEBIH_BURUK),
            tipologi=Tipologi(data["tipologi"]),
            cara_isi=CaraIsi(data["cara_isi"]),
            definisi=data["definisi"],
            formula=data["formula"],
            terputus=data["terputus"],
            catatan_putus=data["catatan_putus"] if data["terputus"] else "",
            lengkap=KartuLengkap(**manual),
        )


class TambahForm(IdentitasForm, KartuForm):
    """A new indicator with its first card."""

    jenis = forms.ChoiceField(
        label="Jenis nilai",
        choices=_choices(JENIS),
        initial=JenisNilai.ANGKA.value,
        help_text="Tidak dapat diganti sesudah indikator dibuat.",
        error_messages=messages("Jenis nilai"),
    )
    skala_predikat = forms.ChoiceField(
        label="Skala predikat",
        required=False,
        help_text="Wajib dipilih untuk nilai berupa predikat.",
        error_messages=messages("Skala predikat"),
    )
    sumber = forms.CharField(
        label="Sumber data", max_length=300, required=False, help_text="Misalnya BPS Kabupaten, LHE Inspektorat."
    )

    field_order = (
        "nama",
        "kode",
        "iku",
        "jenis",
        "skala_predikat",
        "satuan",
        "polaritas",
        "di_atas_rentang",
        "tipologi",
        "cara_isi",
        "hasil",
        "definisi",
        "formula",
        "pembilang",
        "penyebut",
        "sumber",
        "mulai_tahun",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scale = self.fields["skala_predikat"]
        assert isinstance(scale, forms.ChoiceField)  # noqa: S101 - for the type checker
        scale.choices = [("", "Tidak memakai predikat"), *((s.kode, s.nama) for s in predicate_scales().values())]
        self.fields["mulai_tahun"].help_text = "Sejak tahun ini indikator dipakai, diisi, dan dihitung."
        first = {"hasil", "pembilang", "penyebut"}  # the rest of the manual is filled in on the card
        for unused in ("terputus", "catatan_putus", "versi", "versi_tahun", *(set(MANUAL) - first)):
            del self.fields[unused]

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or {}
        if cleaned.get("jenis") == JenisNilai.PREDIKAT and not cleaned.get("skala_predikat"):
            self.add_error("skala_predikat", "Nilai berupa predikat memerlukan skala; pilih skalanya.")
        cleaned.setdefault("terputus", False)
        cleaned.setdefault("catatan_putus", "")
        return cleaned


class TargetForm(forms.Form):
    """What goes with the grid of targets: where they were set, and why a standing one changes."""

    dasar = forms.ChoiceField(
        label="Dasar target", choices=Dasar.choices, error_messages=messages("Dasar target"), widget=forms.HiddenInput
    )
    dokumen = forms.CharField(
        label="Dokumen penetapan",
        max_length=200,
        required=False,
        help_text="Misalnya Perbup 12/2021 tentang Renstra, atau Perjanjian Kinerja 2025.",
        error_messages=messages("Dokumen penetapan"),
    )
    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=500,
        required=False,
        help_text="Wajib bila target yang sudah ditetapkan diubah.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=messages("Alasan perubahan"),
    )
