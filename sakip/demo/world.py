"""The demo world, made by its own personas through the use cases: what they may not do cannot happen here either."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import Lapis
from sakip.datakinerja.queries import standing_values
from sakip.demo import reading
from sakip.demo.accounts import PASSWORD, Persona, organisation, personas
from sakip.kernel.access import INSTALLATION, SYSTEM, Access
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Akun, Unit
from sakip.organisasi.queries import access_of
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.models import Dasar, Indikator, Penempatan, SimpulRencana
from sakip.perencanaan.queries import standing_targets, unattached

SINCE = date(2021, 1, 4)
"""The day on which the personas' roles begin: before every figure, whatever day the demo is started on."""

_REPORTERS = {
    "dinkes": "pelapor-dinkes",
    "puskesmas": "pelapor-puskesmas",
    "disdik": "pelapor-disdik",
    "pupr": "pelapor-pupr",
    "irigasi": "pelapor-pupr",
    "bappeda": "perencana",
    "kab": "pengelola",
    "kota": "pengelola-kota",
    "dishub": "pengelola-kota",
}
_PLANNERS = {"dinkes": "perencana-dinkes", "kota": "pengelola-kota", "dishub": "pengelola-kota"}
_PLANNER, _KEEPER = "perencana", "pengelola"
_TITLES = ("alamat", "tempat", "kontak", "sebutan_kepala")


@dataclass
class World:
    """What has been made so far, by the names the data files use."""

    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Akun] = field(default_factory=dict)
    nodes: dict[str, SimpulRencana] = field(default_factory=dict)
    indicators: dict[str, Indikator] = field(default_factory=dict)
    placements: dict[str, Penempatan] = field(default_factory=dict)
    _access: dict[str, Access] = field(default_factory=dict)

    def acting(self, persona: str) -> Access:
        """The persona's access, as from the command line, which it is."""
        if persona not in self._access:
            self._access[persona] = access_of(self.accounts[persona].pk, via="perintah")
        return self._access[persona]

    def unit_of(self, kode: str) -> str:
        return str(reading.indicators()[kode]["unit"])

    def planner(self, unit: str) -> Access:
        return self.acting(_PLANNERS.get(unit, _PLANNER))

    def reporter(self, unit: str) -> Access:
        return self.acting(_REPORTERS[unit])


@transaction.atomic
def build() -> World:
    """Make the whole world, or nothing of it."""
    world = World()
    _units(world)
    _accounts(world)
    _policies(world)
    _plans(world)
    _indicators(world)
    _targets(world)
    _realisasi(world)
    _afterwards(world)
    return world


# --- organisation ----------------------------------------------------------------------------------------------------


def _units(world: World) -> None:
    for row in organisation()["instansi"]:
        letterhead = {name: row[name] for name in _TITLES}
        world.units[row["kunci"]] = organisasi.create_instansi(
            INSTALLATION, nama=row["nama"], jenis=row["jenis"], by=SYSTEM, **letterhead
        )
    for row in organisation()["unit"]:
        rest = {name: row[name] for name in ("kode", "singkatan", "sebutan_kepala")}
        world.units[row["kunci"]] = organisasi.add_unit(
            world.units[row["induk"]], nama=row["nama"], jenis=row["jenis"], by=SYSTEM, **rest
        )


def _accounts(world: World) -> None:
    quick = ["sakip.demo.accounts.PublicPasswordHasher", *settings.PASSWORD_HASHERS]
    with override_settings(PASSWORD_HASHERS=quick):
        for each in personas():
            world.accounts[each.kunci] = _account(world, each)


def _account(world: World, persona: Persona) -> Akun:
    akun = organisasi.create_account(
        world.units[persona.unit], email=persona.email, nama=persona.nama, password=PASSWORD, by=SYSTEM
    )
    organisasi.give_role(world.units[persona.di], akun=akun, peran=persona.peran, mulai=SINCE, by=SYSTEM)
    return akun


def _policies(world: World) -> None:
    for row in organisation()["instansi"]:
        if "kebijakan" in row:
            chosen = row["kebijakan"]
            organisasi.set_policy(
                world.units[row["kunci"]],
                mulai_tahun=chosen["mulai_tahun"],
                batas=Decimal(chosen["batas"]),
                seen=None,
                alasan="Penetapan pertama, sesuai dengan pedoman SAKIP kabupaten",
                by=world.acting(_KEEPER),
            )


# --- plans and indicators --------------------------------------------------------------------------------------------


