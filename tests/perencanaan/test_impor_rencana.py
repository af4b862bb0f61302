"""Plans out of another application's tables: what is refused, what is put right and told, the real files."""

from __future__ import annotations

import os
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sakip.kernel.access import SYSTEM
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import DokumenRencana, SimpulRencana
from sakip.perencanaan.transfers.luar import rencana
from sakip.perencanaan.transfers.luar.rencana import Dokumen
from sakip.perencanaan.transfers.luar.tabel import check_codes, read_tables
from sakip.referensi.queries import jenis_pemda
from tests.builders import World

pytestmark = pytest.mark.django_db
REAL = Path(os.environ["SAKIP_REAL_DATA"]) if os.environ.get("SAKIP_REAL_DATA") else None
RPJMD = Dokumen("rpjmd", "RPJMD", 2025, 2029, "Perda 5/2025", date(2025, 8, 20))

VISI = "refvisi_id,uraian_visi,refperiode_id,visi_isaktif\n1,<p>Lama</p>,1,T\n2,<p>Maju&nbsp;bersama</p>,2,T\n"
MISI = "refmisi_id,uraian_misi,refperiode_id,refvisi_id,misi_isaktif\n1,Sehat,1,1,T\n2,Sehat,2,2,T\n3,Mati,2,2,F\n"
PROGRAM = "refprogram_id,kode_program,nama_program,program_isaktif\n1,1.02.02,PROGRAM UPAYA KESEHATAN,T\n"
KEGIATAN = (
    "refkegiatan_id,kode_kegiatan,nama_kegiatan,refprogram_id,kegiatan_isaktif\n"
    "1,1.02.02.2.02,Layanan,1,T\n2,1.02.02.2.03,Sistem,0,T\n"
)
SUB = (
    "refsubkegiatan_id,kode_subkegiatan,nama_subkegiatan,refkegiatan_id,subkegiatan_isaktif\n"
    "1,1.02.02.2.02.0001,Ibu hamil,1,T\n2,1.02.02.2.02.01,Ibu hamil,1,T\n3,1.02.02.2.02.0001,Ibu hamil,1,T\n"
)


def files(**texts: str) -> dict[str, tuple[str, bytes]]:
    return {part: (f"{part}.csv", text.encode()) for part, text in texts.items()}


def said(*parts: str, **options: object) -> str:
    out = StringIO()
    call_command("impor-rencana", *parts, stdout=out, **options)
    return out.getvalue()


# --- refused ---------------------------------------------------------------------------------------------------------


def test_a_missing_column_refuses_everything() -> None:
    found = read_tables(files(visi="nomor,uraian_visi\n1,Maju\n"))
    assert found.ditolak
    assert "visi.csv, baris 1, kolom refvisi_id: Kolom “refvisi_id” tidak ada" in str(found.masalah[0])


def test_an_unknown_parent_and_a_number_used_twice_are_refused() -> None:
    rows = KEGIATAN + "2,9.99,Tanpa induk,77,T\n"
    found = read_tables(files(program=PROGRAM, kegiatan=rows))
    refused = [str(each) for each in found.masalah if each.menolak]
    assert refused == [
        "kegiatan.csv, baris 4, kolom refkegiatan_id: Nomor 2 sudah dipakai baris 3. Perbaiki salah satunya.",
        (
            "kegiatan, baris 4, kolom refprogram_id: "
            "Induk nomor 77 tidak ada dalam berkas program, dan kode 9.99 tidak menunjuknya. "
            "Lengkapi induknya, atau pakai --lewati-yatim."
        ),
    ]


def test_an_unknown_period_is_refused() -> None:
    assert read_tables(files(visi=VISI), periode="9").ditolak


# --- put right and told ----------------------------------------------------------------------------------------------


def test_html_is_taken_out_and_the_last_period_is_kept() -> None:
    found = read_tables(files(visi=VISI, misi=MISI))
    assert [row.teks for row in found.baris["visi"]] == ["Maju bersama"]
    assert [row.teks for row in found.baris["misi"]] == ["Sehat"]
    told = [str(each) for each in found.masalah]
    assert "visi.csv, baris 3, kolom uraian_visi: Tanda HTML dibuang; menjadi “Maju bersama”." in told
    assert "visi: Dipakai 1 baris periode 2; 1 baris periode lain dilewati." in told
    assert not found.ditolak


def test_a_parent_is_found_by_the_code_and_mixed_codes_are_told() -> None:
    found = read_tables(files(program=PROGRAM, kegiatan=KEGIATAN, subkegiatan=SUB))
    counted = check_codes(found, None, jenis_pemda("kabupaten"))
    told = " ".join(str(each) for each in found.masalah)
    assert "menurut kodenya dipakai 1.02.02" in told
    assert (counted["generasi-lama"], counted["ganda"]) == (1, 1)
    assert not found.ditolak


def test_it_is_written_whole(dunia: World) -> None:
    found = read_tables(files(visi=VISI, misi=MISI, program=PROGRAM, kegiatan=KEGIATAN, subkegiatan=SUB))
    hasil = rencana.apply(dunia.kabupaten, found, RPJMD, by=SYSTEM)
    rows = SimpulRencana.related.filter(dokumen_versi=hasil.versi)
    assert (hasil.simpul, rows.count()) == (8, 8)
    assert rows.get(tingkat="misi").induk == rows.get(tingkat="visi")
    assert rows.filter(tingkat="sub-kegiatan", induk__kode="1.02.02.2.02").count() == 3


