"""Applying a table: all or nothing, once, only what was looked at; the real table of a regency, by use case and "
"shell."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from sakip.arithmetic.notation import format_number
from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import Series, SeriesValue
from sakip.kernel.access import SYSTEM, Access
from sakip.kernel.history import check_integrity
from sakip.kernel.models import HistoryLink
from sakip.kernel.refusals import Refused, Stale
from sakip.kernel.transfer.headers import header_labels
from sakip.kernel.transfer.problems import Severity
from sakip.kernel.transfer.reading import read_workbook
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import instansi_by_name
from sakip.perencanaan.kinerja import kinerja
from sakip.perencanaan.models import Indikator, Penempatan, Target
from sakip.perencanaan.queries import indikator_of
from sakip.perencanaan.transfers.applying import apply_plan
from sakip.perencanaan.transfers.fields import propose
from sakip.perencanaan.transfers.plan import Pilihan, Rencana, Tindakan, make_plan
from sakip.perencanaan.transfers.table import Susunan, read_table
from tests import builders
from tests.builders import World, angka
from tests.people import cast_of

TABLE = """nama,target,realisasi,capaian,tahun
Angka Harapan Hidup,"71,5","71,2","99,58",2023
Angka Harapan Hidup,"72","71,9","99,86",2024
Angka Pengangguran,"1,98","2,09","94,44",2024
Opini BPK,WTP,**),,2024
"""


def plan_of(unit: Unit, text: str = TABLE, *, by: Access = SYSTEM, **choices: Any) -> Rencana:
    sheet = read_workbook(text.encode(), filename="uji.csv").sheets[0]
    table = read_table(sheet, Susunan((1,), propose(header_labels(sheet, (1,)))))
    return make_plan(table, unit=unit, pilihan=Pilihan(**{"terima_usulan": True, **choices}), by=by)


def nothing_written() -> bool:
    return not any(model.related.exists() for model in (Series, SeriesValue, Indikator, Penempatan, Target))


# --- in which years it counts ----------------------------------------------------------------------------------------


def test_an_indicator_of_a_table_counts_from_its_first_row_on_and_an_earlier_table_lets_it_begin_earlier(
    dunia: World,
) -> None:
    apply_plan(plan_of(dunia.dinkes), dunia.dinkes, by=SYSTEM)
    begins = {row.nama: row.dimulai_tahun for row in Indikator.related.all()}
    assert begins == {"Angka Harapan Hidup": 2023, "Angka Pengangguran": 2024, "Opini BPK": 2024}
    assert not indikator_of(dunia.dinkes, tahun=2022, seen_by=SYSTEM)
    assert [row.nama for row in indikator_of(dunia.dinkes, tahun=2023, seen_by=SYSTEM)] == ["Angka Harapan Hidup"]
    earlier = "nama,target,realisasi,capaian,tahun\nAngka Harapan Hidup,,71,,2021\nAngka Pengangguran,2,,,2022\n"
    apply_plan(plan_of(dunia.dinkes, earlier), dunia.dinkes, by=SYSTEM)
    begins = {row.nama: row.dimulai_tahun for row in Indikator.related.all()}
    assert begins == {"Angka Harapan Hidup": 2021, "Angka Pengangguran": 2022, "Opini BPK": 2024}


# --- refused ---------------------------------------------------------------------------------------------------------


def test_who_may_not_import_into_a_unit_does_not_even_see_the_plan(dunia: World) -> None:
    people = cast_of(dunia)
    for name in ("pembaca", "pelapor", "verifikator", "tetangga", "orang asing", "administrator"):
        with pytest.raises(PermissionDenied):
            plan_of(dunia.dinkes, by=people[name].access)
    assert plan_of(dunia.dinkes, by=people["perencana"].access).dapat_diterapkan


def test_one_refused_cell_and_nothing_is_written(dunia: World) -> None:
    plan = plan_of(dunia.dinkes, TABLE + 'Indeks Lain,"80",#REF!,,2024\n')
    with pytest.raises(Refused) as caught:
        apply_plan(plan, dunia.dinkes, by=SYSTEM)
    assert caught.value.refusal.code == "impor-belum-siap"
    assert nothing_written()


@pytest.mark.parametrize("broken", ["create_many", "set_targets", "record_values"])
def test_an_error_in_the_middle_leaves_nothing(dunia: World, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    links = HistoryLink.objects.count()

    def breaks(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError(broken)

    monkeypatch.setattr(f"sakip.perencanaan.actions.imports.{broken}", breaks)
    with pytest.raises(RuntimeError):
        apply_plan(plan_of(dunia.dinkes), dunia.dinkes, by=SYSTEM)
    assert nothing_written()
    assert HistoryLink.objects.count() == links


def test_what_changed_since_the_preview_is_not_overwritten(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    seen = plan_of(dunia.dinkes)
    builders.realisasi(subject, Periode.tahunan(2024), angka("70"))
    with pytest.raises(Refused) as caught:
        apply_plan(plan_of(dunia.dinkes), dunia.dinkes, by=SYSTEM, sidik=seen.sidik)
    assert caught.value.refusal.code == "pratinjau-berubah"
    with pytest.raises(Stale):
        apply_plan(seen, dunia.dinkes, by=SYSTEM)
    assert not Target.related.exists()
    assert SeriesValue.related.count() == 1


def test_two_imports_of_the_same_table_do_not_make_indicators_twice(dunia: World) -> None:
    first, second = plan_of(dunia.dinkes), plan_of(dunia.dinkes)
    apply_plan(first, dunia.dinkes, by=SYSTEM)
    with pytest.raises(Refused) as caught:
        apply_plan(second, dunia.dinkes, by=SYSTEM)
    assert caught.value.refusal.code == "indikator-sudah-ada"
    assert Indikator.related.count() == 3


def test_a_changed_target_needs_a_reason(dunia: World) -> None:
    apply_plan(plan_of(dunia.dinkes), dunia.dinkes, by=SYSTEM)
    changed = TABLE.replace('"72"', '"73"')
    plan = plan_of(dunia.dinkes, changed)
    assert [each.code for each in plan.having(Severity.TANYA)] == ["alasan_wajib"]
    plan = plan_of(dunia.dinkes, changed, alasan="Perubahan Renstra")
    assert apply_plan(plan, dunia.dinkes, by=SYSTEM).target == 1
    assert Target.related.get(menggantikan__isnull=False).alasan_perubahan == "Perubahan Renstra"


def test_a_unit_column_names_units_below_and_no_others(dunia: World) -> None:
    table = (
        "nama,unit,target,realisasi,capaian,tahun\n"
        "Angka Harapan Hidup,Dinkes,72,71,98.61,2024\n"
        "Angka Harapan Hidup,Dinas Pendidikan,72,71,98.61,2024\n"
        "Angka Harapan Hidup,Kota Seberang,72,71,98.61,2024\n"
    )
    plan = plan_of(dunia.kabupaten, table)
    assert [(each.address, each.code) for each in plan.having(Severity.TOLAK)] == [("B4", "unit_tidak_ditemukan")]
    plan = plan_of(dunia.kabupaten, table.rsplit("\n", 2)[0] + "\n")
    apply_plan(plan, dunia.kabupaten, by=SYSTEM)
    assert set(Indikator.related.values_list("unit__nama", flat=True)) == {"Dinas Kesehatan", "Dinas Pendidikan"}


# --- applied ---------------------------------------------------------------------------------------------------------


def test_everything_is_written_in_one_link_of_the_chain_and_again_changes_nothing(dunia: World) -> None:
    before = HistoryLink.objects.count()
    done = apply_plan(plan_of(dunia.dinkes), dunia.dinkes, by=SYSTEM)
    assert (done.indikator, done.target, done.realisasi) == (3, 4, 4)
    assert HistoryLink.objects.count() == before + 1
    assert check_integrity() == []
    again = plan_of(dunia.dinkes)
    assert {row.tindakan for row in again.nilai} == {Tindakan.SAMA}
    assert not again.ada_perubahan
    apply_plan(again, dunia.dinkes, by=SYSTEM)
    assert HistoryLink.objects.count() == before + 1


def test_new_indicators_have_card_series_and_placement(dunia: World) -> None:
    apply_plan(plan_of(dunia.dinkes), dunia.dinkes, by=SYSTEM)
    row = Indikator.related.get(nama="Angka Pengangguran")
    card = row.kartu.get()
    assert (card.polaritas, card.mulai_tahun, row.penempatan.get().kunci, row.series.nama) == (
        "menurun",
        2024,
        None,
        row.nama,
    )
    opini = Indikator.related.get(nama="Opini BPK")
    assert (opini.series.jenis, opini.series.skala_predikat) == ("predikat", "opini-bpk")
    value = opini.series.nilai.get()
    assert (value.keadaan, value.alasan) == ("belum_tersedia", "tercetak '**)' dalam tabel")
    assert sorted(Indikator.related.values_list("urutan", flat=True)) == [1, 2, 3]


def test_a_blank_never_empties_what_stands(dunia: World) -> None:
    apply_plan(plan_of(dunia.dinkes), dunia.dinkes, by=SYSTEM)
    plan = plan_of(dunia.dinkes, TABLE.replace('"71,9"', ""))
    assert not plan.ada_perubahan


def _rows(count: int) -> str:
    lines = [f'Indeks {n},"80","7{n % 10}",,{year}' for n in range(count) for year in (2023, 2024)]
    return "nama,target,realisasi,capaian,tahun\n" + "\n".join(lines) + "\n"


def test_queries_do_not_grow_with_rows(dunia: World, django_assert_max_num_queries: Any) -> None:
    for count in (1, 40):
        with django_assert_max_num_queries(10):
            plan = plan_of(dunia.dinkes, _rows(count))
    with django_assert_max_num_queries(60):
        apply_plan(plan, dunia.dinkes, by=SYSTEM)
    with django_assert_max_num_queries(12):
        assert plan_of(dunia.dinkes, _rows(40)).hitungan == {Tindakan.SAMA: 160}


# --- the shell -------------------------------------------------------------------------------------------------------

PETA = "indikator=nama_indikator,target=target,realisasi=realisasi,tercetak=capaian,tahun=tahun"


def shell(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    out = io.StringIO()
    code = 0
    try:
        call_command("impor", str(path), "--json", *options, stdout=out)
    except SystemExit as stop:
        code = int(str(stop.code))
    return code, json.loads(out.getvalue())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tabel.csv"
    path.write_text(TABLE)
    return path


@pytest.mark.django_db
def test_a_dry_run_writes_nothing_not_even_the_instansi(file: Path) -> None:
    code, said = shell(file, "--instansi", "Kabupaten Baru", "--buat-instansi", "kabupaten", "--terima-usulan")
    assert (code, said["diterapkan"], said["baru"]) == (0, False, 8)
    assert not Unit.related.exists()
    assert HistoryLink.objects.count() == 0


@pytest.mark.django_db
def test_refusals_end_with_1_write_nothing_and_come_back_marked(file: Path, tmp_path: Path) -> None:
    file.write_text(TABLE + 'Indeks Lain,"1.234",zz,,2024\n')
    marked = tmp_path / "masalah.xlsx"
    options = ("--instansi", "Kabupaten Baru", "--buat-instansi", "kabupaten", "--terima-usulan", "--terapkan")
    code, said = shell(file, *options, "--anotasi", str(marked))
    assert (code, said["ditolak"], said["pertanyaan"], said["diterapkan"]) == (1, 1, 1, False)
    assert not Unit.related.exists()
    sheets = read_workbook(marked.read_bytes(), filename="masalah.xlsx").sheets
    assert any("1.234" in cell.text for row in sheets[0].rows for cell in row)
    file.write_text(TABLE + 'Indeks Lain,"1.234","1.1",,2024\n')
    code, said = shell(file, *options, "--jawab", "B6=1,234", "--polaritas", "Indeks Lain=menurun")
    assert (code, said["pertanyaan"], said["diterapkan"]) == (0, 0, True)
    assert Indikator.related.get(nama="Indeks Lain").kartu.get().polaritas == "menurun"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--instansi", "Tidak Ada"), "tidak ditemukan"),
        (("--instansi", "Kabupaten Uji", "--unit", "Tidak Ada"), "“Tidak Ada” tidak ada"),
        (("--instansi", "Kabupaten Uji", "--lembar", "Tidak Ada"), "Lembar"),
        (("--instansi", "Kabupaten Uji", "--baris-judul", "x"), "--baris-judul"),
        (("--instansi", "Kabupaten Uji", "--sebagai", "siapa@contoh.go.id"), "Akun"),
        (("--instansi", "Kabupaten Uji", "--peta", "indikator=Salah"), "Kolom"),
    ],
)
def test_a_wrong_option_is_said_in_one_sentence(
    dunia: World, file: Path, options: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("impor", str(file), *options)


def test_the_shell_acts_as_an_account(dunia: World, file: Path) -> None:
    people = cast_of(dunia)
    options = ("--instansi", "Kabupaten Uji", "--unit", "Dinas Kesehatan", "--terima-usulan", "--terapkan")
    with pytest.raises(CommandError, match="berwenang"):
        call_command("impor", str(file), *options, "--sebagai", people["pelapor"].akun.email)
    code, said = shell(file, *options, "--sebagai", people["perencana"].akun.email)
    assert (code, said["tertulis"]["indikator"]) == (0, 3)


def test_the_text_report_says_what_was_found(dunia: World, file: Path) -> None:
    out = io.StringIO()
    call_command("impor", str(file), "--instansi", "Kabupaten Uji", "--terima-usulan", stdout=out)
    said = out.getvalue()
    assert "4 baris, 2 tahun, 3 indikator" in said
    assert "tercetak '**)' dalam tabel" in said
    assert "Uji coba saja" in said


# --- the real table --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.real_data
def test_the_table_of_a_regency_as_it_was_typed(real_data: Path) -> None:
    path = real_data / "kinerja-gunungkidul-iku-2023.csv"
    options = ("--instansi", "Kabupaten Gunungkidul", "--buat-instansi", "kabupaten", "--peta", PETA)
    code, said = shell(path, *options, "--terima-usulan", "--terapkan")
    assert code == 0
    counts = {key: said[key] for key in ("baris", "tahun", "indikator", "ditolak", "pertanyaan", "baru", "belum_diisi")}
    assert counts == {
        "baris": 60, "tahun": 5, "indikator": 12, "ditolak": 0, "pertanyaan": 0, "baru": 114, "belum_diisi": 6,
    }  # fmt: skip
    assert [(row["sel"], row["alasan"]) for row in said["daftar_belum_tersedia"]] == [
        ("D27", "tercetak '**)' dalam tabel")
    ]
    found = {(row["indikator"].split(" (")[0], row["tahun"]): row for row in said["perbedaan"]}
    modal = "Angka Pembentukan Modal Tetap Bruto"
    assert {key: (row["tercetak"], row["dihitung"], row["sebab"]) for key, row in found.items()} == {
        ("Indeks gini", 2025): ("96,06", "92,42", "salah_ketik"),
        (modal, 2023): ("106,31", "106,30", "selisih_kecil"),
        (modal, 2024): ("106,31", "106,30", "selisih_kecil"),
        (modal, 2025): ("107,55", "107.550,29", "faktor_satuan"),
    }
    assert found[(modal, 2025)]["faktor"] == "1.000"
    assert [(row["kode"], row["tahun"]) for row in said["peringatan"]] == [
        ("faktor_satuan", 2025),
        ("tahun_berulang", 2024),
    ]
    assert "Seluruh 12 baris" in said["peringatan"][1]["kalimat"]
    unit = instansi_by_name("Kabupaten Gunungkidul", SYSTEM)
    assert unit is not None
    rows = list(indikator_of(unit, tahun=2023, seen_by=SYSTEM))
    figures = kinerja(unit, rows, [Periode.tahunan(2023)], seen_by=SYSTEM)
    shown = {one.indikator.nama: format_number(one.capaian.dipakai) for one in figures.values() if one.capaian.dipakai}
    assert shown["Indeks Pembangunan Manusia (IPM)"] == "99,25"
    assert shown["Indeks gini"] == "93,15"
    assert shown["Angka Pengangguran"] == "94,44"
    assert shown["Nilai Akuntabilitas Kinerja Instansi Pemerintah (AKIP)"] == "98,62"
    code, again = shell(path, *options, "--terima-usulan", "--terapkan")
    assert (code, again["sama"], again["baru"], again["berubah"]) == (0, 114, 0, 0)
    assert again["tertulis"] == {"indikator": 0, "target": 0, "realisasi": 0}
    assert check_integrity() == []
