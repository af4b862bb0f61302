"""The words by which the checker of the plan reads statements and names."""

from __future__ import annotations

import pytest

from sakip.perencanaan.pemeriksa.kata import (
    bagian,
    berbunyi_kegiatan,
    kata_inti,
    menghitung_kegiatan,
    sisa_templat,
    tanda_html,
)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Terlaksananya penyuluhan kesehatan", "terlaksananya"),
        ("tersusunnya dokumen RPJMD", "tersusunnya"),
        ("Pelaksanaan bimbingan teknis", "pelaksanaan"),
        ("Meningkatnya kualitas pelayanan", ""),
        ("Terbangunnya budaya kerja yang melayani", ""),
        ("Terbangunnya gedung puskesmas", "terbangunnya"),
        ("Pembangunan manusia yang merata", ""),
        ("Terwujudnya lingkungan yang bersih", ""),
        ("Tersedianya air minum yang layak", ""),
        ("Tersedianya dokumen perencanaan", "tersedianya dokumen"),
        ("Meningkatnya jumlah kegiatan sosialisasi", "meningkatnya jumlah kegiatan"),
        ("Meningkatnya koordinasi antarperangkat daerah", ""),
        ("Terselenggaranya pemerintahan yang bersih dan akuntabel", ""),
        ("Terselenggaranya rapat koordinasi", "terselenggaranya"),
        ("Penyelenggaraan Pemerintahan Daerah Meningkat", ""),
        ("Pembangunan infrastruktur yang merata", ""),
        ("Pembangunan gedung kantor", "pembangunan"),
        ("Membentuk karakter bangsa", ""),
        ("Tercapainya pelaksanaan kegiatan administrasi", "tercapainya pelaksanaan kegiatan"),
        ("Terdistribusinya bantuan", "terdistribusinya"),
        ("Rapatnya jaringan jalan", ""),
    ],
)
def test_a_result_that_tells_of_work_is_known_by_its_first_words(text: str, word: str) -> None:
    assert berbunyi_kegiatan(text) == word


@pytest.mark.parametrize(
    ("nama", "word"),
    [
        ("Jumlah kegiatan yang dilaksanakan", "kegiatan"),
        ("Jumlah dokumen perencanaan", "dokumen"),
        ("Jumlah Rapat Koordinasi", "rapat"),
        ("Persentase terlaksananya sosialisasi", "terlaksananya"),
        ("Jumlah rumah layak huni", ""),
        ("Jumlah peserta pelatihan yang bersertifikat", ""),
        ("Persentase penduduk miskin", ""),
        ("Indeks Kepuasan Masyarakat", ""),
        ("Jumlah wisatawan", ""),
        ("Jumlah kunjungan wisatawan", ""),
        ("Jumlah kunjungan kerja", "kunjungan kerja"),
        ("Jumlah peserta didik putus sekolah", ""),
        ("Jumlah peserta KB aktif", ""),
        ("Jumlah peserta sosialisasi", "peserta"),
        ("Jumlah laporan kekerasan terhadap anak", ""),
        ("Jumlah naskah kuno yang dilestarikan", ""),
        ("Jumlah orang yang mengikuti pelatihan", "mengikuti pelatihan"),
        ("Jumlah lulusan pelatihan yang bekerja", ""),
        ("Persentase desa yang menyelesaikan penyusunan APBDes tepat waktu", ""),
        ("Persentase program yang terlaksana", "program yang terlaksana"),
        ("Dokumen RKPD", "dokumen"),
        ("Tersedianya dokumen RKPD", "tersedianya dokumen"),
    ],
)
def test_an_indicator_that_counts_work_is_known(nama: str, word: str) -> None:
    assert menghitung_kegiatan(nama) == word


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Sasaran 1", "sasaran 1"),
        ("Sasaran 10 persen penduduk", ""),
        ("Meningkatnya xxx", "xxx"),
        ("=#REF!", "#ref!"),
        ("Lorem ipsum dolor", "lorem ipsum"),
        ("Meningkatnya kualitas", ""),
        ("Sasaran 1: Meningkatnya mutu layanan kesehatan dasar", ""),
        ("Sasaran 1 Satpol PP", "sasaran 1"),
        ("Peringkat MTQ XXX tingkat provinsi", ""),
        ("Contoh: tulis sasaran", "contoh:"),
        ("Jumlah rumah layak. Contoh: 20 dari 25", ""),
    ],
)
def test_what_a_template_left_is_known(text: str, mark: str) -> None:
    assert sisa_templat(text) == mark


@pytest.mark.parametrize(
    ("text", "tag"), [("<p>Maju</p>", "<p>"), ("Maju&nbsp;terus", "&nbsp;"), ("Kemiskinan < 5 persen", ""), ("a<b", "")]
)
def test_html_is_known(text: str, tag: str) -> None:
    assert tanda_html(text) == tag


@pytest.mark.parametrize(
    ("nama", "share"),
    [
        ("Persentase Penduduk Miskin", True),
        ("Cakupan Imunisasi", True),
        ("Rasio Gini", False),
        ("Persentase Pertumbuhan PAD", False),
    ],
)
def test_a_share_has_a_numerator_a_growth_has_none(nama: str, *, share: bool) -> None:
    assert bagian(nama) is share


def test_names_that_differ_in_writing_alone_are_the_same() -> None:
    assert kata_inti("Prosentase Penduduk Miskin") == kata_inti("Persentase penduduk yang miskin")
    assert kata_inti("Indeks Pembangunan Manusia") != kata_inti("Indeks Pembangunan Gender")
