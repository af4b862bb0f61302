"""What a person owes in planning: values to fill in by unit and period, targets, imports that were not finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import DITARIK, SeriesValue
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.flows import refusal_for
from sakip.kernel.offers import Kewajiban, alamat
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import open_on
from sakip.organisasi.queries.kewajiban import key_in_calendar
from sakip.perencanaan import queries
from sakip.perencanaan.models import DokumenVersi, KartuIndikator, StatusDokumen, Target
from sakip.perencanaan.queries.dampak import above, impacts
from sakip.perencanaan.queries.pohon import MENUNGGU, undecided
from sakip.perencanaan.queries.rencana import on_their_way
from sakip.perencanaan.rules.frekuensi import by_quarters
from sakip.perencanaan.rules.rencana import SETUJUI

MANY_UNITS = 3
"""With gaps in more units one line says how many there are, and leads to the choice of the unit."""
IMPORTS_SINCE = timedelta(days=30)
"""An import that was left alone for longer is not going to be applied."""


@dataclass(frozen=True)
class Kurang:
    """What one unit has not filled in for a period: so many of its indicators that are measured then."""

    unit_id: int
    unit: str
    path: str
    periode: Periode
    kosong: int
    semua: int


def figures_to_fill_in(seen_by: Access, today: date) -> list[Kewajiban]:
    """Realisasi that is missing for the year before and for the quarters of this year that have ended; for who may set
    them the targets of this year that are missing. One query.
    """
    if not seen_by.allows_somewhere(Permission.ENTER_REALISASI):
        return []
    measured = _measured(seen_by, Permission.ENTER_REALISASI, today)
    missing = gaps(measured, today)
    targets = _targets([row for row in measured if row.used_in(today.year) and row.lacks_target], seen_by, today.year)
    if len({each.unit_id for each in missing}) <= MANY_UNITS:
        return [_of_one(each) for each in missing] + targets
    together: dict[tuple[str, Periode], list[Kurang]] = defaultdict(list)
    for each in missing:
        together[(each.path[:LEVEL_WIDTH], each.periode)].append(each)
    return [_of_many(some, root, periode) for (root, periode), some in together.items()] + targets


def figures_to_ask_for(seen_by: Access, today: date) -> list[Kewajiban]:
    """The same for the head of a unit, who answers for its report and enters nothing himself. One query."""
    permission = Permission.FREEZE_REPORT
    if not seen_by.allows_somewhere(permission) or seen_by.allows_somewhere(Permission.ENTER_REALISASI):
        return []
    together: dict[Periode, list[Kurang]] = defaultdict(list)
    for each in gaps(_measured(seen_by, permission, today), today):
        together[each.periode].append(each)
    return [_asked(some, periode) for periode, some in together.items()]


def _asked(some: list[Kurang], periode: Periode) -> Kewajiban:
    """For a head of a unit: the list of what is missing there; for one of the instansi: in all its units."""
    top = min(some, key=lambda each: len(each.path))
    whole = len(top.path) == LEVEL_WIDTH or len({each.path[: 2 * LEVEL_WIDTH] for each in some}) > 1
    there = ("perencanaan:indikator-daftar",) if whole else ("perencanaan:indikator-unit", top.unit_id)
    more = "kelas=tanpa" if whole else "bawahan=1"
    line = _of_many(some, top.path, periode)
    address = alamat(*there, query=f"pada={periode}&{more}")
    return replace(line, judul=f"Mintakan realisasi {_said(periode)}", alamat=address)


def gaps(measured: Iterable[_Measured], today: date) -> list[Kurang]:
    """Where realisasi is missing that should be there by a day: for the year before, and for the ended quarters of this
    year of indicators that are measured by quarters.
    """
    (before, _), *ended = _due(today)
    asked: dict[tuple[int, str, str, Periode], list[bool]] = defaultdict(list)
    for row in measured:
        done, *quarters = row.filled
        if row.used_in(before.tahun):
            asked[(*row.unit, before)].append(done)
        if row.used_in(today.year) and row.quarterly_in(today.year):
            for (quarter, _), done in zip(ended, quarters, strict=True):
                asked[(*row.unit, quarter)].append(done)
    return [
        Kurang(unit_id, nama, path, periode, done.count(False), len(done))
        for (unit_id, nama, path, periode), done in sorted(asked.items(), key=lambda each: (each[0][3], each[0][2]))
        if not all(done)
    ]


def _due(today: date) -> list[tuple[Periode, tuple[str, str]]]:
    """The periods whose realisasi should be there by a day, and which values stand for each: of the year before its own
    or that of its last quarter, of an ended quarter its own or that of the year.
    """
    ended = [each for each in Periode.tahunan(today.year).triwulan() if each.end < today]
    return [(Periode.tahunan(today.year - 1), ("T", "TW4")), *((each, (each.kode, "T")) for each in ended)]


@dataclass(frozen=True)
class _Measured:
    """An indicator with its cards: from which year on it is measured by quarters; whether this year has a target;
    of each period that is due whether anything is there, a value or why there is none.
    """

    unit: tuple[int, str, str]
    filled: tuple[bool, ...]
    dimulai: int | None
    dihentikan: int | None
    lacks_target: bool
    cards: dict[int, bool]

    def used_in(self, tahun: int) -> bool:
        begun = min(self.cards) <= tahun and (self.dimulai is None or self.dimulai <= tahun)
        return begun and (self.dihentikan is None or self.dihentikan > tahun)

    def quarterly_in(self, tahun: int) -> bool:
        """By the card that holds in a year in which the indicator is used."""
        return self.cards[max(year for year in self.cards if year <= tahun)]


_CARD = (
    *("indikator_id", "indikator__unit_id", "indikator__unit__nama", "indikator__unit__path"),
    *("indikator__dimulai_tahun", "indikator__dihentikan_tahun", "mulai_tahun", "tipologi", "frekuensi"),
)


def _measured(seen_by: Access, permission: Permission, today: date) -> list[_Measured]:
    """The indicators of open units on which one holds the permission. Columns, not objects: there are thousands."""
    rows = KartuIndikator.objects.visible_to(seen_by, permission)
    rows = rows.filter(queries.not_stopped_in(today.year - 1, "indikator__"), open_on(today, "indikator__unit__"))
    targets = Target.objects.visible_to(seen_by).filter(
        penempatan__indikator=OuterRef("indikator"), tahun=today.year, periode="T", pengganti=None
    )
    values = SeriesValue.objects.visible_to(seen_by, permission).filter(
        series=OuterRef("indikator__series"), pengganti=None
    )
    values = values.exclude(keadaan=DITARIK)
    filled = [Exists(values.filter(tahun=each.tahun, periode__in=codes)) for each, codes in _due(today)]
    found: dict[int, _Measured] = {}
    for pk, unit_id, nama, path, begun, ended, year, tipologi, how_often, has_target, *there in rows.values_list(
        *_CARD, Exists(targets.exclude(keadaan=DITARIK)), *filled
    ):
        unit = (unit_id, nama, path)
        row = found.setdefault(pk, _Measured(unit, tuple(there), begun, ended, not has_target, {}))
        row.cards[year] = by_quarters(tipologi, how_often)
    return list(found.values())


def _of_one(each: Kurang) -> Kewajiban:
    return Kewajiban(
        judul=f"Isi realisasi {_said(each.periode)}",
        uraian=f"{each.kosong} dari {each.semua} indikator belum diisi",
        alamat=alamat("perencanaan:isian-unit", each.unit_id, query=f"pada={each.periode}"),
        unit=each.unit,
        menurut=_calendar(each.path, each.periode),
        kunci=f"isian:{each.unit_id}:{each.periode}",
        path=each.path,
    )


def _of_many(some: list[Kurang], root: str, periode: Periode) -> Kewajiban:
    count = sum(each.kosong for each in some)
    where = some[0].unit if len(some) == 1 else f"{len(some)} unit"
    return Kewajiban(
        judul=f"Lengkapi realisasi {_said(periode)}",
        uraian=f"{count} dari {sum(each.semua for each in some)} indikator belum diisi",
        alamat=alamat("perencanaan:isian", query=f"pada={periode}"),
        unit=where,
        menurut=_calendar(root, periode),
        kunci=f"isian:{root}:{periode}",
        path=root,
    )


def _calendar(path: str, periode: Periode) -> str:
    """The measurement that the calendar dates: the whole year is due with its last quarter."""
    quarter = "tw4" if periode.kode == "T" else periode.kode.lower()
    return key_in_calendar(path, periode.tahun, f"pengukuran-{quarter}")


def _said(periode: Periode) -> str:
    """'triwulan III 2026', 'tahun 2025'."""
    return periode.label.replace(" Tahun ", " ").replace("Triwulan", "triwulan").replace("Tahun", "tahun")


def _targets(rows: list[_Measured], seen_by: Access, tahun: int) -> list[Kewajiban]:
    """Indicators that have no target for this year, where one may set it."""
    mine = [row for row in rows if seen_by.allows(Permission.SET_TARGET, row.unit[2])]
    if not mine:
        return []
    where = {row.unit for row in mine}
    (unit_id, nama, _path), single = mine[0].unit, len(where) == 1
    page = ("perencanaan:indikator-unit", unit_id) if single else ("perencanaan:indikator-daftar",)
    return [
        Kewajiban(
            judul=f"Isi target tahun {tahun}",
            uraian=f"{len(mine)} indikator belum bertarget",
            alamat=alamat(*page, query=f"pada={tahun}-T"),
            unit=nama if single else f"{len(where)} unit",
        )
    ]


def imports_to_apply(seen_by: Access, today: date) -> list[Kewajiban]:
    """One's own uploaded tables that were mapped and neither applied nor left alone for long. One query."""
    if not seen_by.allows_somewhere(Permission.IMPORT):
        return []
    rows = queries.imports(seen_by).filter(
        oleh_id=seen_by.actor_id, diterapkan=False, diunggah__date__gt=today - IMPORTS_SINCE
    )
    return [
        Kewajiban(
            f"Terapkan impor {nama}", "Kolomnya sudah dipetakan", alamat("perencanaan:impor-periksa", pk), unit=unit
        )
        for pk, nama, unit, peta in rows.values_list("pk", "nama_berkas", "unit__nama", "peta")
        if peta
    ]