def test_units_that_are_missing_are_made(dunia: World) -> None:
    skpd = (
        "refskpd_id,kode_skpd,nama_skpd,skpd_isaktif\n1,-,PEMERINTAH KABUPATEN UJI,T\n"
        "2,1.02,DINAS KESEHATAN,T\n3,1.05,SATUAN POLISI PAMONG PRAJA,T\n4,9,Ruang Bersama,T\n"
    )
    found = read_tables(files(visi=VISI, skpd=skpd))
    rencana.check(dunia.kabupaten, found, seen_by=SYSTEM)
    assert "Jenis unit “Ruang Bersama” tidak terbaca" in " ".join(map(str, found.masalah))
    assert rencana.apply(dunia.kabupaten, found, RPJMD, by=SYSTEM).unit == 1
    assert Unit.related.filter(nama="SATUAN POLISI PAMONG PRAJA").exists()


def test_the_command_is_dry_unless_told(dunia: World, tmp_path: Path) -> None:
    (tmp_path / "uji-visi.csv").write_text(VISI, encoding="utf-8")
    facts = {"instansi": "Kabupaten Uji", "folder": tmp_path, "awal": 2025, "akhir": 2029}
    assert "Pemeriksaan saja" in said(**facts)
    assert not DokumenRencana.related.exists()
    decree = {"nomor": "Perda 5/2025", "tanggal": date(2025, 8, 20), "terapkan": True}
    assert "1 pernyataan dicatat" in said(**facts, **decree)
    with pytest.raises(CommandError, match="sudah memiliki RPJMD"):
        said(**facts, **decree)


def test_a_column_of_words_that_has_no_place_is_told_once(dunia: World) -> None:
    tujuan = (
        "reftujuan_id,uraian_tujuan,indikator_tujuan,refmisi_id,refperiode_id,tujuan_isaktif\n"
        "1,Sehat,Angka harapan hidup,1,1,T\n2,Cerdas,,1,1,T\n"
    )
    found = read_tables(files(tujuan=tujuan))
    assert [str(each) for each in found.masalah] == [
        (
            "tujuan.csv, baris 1, kolom indikator_tujuan: Kolom ini tidak dimuat (1 baris berisi teks). "
            "Catat sendiri isinya bila diperlukan."
        )
    ]


def test_what_is_said_of_many_rows_is_said_twice_and_counted(dunia: World, tmp_path: Path) -> None:
    rows = "".join(f"{number},1.02.02.2.02.{number:02d},Sub,1,T\n" for number in range(1, 31))
    for part, text in {
        "program": PROGRAM,
        "kegiatan": KEGIATAN,
        "subkegiatan": SUB.split("1,1.02", maxsplit=1)[0] + rows,
    }.items():
        (tmp_path / f"uji-{part}.csv").write_text(text, encoding="utf-8")
    told = said(instansi="Kabupaten Uji", folder=tmp_path, awal=2025, akhir=2029).splitlines()
    alike = [line for line in told if "generasi lama" in line or "serupa" in line]
    assert ["baris 2, kolom kode_subkegiatan" in alike[0], "baris 3, kolom" in alike[1]] == [True, True]
    assert alike[2:] == ["catatan  subkegiatan: 28 lagi yang serupa, pada baris 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, …."]


# --- the real files --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(REAL is None, reason="SAKIP_REAL_DATA is not set")
def test_the_real_tables_of_a_kabupaten(dunia: World) -> None:
    assert REAL is not None
    parts = ("visi", "misi", "tujuan", "sasaran", "program", "kegiatan", "subkegiatan", "skpd")
    tables = {part: (f"{part}.csv", (REAL / f"deliserdang-{part}.csv").read_bytes()) for part in parts}
    strict = read_tables(tables)
    refused = [each for each in strict.masalah if each.menolak]
    assert len(refused) == 52  # sub kegiatan of a bidang whose program and kegiatan the files lack
    assert {each.berkas for each in refused} == {"subkegiatan"}
    found = read_tables(tables, lewati_yatim=True)
    counted = check_codes(found, None, jenis_pemda("kabupaten"))
    assert {part: found.jumlah[part] for part in parts[:4]} == {"visi": 1, "misi": 5, "tujuan": 5, "sasaran": 12}
    assert (found.jumlah["program"], found.jumlah["kegiatan"], found.jumlah["subkegiatan"]) == (171, 514, 3187)
    assert counted["generasi-lama"] > 1500
    assert counted["bentuk"] > 100
    assert sum("HTML" in each.kalimat for each in found.masalah) == 7 + 35 + 35 + 84
    assert not found.ditolak
    rencana.check(dunia.kabupaten, found, seen_by=SYSTEM)
    hasil = rencana.apply(dunia.kabupaten, found, RPJMD, by=SYSTEM)
    assert hasil.simpul == 1 + 5 + 5 + 12 + 171 + 514 + 3187
    assert hasil.unit >= 50
