"""What happened in the demo world: a dinas split, officials moved, a table with wrong percentages, a calendar kept."""

from __future__ import annotations

from datetime import date

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Nilai
from sakip.demo.world import World
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.models import HistoryEntry
from sakip.organisasi.models import (
    Agenda,
    HariLibur,
    Jabatan,
    MasaJabatan,
    Pegawai,
    Pelantikan,
    Penugasan,
    Reorganisasi,
    Silsilah,
    Unit,
)
from sakip.pelaporan.queries import laporan_kinerja
from sakip.perencanaan.kinerja import kinerja
from sakip.perencanaan.models import Impor, Indikator
from sakip.perencanaan.transfers import uploads

DAY = date(2026, 11, 25)


def names_below(world: World, tahun: int) -> set[str]:
    report = laporan_kinerja(world.units["kab"], tahun, posisi_data=DAY, seen_by=SYSTEM)
    return {each.unit.singkatan for each in report.perangkat_daerah}


# --- the split -------------------------------------------------------------------------------------------------------


def test_one_dinas_became_two_with_what_was_below_it(contoh: World) -> None:
    old = Unit.objects.unscoped("test").get(pk=contoh.units["perindagkop"].pk)
    assert old.berlaku_sampai == date(2024, 12, 31)
    assert Reorganisasi.objects.unscoped("test").get().diterapkan is not None
    lines = Silsilah.objects.unscoped("test").filter(pendahulu=old).order_by("penerus__path")
    assert [line.penerus.singkatan for line in lines] == ["Disperindag", "Dinkop UM"]
    assert all(line.penerus.tugas and line.penerus.fungsi for line in lines)
    assert contoh.units["metrologi"].induk == contoh.units["perindag"]


def test_each_year_is_read_with_the_units_it_had(contoh: World) -> None:
    assert "Disperindagkop UM" in names_below(contoh, 2024)
    assert not names_below(contoh, 2024) & {"Disperindag", "Dinkop UM"}
    assert "Disperindagkop UM" not in names_below(contoh, 2025)
    assert names_below(contoh, 2025) >= {"Disperindag", "Dinkop UM"}
    before = laporan_kinerja(contoh.units["perindagkop"], 2024, posisi_data=DAY, seen_by=SYSTEM)
    assert [row.indikator.kode for row in before.rows] == ["IK-1", "IK-2", "IK-3", "IK-4"]
    assert all(row.kini.capaian.mentah for row in before.rows)


def test_the_successors_read_the_years_before_them(contoh: World) -> None:
    after = laporan_kinerja(contoh.units["koperasi"], 2025, posisi_data=DAY, seen_by=SYSTEM)
    assert [row.indikator.kode for row in after.rows] == ["KU-1", "KU-2"]
    assert [year.kinerja.realisasi.isian is not None for year in after.rows[0].tahunan] == [True] * 5
    heir, period = contoh.indicators["KU-1"], Periode.tahunan(2023)
    found = kinerja(heir.unit, [heir], [period], seen_by=SYSTEM)[(heir.pk, period)].realisasi.isian
    assert isinstance(found, Nilai)
    assert str(found.angka) == "48.64"
    assert Indikator.objects.unscoped("test").get(pk=contoh.indicators["IK-3"].pk).dihentikan_tahun == 2025


# --- people ----------------------------------------------------------------------------------------------------------


def held_by(world: World, jabatan: str) -> list[tuple[str, str]]:
    rows = MasaJabatan.objects.unscoped("test").filter(jabatan=world.posts[jabatan]).order_by("mulai")
    return [(row.pegawai.nama, str(row.sampai)) for row in rows]


def test_a_mutasi_moved_three_and_left_a_vacancy(contoh: World) -> None:
    assert held_by(contoh, "bappeda") == [("Sumarno Hadi", "2025-08-31"), ("Gunadi Prakoso", "None")]
    assert held_by(contoh, "pupr") == [("Gunadi Prakoso", "2025-08-31"), ("Andi Rahmawati", "None")]
    assert held_by(contoh, "pu-marga") == [("Yosep Tandiono", "2025-08-31")]
    retired = Pegawai.objects.unscoped("test").exclude(berhenti=None).values_list("nama", flat=True)
    assert set(retired) == {"Sumarno Hadi", "Burhanuddin Latief"}
    assert not Pelantikan.objects.unscoped("test").filter(diterapkan=None).exists()


def test_those_of_the_split_dinas_went_on_and_the_new_one_got_a_head(contoh: World) -> None:
    assert held_by(contoh, "perindag")[0][0] == "Mahmud Siregar"
    assert held_by(contoh, "koperasi") == [("Nyoman Suartini", "None")]
    assert Jabatan.objects.unscoped("test").get(pk=contoh.posts["perindagkop"].pk).berlaku_sampai == date(2024, 12, 31)


def test_roles_have_dates(contoh: World) -> None:
    roles = Penugasan.objects.unscoped("test")
    ended = roles.exclude(sampai=None).values_list("akun__nama", "unit__singkatan", "sampai")
    assert ("Siska Amelia", "Disperindagkop UM", date(2024, 12, 31)) in set(ended)
    moved = roles.filter(akun=contoh.accounts["kepala-bappeda"]).order_by("mulai")
    assert [(role.unit, role.sampai) for role in moved] == [
        (contoh.units["pupr"], date(2025, 8, 31)),
        (contoh.units["bappeda"], None),
    ]
    assert roles.get(unit=contoh.units["kab"], peran=Role.PIMPINAN).mulai == date(2025, 2, 20)


# --- tables and the calendar -----------------------------------------------------------------------------------------


def test_the_wrong_percentages_of_a_table_are_told(contoh: World) -> None:
    impor = Impor.objects.unscoped("test").get()
    assert impor.diterapkan
    assert impor.hasil["realisasi"] == 20
    by = contoh.planner("dishub")
    told = [(each.periode.tahun, each.sebab.value) for each in uploads.plan_of(impor, by=by).perbedaan]
    assert (2024, "salah_ketik") in told
    assert (2025, "dibatasi") in told
    assert [sebab for _tahun, sebab in told].count("rumus_lain") == 5


def test_the_calendar_is_kept(contoh: World) -> None:
    mine = Agenda.objects.unscoped("test").filter(unit=contoh.units["kab"])
    assert set(mine.values_list("tahun", flat=True)) == {2025, 2026}
    assert mine.get(tahun=2025, kunci="lkj-kabupaten-kota").selesai == date(2026, 3, 30)
    assert mine.get(tahun=2026, kunci="pengukuran-tw4").selesai is None
    assert mine.filter(asal="sendiri").count() == 2
    assert HariLibur.objects.unscoped("test").filter(tanggal__year=2026).count() == 16


def test_reasons_stand_in_the_history(contoh: World) -> None:
    told = set(HistoryEntry.base.exclude(reason="").values_list("reason", flat=True))
    assert len(told) >= 6
