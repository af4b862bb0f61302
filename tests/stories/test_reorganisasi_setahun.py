"""A year in which a dinas is split, told from the plan to the report by those whom it concerns.

The Dinas Perdagangan dan Koperasi of the Kabupaten Uji, its figures of 2024:

    Pertumbuhan omzet pasar    8 of  10    80%    goes to the Dinas Perdagangan
    Koperasi sehat            40 of  40   100%    goes to the Dinas Koperasi
    Pelaku usaha dibina      150 of 200    75%    goes on in both

    as it was      (80 + 100 + 75) : 3 = 85
    as it is now   Perdagangan (80 + 75) : 2 = 77,50   Koperasi (100 + 75) : 2 = 87,50   both together 85

It is split on 1 July 2025; the new ones answer for the whole of 2025:

    Perdagangan    omzet 9,6 of 12 = 80%, pelaku usaha  90 of 120 =  75%    77,50
    Koperasi       sehat  45 of 50 = 90%, pelaku usaha 120 of 120 = 100%    95,00
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import JenisNilai
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.documents.model import SignatureBlock, Signer
from sakip.kernel.access import SYSTEM, Access, Permission, Role
from sakip.kernel.freezing import thaw
from sakip.kernel.models import FrozenDocument
from sakip.organisasi import actions as organisasi
from sakip.organisasi.actions import BarisPelantikan
from sakip.organisasi.models import Jabatan, Unit
from sakip.organisasi.queries import Susunan, units
from sakip.organisasi.queries.rencana import rencana
from sakip.organisasi.rules.reorganisasi import Penerus, Putusan, Rancangan
from sakip.pelaporan.actions import freeze_laporan
from sakip.pelaporan.queries import LaporanKinerja, frozen_reports, laporan_kinerja
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.models import Dasar, Indikator
from sakip.perencanaan.overview import overview
from tests.builders import World, angka, jabatan, masa, pegawai, unattached
from tests.people import Person, person

SPLIT, INAUGURATION = date(2025, 7, 1), date(2025, 7, 7)
REPORT_2024, REPORT_2025 = date(2025, 2, 20), date(2026, 2, 20)
OMZET, SEHAT, DIBINA = "Pertumbuhan omzet pasar", "Koperasi sehat", "Pelaku usaha dibina"
TARGETS = {OMZET: {2024: "10", 2025: "12"}, SEHAT: {2024: "40", 2025: "50"}, DIBINA: {2024: "200", 2025: "240"}}


@dataclass(frozen=True)
class Cast:
    """The instansi, the dinas before its split, and who acts."""

    root: Unit
    dinas: Unit
    pengelola: Person
    perencana: Person
    pelapor: Person
    kepala: Person


# --- what they do ----------------------------------------------------------------------------------------------------


def plan(dinas: Unit, *, by: Access) -> dict[str, Indikator]:
    """A Renstra with one sasaran, its indicators and their targets."""
    versi = perencanaan.create_plan(
        dinas,
        jenis="renstra",
        nama="Renstra Dinas Perdagangan dan Koperasi",
        kode_kerangka="pemda",
        tahun_awal=2024,
        tahun_akhir=2029,
        by=by,
    )
    sasaran = perencanaan.add_node(dinas, versi=versi, tingkat="sasaran", pernyataan="Meningkatnya usaha rakyat", by=by)
    made = {}
    for nama, targets in TARGETS.items():
        kartu = perencanaan.KartuBaru(mulai_tahun=2024, polaritas=Polaritas.MENINGKAT, satuan="poin")
        row = perencanaan.create_indikator(dinas, nama=nama, jenis=JenisNilai.ANGKA, kartu=kartu, by=by)
        perencanaan.place(row, simpul=sasaran, by=by)
        promise(row, targets, by=by)
        made[nama] = row
    return made


def promise(row: Indikator, targets: dict[int, str], *, by: Access) -> None:
    new = [
        perencanaan.TargetBaru(unattached(row), Periode.tahunan(year), angka(value), seen=None)
        for year, value in targets.items()
    ]
    perencanaan.set_targets(row.unit, targets=new, dasar=Dasar.RENSTRA, by=by)


def enter(row: Indikator, periode: Periode, value: str, *, by: Access) -> None:
    record_values(row.unit, values=[NilaiBaru(row.series, periode, angka(value), None)], by=by)


def split(cast: Cast, rows: dict[str, Indikator]) -> tuple[Unit, Unit]:
    """The pengelola prepares and applies the change; roles and positions go on as is proposed."""
    goes = {OMZET: ("dagang",), SEHAT: ("koperasi",), DIBINA: ("dagang", "koperasi")}
    draft = organisasi.draft_reorganisasi(
        cast.root,
        judul="Pemecahan Dinas Perdagangan dan Koperasi",
        tanggal=SPLIT,
        dasar_hukum="Perda Nomor 4 Tahun 2025",
        rancangan=Rancangan(
            asal=(cast.dinas.pk,),
            penerus=(
                Penerus("dagang", "Dinas Perdagangan", sebutan_kepala="Kepala Dinas Perdagangan"),
                Penerus("koperasi", "Dinas Koperasi", sebutan_kepala="Kepala Dinas Koperasi"),
            ),
            bagian={"indikator": {rows[nama].pk: Putusan(keys) for nama, keys in goes.items()}},
            mulai_tahun=2025,
        ),
        by=cast.pengelola.access,
    )
    organisasi.apply_reorganisasi(draft, seen=draft.versi, by=cast.pengelola.access)
    found = {unit.nama: unit for unit in Unit.related.filter(berlaku_mulai=SPLIT)}
    return found["Dinas Perdagangan"], found["Dinas Koperasi"]


def inaugurate(cast: Cast, unit: Unit, nama: str) -> None:
    """A new head takes up a position that nobody has held."""
    pegawai(cast.root, nama, nomor=9, golongan="IV/b")
    organisasi.add_jabatan(
        unit,
        nama="Kepala Dinas Koperasi",
        jenjang="jpt-pratama",
        kepala=True,
        berlaku_mulai=SPLIT,
        by=cast.pengelola.access,
    )
    draft = organisasi.draft_pelantikan(
        cast.root,
        tanggal=INAUGURATION,
        nomor_sk="821/44/2025",
        baris=[BarisPelantikan(nama, "Kepala Dinas Koperasi")],
        by=cast.pengelola.access,
    )
    checked = rencana(draft, cast.pengelola.access).sidik
    organisasi.apply_pelantikan(draft, seen=draft.versi, sidik=checked, by=cast.pengelola.access)


# --- what they see ---------------------------------------------------------------------------------------------------


def report(unit: Unit, tahun: int, *, on: date, by: Access, susunan: Susunan | None = None) -> LaporanKinerja:
    return laporan_kinerja(unit, tahun, posisi_data=on, seen_by=by, susunan=susunan)


def mean(found: LaporanKinerja) -> Decimal | None:
    value = found.unit_kini.rerata.nilai
    return None if value is None else round(value, 2)


def together(root: Unit, tahun: int, susunan: Susunan) -> Decimal | None:
    value = overview(root, Periode.tahunan(tahun), seen_by=SYSTEM, susunan=susunan).total.ringkas.rerata.nilai
    return None if value is None else round(value, 2)


def signer(row: FrozenDocument) -> Signer:
    blocks = [block for block in thaw(row).blocks if isinstance(block, SignatureBlock)]
    return blocks[0].signers[0]


def own(unit: Unit, nama: str) -> Indikator:
    found: Indikator = Indikator.related.select_related("unit", "series").get(unit=unit, nama=nama)
    return found


def since_2024(nama: str, unit: Unit, role: Role) -> Person:
    """Whose role began before the split, as it does for those who work there."""
    who = person(nama, unit)
    organisasi.give_role(unit, akun=who.akun, peran=role, mulai=date(2024, 1, 2), by=SYSTEM)
    return who


@pytest.fixture
def cast(dunia: World) -> Cast:
    dinas = organisasi.add_unit(dunia.kabupaten, nama="Dinas Perdagangan dan Koperasi", jenis="dinas", by=SYSTEM)
    head = jabatan(dinas, "Kepala Dinas Perdagangan dan Koperasi", kepala=True)
    masa(head, pegawai(dunia.kabupaten, "Hadi", nomor=8, golongan="IV/c"), date(2023, 1, 2))
    return Cast(
        dunia.kabupaten,
        dinas,
        person("Pengelola", dunia.kabupaten, Role.PENGELOLA),
        since_2024("Perencana", dinas, Role.PERENCANA),
        since_2024("Pelapor", dinas, Role.PELAPOR),
        since_2024("Kepala", dinas, Role.PIMPINAN),
    )


def test_a_year_in_which_a_dinas_is_split(cast: Cast, dunia: World) -> None:
    # 2024 is planned, measured and reported by the dinas as it is
    rows = plan(cast.dinas, by=cast.perencana.access)
    for nama, value in {OMZET: "8", SEHAT: "40", DIBINA: "150"}.items():
        enter(rows[nama], Periode.tahunan(2024), value, by=cast.pelapor.access)
    frozen = freeze_laporan(cast.dinas, tahun=2024, posisi_data=REPORT_2024, by=cast.kepala.access)
    assert mean(report(cast.dinas, 2024, on=REPORT_2024, by=cast.pelapor.access)) == 85
    assert signer(frozen).name == "Hadi"
    assert signer(frozen).jabatan == "Kepala Dinas Perdagangan dan Koperasi,"

    # 2025 begins, its first quarter is entered; then the dinas is split, and a new head is inaugurated
    enter(rows[OMZET], Periode(2025, "TW1"), "2", by=cast.pelapor.access)
    dagang, koperasi = split(cast, rows)
    old = Unit.related.get(pk=cast.dinas.pk)
    assert old.berlaku_sampai == date(2025, 6, 30)
    assert Jabatan.related.get(unit=dagang, kepala=True).nama == "Kepala Dinas Perdagangan"
    inaugurate(cast, koperasi, "Indra")

    # the roles went on: the same people enter and plan in both, read the old one, and write nothing there any more
    for unit in (dagang, koperasi):
        assert cast.pelapor.access.allows(Permission.ENTER_REALISASI, unit.path)
        assert cast.perencana.access.allows(Permission.SET_TARGET, unit.path)
    assert cast.pelapor.access.allows(Permission.VIEW, old.path)
    with pytest.raises(PermissionDenied):
        enter(rows[SEHAT], Periode(2025, "TW2"), "20", by=cast.pelapor.access)

    # what both carry on is promised anew in parts, and each fills its own year; the old quarter is not theirs
    for unit in (dagang, koperasi):
        promise(own(unit, DIBINA), {2025: "120"}, by=cast.perencana.access)
    for unit, nama, value in (
        (dagang, OMZET, "9.6"),
        (dagang, DIBINA, "90"),
        (koperasi, SEHAT, "45"),
        (koperasi, DIBINA, "120"),
    ):
        enter(own(unit, nama), Periode.tahunan(2025), value, by=cast.pelapor.access)

    # the report of 2025 is the successors', with the years before it; whoever heads it at the end of the year signs
    found = report(koperasi, 2025, on=REPORT_2025, by=cast.pelapor.access)
    assert mean(found) == 95
    assert mean(report(dagang, 2025, on=REPORT_2025, by=cast.pelapor.access)) == Decimal("77.50")
    sehat = next(row for row in found.rows if row.indikator.nama == SEHAT)
    assert [(each.tahun, each.kinerja.capaian.dipakai) for each in sehat.years_with_data] == [
        (2024, Decimal(100)),
        (2025, Decimal(90)),
    ]
    assert found.rencana is not None
    assert found.rencana.unit == old
    new_head = person("Kepala Koperasi", koperasi, Role.PIMPINAN)
    version = freeze_laporan(koperasi, tahun=2025, posisi_data=REPORT_2025, by=new_head.access)
    assert (signer(version).name, signer(version).jabatan) == ("Indra", "Kepala Dinas Koperasi,")

    # 2024 is read both ways: as it was by the one, as it is now by the two, and together the same
    then, now = Susunan.SAAT_ITU, Susunan.SEKARANG
    assert mean(report(old, 2024, on=REPORT_2025, by=cast.pelapor.access, susunan=then)) == 85
    assert mean(report(dagang, 2024, on=REPORT_2025, by=cast.pelapor.access, susunan=now)) == Decimal("77.50")
    assert mean(report(koperasi, 2024, on=REPORT_2025, by=cast.pelapor.access, susunan=now)) == Decimal("87.50")
    assert together(cast.root, 2024, then) == together(cast.root, 2024, now) == 85

    # the frozen report of the dinas that is no more stays as it was
    kept = frozen_reports(cast.pelapor.access).get(pk=frozen.pk)
    assert signer(kept).name == "Hadi"
    assert kept.sha256 == frozen.sha256

    # who comes new to a successor reads the year before it; a neighbour not the drafts, a stranger nothing
    newcomer = person("Pelapor Baru", koperasi, Role.PELAPOR).access
    assert newcomer.allows(Permission.VIEW, old.path)
    assert not newcomer.allows(Permission.VIEW, dagang.path)
    neighbour = person("Tetangga", dunia.disdik, Role.PERENCANA).access
    assert not neighbour.allows(Permission.VIEW, old.path)
    stranger = person("Orang Asing", dunia.lain, Role.PENGELOLA).access
    assert not units(stranger).filter(path__startswith=cast.root.path).exists()
    assert not frozen_reports(stranger).exists()