# --- plans on their way ----------------------------------------------------------------------------------------------


def plans_to_move_on(seen_by: Access, today: date) -> list[Kewajiban]:  # noqa: ARG001 - what every offer takes
    """Proposed plans that the person may look at; returned and approved ones for who plans in their unit. One query."""
    if not seen_by.allows_somewhere(Permission.PLAN):
        return []
    lines = (_line(versi, seen_by) for versi in on_their_way(seen_by))
    return [line for line in lines if line is not None]


def _line(versi: DokumenVersi, seen_by: Access) -> Kewajiban | None:
    if versi.status == StatusDokumen.DISETUJUI:
        return _plan("Tetapkan", versi, "Sudah disetujui; catat nomor dan tanggal penetapannya.")
    if versi.status == StatusDokumen.DIKEMBALIKAN:
        return replace(_plan("Perbaiki dan ajukan lagi", versi, versi.catatan), dikembalikan=True)
    mine = refusal_for(SETUJUI, versi, seen_by) is None
    return _plan("Beri asistensi", versi, f"Diajukan {versi.dokumen.unit.nama} dan menunggu.") if mine else None


def _plan(what: str, versi: DokumenVersi, why: str) -> Kewajiban:
    unit = versi.dokumen.unit
    return Kewajiban(
        judul=f"{what}: {versi}",
        uraian=why,
        alamat=alamat("perencanaan:rencana-versi", versi.pk),
        unit=unit.nama,
        kunci=f"rencana:{versi.pk}:{versi.status}",
        path=unit.path,
    )