def _plans(world: World) -> None:
    for row in organisation()["rencana"]:
        unit, by = world.units[row["unit"]], world.planner(row["unit"])
        version = perencanaan.create_plan(
            unit,
            jenis=row["jenis"],
            nama=row["nama"],
            kode_kerangka="pemda",
            tahun_awal=reading.TAHUN[0],
            tahun_akhir=reading.TAHUN[-1],
            dasar_hukum=row["dasar_hukum"],
            by=by,
        )
        for node in row["simpul"]:
            induk = world.nodes[node["induk"]] if "induk" in node else None
            world.nodes[node["kunci"]] = perencanaan.add_node(
                unit, versi=version, tingkat=node["tingkat"], pernyataan=node["pernyataan"], induk=induk, by=by
            )


def _indicators(world: World) -> None:
    for kode, row in reading.indicators().items():
        by = world.planner(row["unit"])
        card = _card(row)
        made = perencanaan.create_indikator(
            world.units[row["unit"]],
            nama=row["nama"],
            kode=kode,
            jenis=JenisNilai(row.get("jenis", "angka")),
            iku=row.get("iku", True),
            skala_predikat=row.get("skala_predikat", ""),
            sumber=row["sumber"],
            kartu=card,
            by=by,
        )
        if "kartu_baru" in row:
            changed = perencanaan.KartuBaru(**{**vars(card), **row["kartu_baru"], "terputus": True})
            perencanaan.set_card(made, kartu=changed, seen=None, by=by)
        if "simpul" in row:
            perencanaan.place(made, simpul=world.nodes[row["simpul"]], by=by)
        world.indicators[kode] = made
    world.placements = {
        row.indikator.kode: row for row in unattached([made.pk for made in world.indicators.values()]).values()
    }


def _card(row: dict[str, Any]) -> perencanaan.KartuBaru:
    return perencanaan.KartuBaru(
        mulai_tahun=reading.TAHUN[0],
        polaritas=Polaritas(row["polaritas"]),
        satuan=row["satuan"],
        tipologi=Tipologi(row.get("tipologi", "tahunan")),
        cara_isi=CaraIsi(row.get("cara_isi", "periode")),
        definisi=row["definisi"],
        formula=row["formula"],
    )


# --- figures ---------------------------------------------------------------------------------------------------------


def _by_unit(world: World, what: str) -> dict[str, list[reading.Cell]]:
    found: dict[str, list[reading.Cell]] = defaultdict(list)
    for kode in world.indicators:
        found[world.unit_of(kode)] += reading.cells(kode, what)
    return found


def _targets(world: World) -> None:
    for unit, cells in _by_unit(world, "target").items():
        perencanaan.set_targets(
            world.units[unit],
            targets=[_target(world, cell) for cell in cells],
            dasar=Dasar.RPJMD if unit in {"kab", "kota"} else Dasar.RENSTRA,
            by=world.planner(unit),
        )


def _target(world: World, cell: reading.Cell, seen: int | None = None) -> perencanaan.TargetBaru:
    return perencanaan.TargetBaru(world.placements[cell.kode], cell.periode, cell.isian, seen, cell.diketik)


def _realisasi(world: World) -> None:
    for unit, cells in _by_unit(world, "realisasi").items():
        record_values(world.units[unit], values=[_value(world, cell, None) for cell in cells], by=world.reporter(unit))


def _value(world: World, cell: reading.Cell, seen: int | None) -> NilaiBaru:
    return NilaiBaru(world.indicators[cell.kode].series, cell.periode, cell.isian, seen, cell.diketik)


def _afterwards(world: World) -> None:
    """A corrected slip, a verified value beside the claimed one, a lowered target with its reason, one of the RKT."""
    for cell, _row in reading.later("koreksi"):
        series = world.indicators[cell.kode].series
        seen = standing_values([series.pk], lapis=Lapis.KLAIM)[(series.pk, cell.periode, "")].pk
        reporter = world.reporter(world.unit_of(cell.kode))
        record_values(series.unit, values=[_value(world, cell, seen)], by=reporter)
    for cell, _row in reading.later("verifikasi"):
        series, keeper = world.indicators[cell.kode].series, world.acting(_KEEPER)
        record_values(series.unit, values=[_value(world, cell, None)], lapis=Lapis.TERVERIFIKASI, by=keeper)
    for cell, row in reading.later("perubahan_target"):
        placement = world.placements[cell.kode]
        seen = standing_targets([placement.pk], dasar=Dasar.RENSTRA)[(placement.pk, cell.periode)].pk
        _set_one(world, _target(world, cell, seen), row, Dasar.RENSTRA)
    for cell, row in reading.later("target_rkt"):
        _set_one(world, _target(world, cell), row, Dasar.RKT)


def _set_one(world: World, target: perencanaan.TargetBaru, row: dict[str, Any], dasar: Dasar) -> None:
    unit = world.unit_of(row["kode"])
    perencanaan.set_targets(
        world.units[unit],
        targets=[target],
        dasar=dasar,
        alasan=row.get("alasan", ""),
        dokumen=row["dokumen"],
        by=world.planner(unit),
    )
