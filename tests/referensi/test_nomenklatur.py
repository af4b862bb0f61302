"""Codes of the nomenclature: found by words and digits, written as the unit's bidang, known or not and why, mapped."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from sakip.referensi.models import GenerasiNomenklatur
from sakip.referensi.queries import jenis_pemda
from sakip.referensi.queries.kenal import Pengenalan, kenal, kenal_semua
from sakip.referensi.queries.nomenklatur import Pilihan, generasi, pilihan, satu
from sakip.referensi.queries.padanan import Nasib, Padanan, jumlah_nasib, padanan, peta
from sakip.referensi.rules import above, bidang_by_unit_code, bidang_in, induk_of, resolved, tingkat_of, umum
from tests.referensi.tables import DOKUMEN, IBU, IMUNISASI, LAYANAN, PERENCANAAN, PROVINSI, loaded, row


@pytest.fixture
def g1(db: None) -> GenerasiNomenklatur:
    return loaded("G1")


def codes(found: Pilihan) -> list[str]:
    return [each.kode for each in found.kode]


# --- what a code says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kode", "tingkat", "induk"),
    [
        ("1", "urusan", ""), ("X", "urusan", ""), ("1.02", "bidang", "1"), ("X.XX", "bidang", "X"),
        ("1.02.02", "program", "1.02"), ("X.XX.01", "program", "X.XX"), ("1.02.02.2.01", "kegiatan", "1.02.02"),
        ("1.02.02.2.01.0001", "sub-kegiatan", "1.02.02.2.01"), ("1.02.02.2.01.01", "sub-kegiatan", "1.02.02.2.01"),
        ("0.01", "", ""), ("1.2", "", ""), ("1.02.02.2", "", ""), ("X.02", "", ""), ("2.09.00.01.2.02.00911", "", ""),
        ("", "", ""), ("1.02.02.2.01.00011", "", ""),
    ],
)  # fmt: skip
def test_level_and_parent_follow_from_the_digits(kode: str, tingkat: str, induk: str) -> None:
    assert (tingkat_of(kode), induk_of(kode)) == (tingkat, induk)


def test_a_code_of_every_bidang_and_of_one() -> None:
    assert umum("1.02.01.2.01") == "X.XX.01.2.01"
    assert umum("1.02") == ""
    assert resolved("X.XX.01.2.01", "2.13") == "2.13.01.2.01"
    assert resolved("1.02.02", "2.13") == "1.02.02"
    assert above("1.02.02.2.01") == ["1", "1.02", "1.02.02"]


@pytest.mark.parametrize(
    ("kode", "bidang"),
    [
        ("1.02", ("1.02",)), ("1.02.01.1", ("1.02",)), ("1.02.0.00.0.00.01.0000", ("1.02",)),
        ("1.03.2.10.0.00.01.0000", ("1.03", "2.10")), ("2.08.2.14.2.13.01.0000", ("2.08", "2.14", "2.13")),
        ("", ()), ("Dinkes", ()), ("12", ()), ("1.0", ()), ("7.01.01.01", ("7.01",)),
    ],
)  # fmt: skip
def test_the_code_of_a_perangkat_daerah_proposes_its_bidang(kode: str, bidang: tuple[str, ...]) -> None:
    assert bidang_by_unit_code(kode) == bidang


def test_bidang_are_read_from_a_text() -> None:
    assert bidang_in("1.02, 2.14;1.02 X.XX kesehatan") == ("1.02", "2.14")


def test_a_kind_of_instansi_has_its_codes() -> None:
    assert [jenis_pemda(each) for each in ("provinsi", "kabupaten", "kota", "kementerian", "x")] == [
        "prov", "kab", "kab", "", "",
    ]  # fmt: skip


# --- the picker ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hamil IBU", ["1.02.02.2.02.0001"]),
        ("1.02.02.2.02.00", ["1.02.02.2.02.0001", "1.02.02.2.02.0048"]),
        ("1.02.02 imunisasi", ["1.02.02.2.02.0048"]),
        ("evaluasi kinerja", ["X.XX.01.2.01", "X.XX.01.2.01.0007"]),  # the name has an accent
        ("x.xx.01.2.01.0", ["X.XX.01.2.01.0001", "X.XX.01.2.01.0007"]),
        ("jiwa", []),  # of provinces
        ("hamil 2.13", []),
        ("100%", []),
        ("' OR 1=1", []),
    ],
)
def test_codes_are_found_by_words_in_any_order_and_by_digits(
    g1: GenerasiNomenklatur, text: str, found: list[str]
) -> None:
    assert codes(pilihan(g1, "kab", text=text)) == found


def test_a_unit_sees_its_own_codes_first_and_written_as_its_bidang(g1: GenerasiNomenklatur) -> None:
    found = pilihan(g1, "kab", text="penataan perencanaan", bidang=("2.13",))
    assert codes(found) == []
    found = pilihan(g1, "kab", bidang=("2.13",), tingkat=("sub-kegiatan",))
    assert codes(found) == [
        "2.13.01.2.01.0001", "2.13.01.2.01.0007", "2.13.02.2.01.0001", "1.02.02.2.02.0001", "1.02.02.2.02.0048",
    ]  # fmt: skip
    first = found.kode[0]
    assert (first.asli, first.umum, first.satuan) == ("X.XX.01.2.01.0001", False, "Dokumen")


def test_several_bidang_have_each_their_own_code(g1: GenerasiNomenklatur) -> None:
    found = pilihan(g1, "kab", text="dokumen", bidang=("1.02", "2.13"))
    assert codes(found) == ["1.02.01.2.01.0001", "2.13.01.2.01.0001"]


def test_digits_reach_the_codes_of_every_bidang(g1: GenerasiNomenklatur) -> None:
    assert codes(pilihan(g1, "kab", text="2.13.01.2.01.0007", bidang=("2.13",))) == ["2.13.01.2.01.0007"]
    assert codes(pilihan(g1, "kab", text="2.13.01.2.01.0007")) == []


def test_what_stands_below_a_code_with_the_programs_of_every_bidang(g1: GenerasiNomenklatur) -> None:
    assert codes(pilihan(g1, "kab", induk="1.02", bidang=("1.02", "2.13"))) == ["1.02.01", "1.02.02"]
    assert codes(pilihan(g1, "kab", induk="1.02.01.2.01", bidang=("1.02",))) == [
        "1.02.01.2.01.0001", "1.02.01.2.01.0007",
    ]  # fmt: skip
    assert codes(pilihan(g1, "kab", induk="1.02")) == ["1.02.02"]


def test_kegiatan_of_regions_of_a_special_kind_come_after_those_of_every_region(db: None) -> None:
    special = (*LAYANAN[:2], "1.02.02.4.01 Layanan Khusus", "1.02.02.4.01.0001 Imunisasi dan Gizi")
    of = loaded("G1", row("KABKOT", *special), IMUNISASI, DOKUMEN)
    assert codes(pilihan(of, "kab", text="imunisasi", most=1)) == ["1.02.02.2.02.0048"]
    assert codes(pilihan(of, "kab", text="imunisasi")) == ["1.02.02.2.02.0048", "1.02.02.4.01.0001"]


def test_more_than_is_told_is_said(g1: GenerasiNomenklatur) -> None:
    assert pilihan(g1, "kab", most=2).lebih
    assert len(pilihan(g1, "kab", most=2).kode) == 2
    assert not pilihan(g1, "kab", text="ibu", most=1).lebih


def test_the_picker_asks_twice_at_most(
    g1: GenerasiNomenklatur, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        pilihan(g1, "kab", text="perangkat daerah", bidang=("1.02", "2.13"), tingkat=("kegiatan", "sub-kegiatan"))


def test_a_row_is_found_by_the_units_own_code(g1: GenerasiNomenklatur) -> None:
    found = satu(g1, "kab", "2.13.01.2.01.0001")
    assert found is not None
    assert found.kode == "X.XX.01.2.01.0001"
    assert satu(g1, "kab", "9.99.99") is None


# --- known or not ----------------------------------------------------------------------------------------------------


def test_what_a_code_is_refused_for_is_said(g1: GenerasiNomenklatur) -> None:
    later = loaded("G2", IBU, PROVINSI, DOKUMEN, row(
        "KABKOT", *LAYANAN, "1.02.02.2.02.0059 Layanan Imunisasi Dasar", before="1.02.02.2.02.0048 Imunisasi",
    ))  # fmt: skip
    wrong = {
        "1.02.02.2": "kode-bentuk-salah",
        "1.02.02.1.02.0035": "kode-jenis-lain",
        "1.02.02.2.02.0048": "kode-digantikan",
        "2.13.02.2.01.0001": "kode-generasi-lain",
        "1.02.02.2.02.01": "kode-bentuk-lama",
        "1.02.02.2.02.9999": "kode-tidak-dikenal",
        "1.02.09.2.01.0001": "kode-induk-tidak-ada",
        "3.31.01.2.01.0001": "kode-induk-tidak-ada",  # a bidang this generation does not have
    }
    found = kenal_semua(later, "kab", dict.fromkeys(wrong, ""))
    assert {kode: each.alasan.code for kode, each in found.items() if each.alasan} == wrong
    assert "1.02.02.2.02.0059" in found["1.02.02.2.02.0048"].kalimat
    assert "generasi G1" in found["2.13.02.2.01.0001"].kalimat
    assert "hanya ada untuk provinsi, bukan untuk kabupaten/kota" in found["1.02.02.1.02.0035"].kalimat
    assert "program 1.02.09 di atasnya tidak ada" in found["1.02.09.2.01.0001"].kalimat
    assert found["1.02.02.2.02.01"].usulan == ("1.02.02.2.02.0001",)


def test_a_name_helps_to_find_what_is_meant_and_betrays_another_meaning(g1: GenerasiNomenklatur) -> None:
    lost = kenal(g1, "kab", "1.02.02.2.02.77", "Pengelolaan layanan IMUNISASI")
    assert lost.alasan is not None
    assert lost.usulan == ("1.02.02.2.02.0048",)
    assert lost.kalimat.endswith("Nama itu ada pada kode 1.02.02.2.02.0048.")
    other = kenal(g1, "kab", "1.02.02.2.02.0001", "Pengelolaan Layanan Imunisasi")
    assert other.dikenal
    assert "bernama “Pengelolaan Pelayanan Kesehatan Ibu Hamil”" in other.kalimat


def test_a_code_of_the_unit_is_known_however_it_is_typed(g1: GenerasiNomenklatur) -> None:
    for typed in ("1.02.02.2.02.0001", " x.xx.01.2.01.0001 ", "2.13.01.2.01.0001", "1", "1.02"):
        found: Pengenalan = kenal(g1, "kab", typed)
        assert found.dikenal, typed
        assert found.kalimat == ""


@pytest.mark.real_data
def test_the_real_codes_of_a_regency_are_of_mixed_generations(db: None, real_data: Path) -> None:
    call_command(
        "impor-nomenklatur", str(real_data / "nomenklatur-subkegiatan-lengkap.csv.gz"), "--generasi", "G", verbosity=0
    )
    with (real_data / "deliserdang-subkegiatan.csv").open(encoding="utf-8-sig", newline="") as file:
        typed = {row["kode_subkegiatan"]: row["nama_subkegiatan"] for row in csv.DictReader(file)}
    found = kenal_semua(generasi()[0], "kab", typed)
    counted = Counter(each.alasan.code if each.alasan else "dikenal" for each in found.values())
    assert counted == {
        "dikenal": 1428, "kode-bentuk-lama": 1275, "kode-tidak-dikenal": 391, "kode-bentuk-salah": 97,
        "kode-digantikan": 38, "kode-induk-tidak-ada": 10,
    }  # fmt: skip
    assert not [each for each in found.values() if each.nama_lain]


# --- from one generation to the next ---------------------------------------------------------------------------------


def sub(kode: str, nama: str, before: str = "") -> tuple[str, ...]:
    return row("KABKOT", *LAYANAN, f"1.02.02.2.02.{kode} {nama}", before=before)


@pytest.fixture
def g2(g1: GenerasiNomenklatur) -> GenerasiNomenklatur:
    """Ibu hamil is split and goes, imunisasi moves together with what the old one did not have, desa is gone."""
    return loaded(
        "G2",
        sub("0101", "Ibu Hamil", "1.02.02.2.02.0001 x"),
        sub("0102", "Ibu Bersalin", "1.02.02.2.02.0001 x"),
        sub("0103", "Imunisasi", "1.02.02.2.02.0048 x\n1.02.02.2.02.0049 y"),
        row("KABKOT", *PERENCANAAN, "X.XX.01.2.01.0001 Penyusunan Dokumen"),
        row("KABKOT", *PERENCANAAN, "X.XX.01.2.01.0017 Evaluasi", before="X.XX.01.2.01.0007 x"),
    )


@pytest.mark.parametrize(
    ("kode", "nasib", "baru"),
    [
        ("1.02.02.2.02.0001", Nasib.PECAH, ("1.02.02.2.02.0101", "1.02.02.2.02.0102")),
        ("1.02.02.2.02.0048", Nasib.GABUNG, ("1.02.02.2.02.0103",)),
        ("2.13.01.2.01.0001", Nasib.TETAP, ("2.13.01.2.01.0001",)),
        ("2.13.01.2.01.0007", Nasib.GANTI_KODE, ("2.13.01.2.01.0017",)),
        ("X.XX.01.2.01.0007", Nasib.GANTI_KODE, ("X.XX.01.2.01.0017",)),
        ("2.13.02.2.01.0001", Nasib.TANPA_PENERUS, ()),
        ("bukan kode", Nasib.TANPA_PENERUS, ()),
    ],
)
def test_successors_of_a_code(g2: GenerasiNomenklatur, kode: str, nasib: Nasib, baru: tuple[str, ...]) -> None:
    assert padanan(g2, "kab", kode) == Padanan(kode, nasib, baru)


def test_the_map_tells_of_every_code_once(g1: GenerasiNomenklatur, g2: GenerasiNomenklatur) -> None:
    lines = {line.lama or line.baru[0][0]: line for line in peta(g1, g2, "kab")}
    assert lines["1.02.02.2.02"].nasib is Nasib.TETAP
    assert lines["X.XX.01.2.01.0001"].nasib is Nasib.GANTI_NAMA
    assert lines["X.XX.01.2.01.0001"].baru == (("X.XX.01.2.01.0001", "Penyusunan Dokumen"),)
    gone = [line.lama for line in lines.values() if line.nasib is Nasib.TANPA_PENERUS]
    assert gone == ["2.13.02", "2.13.02.2.01", "2.13.02.2.01.0001"]
    counted = jumlah_nasib(lines.values())
    assert (counted[Nasib.PECAH], counted[Nasib.GABUNG], counted[Nasib.BARU]) == (1, 1, 0)
    assert sum(counted.values()) == len(lines)


def test_what_is_new_is_told_and_a_kegiatan_goes_where_its_parts_went(g1: GenerasiNomenklatur) -> None:
    moved = "1.02.02.2.03 Layanan Baru"
    later = loaded(
        "G3",
        row("KABKOT", *LAYANAN[:2], moved, "1.02.02.2.03.0001 Ibu", before="1.02.02.2.02.0001 x"),
        row("KABKOT", *LAYANAN[:2], moved, "1.02.02.2.03.0002 Imunisasi", before="1.02.02.2.02.0048 x"),
        row("KABKOT", *LAYANAN[:2], moved, "1.02.02.2.03.0003 Sama Sekali Baru"),
    )
    lines = {line.lama or line.baru[0][0]: line for line in peta(g1, later, "kab")}
    assert lines["1.02.02.2.02"].nasib is Nasib.GANTI_KODE
    assert lines["1.02.02.2.02"].baru == (("1.02.02.2.03", "Layanan Baru"),)
    assert lines["1.02.02.2.03.0003"].nasib is Nasib.BARU


def test_a_generation_maps_to_itself_without_loss(g1: GenerasiNomenklatur) -> None:
    assert {line.nasib for line in peta(g1, g1, "kab")} == {Nasib.TETAP}
    assert {line.lama for line in peta(g1, g1, "prov")} >= {"1.02.02.1.02.0035"}