def crosscutting_to_answer(seen_by: Access, today: date) -> list[Kewajiban]:  # noqa: ARG001 - as every offer is called
    """Contributions asked of units where one plans and not answered yet; proposals to one's own requests.

    One query.
    """
    if not seen_by.allows_somewhere(Permission.PLAN):
        return []
    found = []
    for row in undecided(seen_by):
        own, partner = row.unit, row.mitra
        if row.terakhir is None and partner is not None and seen_by.allows(Permission.PLAN, partner.path):
            found.append(_crosscutting(row, MENUNGGU, f"Jawab permintaan {own.nama}", partner))
        elif row.terakhir is not None and seen_by.allows(Permission.PLAN, own.path):
            whose = partner.nama if partner else row.mitra_luar
            found.append(_crosscutting(row, row.terakhir, f"Putuskan usul {whose}", own))
    return found


def _crosscutting(row: Any, keadaan: str, judul: str, unit: Unit) -> Kewajiban:
    return Kewajiban(
        judul=judul,
        uraian=row.kontribusi,
        alamat=alamat("perencanaan:crosscutting", row.pk),
        unit=unit.nama,
        kunci=f"crosscutting:{row.pk}:{keadaan}",
        path=unit.path,
    )


def impacts_to_answer(seen_by: Access, today: date) -> list[Kewajiban]:  # noqa: ARG001 - as every offer is called
    """Reports of negative impact that nobody above has answered, for who answers there. One query."""
    if not seen_by.allows_somewhere(Permission.ANSWER_IMPACT):
        return []
    return [
        Kewajiban(
            judul=f"Tanggapi laporan dampak negatif {row.unit.nama}",
            uraian=row.indikator.nama,
            alamat=alamat("perencanaan:dampak", row.pk),
            unit=row.unit.nama,
            kunci=f"dampak:{row.pk}",
            path=row.unit.path,
        )
        for row in impacts(seen_by).filter(tanggapan=None)
        if seen_by.allows(Permission.ANSWER_IMPACT, above(row.unit.path))
    ]
