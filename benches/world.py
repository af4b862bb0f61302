"""The world that is measured: an instansi of 45 perangkat daerah, 3,000 indicators, 150,000 values, with its history.

Made through the bulk use cases, so every row has its history entry, as after years of imports. It takes some minutes
and is kept in the data folder of the benches until this file or a migration changes.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

import sakip
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.triwulan import Tipologi
from sakip.arithmetic.values import JenisNilai, Nilai
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.organisasi.actions import add_unit, create_account, create_instansi, give_role
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import instansi_by_name, units
from sakip.perencanaan.actions import (
    IndikatorBaru,
    KartuBaru,
    TargetBaru,
    add_node,
    create_many,
    create_plan,
    place,
    set_targets,
)
from sakip.perencanaan.models import Dasar, Penempatan, SimpulRencana

NAMA = "Kabupaten Ukur"
TAHUN = range(2021, 2026)
PASSWORD = "kata-sandi-ukur-2025"
_PERIODS = [Periode(year, kode) for year in TAHUN for kode in ("TW1", "TW2", "TW3", "TW4", "T")]
_TIPOLOGI = (Tipologi.TAHUNAN, Tipologi.AKUMULATIF, Tipologi.POSISI_AKHIR, Tipologi.RATA_RATA)
_LAPIS = (Lapis.KLAIM, Lapis.TERVERIFIKASI)


@dataclass(frozen=True)
class Size:
    """How large: 45 PD with 3,000 indicators, each with 25 periods in two lapis, are 150,000 values."""

    units: int = 45
    indicators: int = 3000
    sasaran: int = 6


FULL = Size()


def prepare(size: Size = FULL) -> Unit:
    """The measured instansi: the one kept from the last time, or made now."""
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        sys.exit("Pengukuran membuat dunianya sendiri di SQLite; kosongkan DATABASE_URL.")
    stamp = settings.DATA_DIR / "bench.stamp"
    if stamp.exists() and stamp.read_text() == fingerprint(size):
        return kept()
    if stamp.exists():
        forget_old_world()
    call_command("migrate", verbosity=0)
    if units(SYSTEM).exists():
        sys.exit("Folder data ini berisi data lain; jalankan pengukuran dengan ./run bench.")
    stamp.write_text("belum selesai")
    began = time.monotonic()
    print("Membuat dunia ukur, beberapa menit untuk pertama kali.", file=sys.stderr)
    root = build(size)
    stamp.write_text(fingerprint(size))
    print(f"Dunia ukur selesai dalam {time.monotonic() - began:.0f} s.", file=sys.stderr)
    return root


def kept() -> Unit:
    found = instansi_by_name(NAMA, SYSTEM)
    if found is None:
        sys.exit("Dunia ukur tidak lengkap; hapus folder datanya, lalu ulangi.")
    return found


def fingerprint(size: Size) -> str:
    """Changes with the size, this file, and every migration."""
    migrations = sorted(Path(sakip.__path__[0]).glob("*/migrations/*.py"))
    content = b"".join(path.read_bytes() for path in (Path(__file__), *migrations))
    return hashlib.sha256(content + repr(size).encode()).hexdigest()


def forget_old_world() -> None:
    """Delete the database of a world that this file made in another shape."""
    connection.close()
    for path in settings.DATA_DIR.glob("sakip.sqlite3*"):
        path.unlink()
    shutil.rmtree(settings.DATA_DIR / "cache", ignore_errors=True)


def build(size: Size) -> Unit:
    """Make it: one transaction for each perangkat daerah."""
    root = create_instansi(INSTALLATION, nama=NAMA, jenis="kabupaten", tempat="Ukur", by=SYSTEM)
    _person(root, "pengelola", Role.PENGELOLA)
    for number in range(1, size.units + 1):
        nama = f"Perangkat Daerah {number:02d}"
        with transaction.atomic():
            unit = add_unit(root, nama=nama, jenis="dinas", kode=f"{number:02d}", by=SYSTEM)
            _fill(unit, size.indicators * number // size.units - size.indicators * (number - 1) // size.units, size)
            if number == 1:
                _person(unit, "pelapor", Role.PELAPOR)
    connection.cursor().execute("analyze")
    return root


def _person(unit: Unit, nama: str, role: Role) -> None:
    akun = create_account(unit, email=f"{nama}@ukur.example", nama=nama.title(), password=PASSWORD, by=SYSTEM)
    give_role(unit, akun=akun, peran=role, by=SYSTEM)


def _fill(unit: Unit, count: int, size: Size) -> None:
    sasaran = _plan(unit, size.sasaran)
    placements = create_many(unit, indikator=[_indicator(unit, n) for n in range(count)], by=SYSTEM)
    for n, each in enumerate(placements):
        place(each.indikator, simpul=sasaran[n % len(sasaran)], by=SYSTEM)
    set_targets(
        unit,
        targets=[_target(each, n, periode) for n, each in enumerate(placements) for periode in _PERIODS],
        dasar=Dasar.RENSTRA,
        by=SYSTEM,
    )
    for lapis in _LAPIS:
        values = [_value(each, n, periode, lapis) for n, each in enumerate(placements) for periode in _PERIODS]
        record_values(unit, values=values, lapis=lapis, by=SYSTEM)


def _plan(unit: Unit, count: int) -> list[SimpulRencana]:
    version = create_plan(
        unit,
        jenis="renstra",
        nama=f"Renstra {unit.nama}",
        kode_kerangka="pemda",
        tahun_awal=TAHUN[0],
        tahun_akhir=TAHUN[-1],
        by=SYSTEM,
    )
    goal = add_node(unit, versi=version, tingkat="tujuan", pernyataan="Meningkatnya layanan", by=SYSTEM)
    return [
        add_node(unit, versi=version, tingkat="sasaran", pernyataan=f"Sasaran ke-{n}", induk=goal, by=SYSTEM)
        for n in range(1, count + 1)
    ]


def _indicator(unit: Unit, n: int) -> IndikatorBaru:
    card = KartuBaru(
        mulai_tahun=TAHUN[0],
        polaritas=Polaritas.MENURUN if n % 4 == 3 else Polaritas.MENINGKAT,
        satuan="Persen",
        tipologi=_TIPOLOGI[n % len(_TIPOLOGI)],
        definisi="Bagian layanan yang memenuhi standar terhadap seluruh layanan pada tahun berjalan.",
        formula="Layanan yang memenuhi standar / seluruh layanan x 100",
    )
    nama = f"Persentase layanan ke-{n + 1} yang memenuhi standar pelayanan minimal di {unit.nama}"
    return IndikatorBaru(unit, nama, JenisNilai.ANGKA, card, kode=f"I-{n + 1:03d}")


def _number(n: int, periode: Periode, spread: int) -> Nilai:
    """A figure between 40 and 100 that differs from cell to cell and is the same every time."""
    mixed = (n * 7919 + periode.tahun * 104729 + len(periode.kode) * 31 + periode.nomor * 1301 + spread * 257) % 6000
    return Nilai(JenisNilai.ANGKA, angka=Decimal(4000 + mixed) / 100)


def _target(placement: Penempatan, n: int, periode: Periode) -> TargetBaru:
    return TargetBaru(placement, periode, _number(n, periode, 0), None)


def _value(placement: Penempatan, n: int, periode: Periode, lapis: Lapis) -> NilaiBaru:
    return NilaiBaru(placement.indikator.series, periode, _number(n, periode, 1 + _LAPIS.index(lapis)), None)
