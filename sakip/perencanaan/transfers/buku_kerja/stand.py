"""What stands in a workbook's part of the organisation, loaded in a handful of queries whatever its size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import Lapis, SeriesValue
from sakip.datakinerja.queries import standing_values
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.refusals import Refused, register
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import units
from sakip.perencanaan.models import Dasar, Indikator, KartuIndikator, Penempatan, Target
from sakip.perencanaan.queries import card_in, cards, indikator, standing_targets, unattached

FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1990, 2100, 12
YEARS_BEFORE, YEARS_AFTER = 2, 2

register(
    {
        "buku-kerja-rentang-tahun": (
            "Rentang tahun {awal} sampai {akhir} tidak dapat dipakai untuk Buku Kerja tahun {tahun}. Pilih rentang "
            "yang memuat tahun itu, paling panjang 12 tahun, antara 1990 dan 2100."
        ),
    }
)


@dataclass(frozen=True)
class Lingkup:
    """What a workbook is about: a unit with all below it, one year's realisasi, the targets of some years.

    Raises Refused buku-kerja-rentang-tahun.
    """

    unit: Unit
    tahun: int
    awal: int
    akhir: int
    dasar: Dasar = Dasar.RENSTRA

    def __post_init__(self) -> None:
        ordered = FIRST_YEAR <= self.awal <= self.tahun <= self.akhir <= LAST_YEAR
        if not ordered or self.akhir - self.awal >= MOST_YEARS:
            raise Refused("buku-kerja-rentang-tahun", awal=self.awal, akhir=self.akhir, tahun=self.tahun)

    @classmethod
    def around(cls, unit: Unit, tahun: int, dasar: Dasar = Dasar.RENSTRA) -> Lingkup:
        """Two years before and after."""
        return cls(unit, tahun, tahun - YEARS_BEFORE, tahun + YEARS_AFTER, dasar)


@dataclass(frozen=True)
class Isi:
    """Units and indikator below the workbook's unit, and the values in their cells."""

    lingkup: Lingkup
    root: Unit
    units: tuple[Unit, ...]
    """From top to bottom, the workbook's unit first."""
    instansi: tuple[Unit, ...]
    """All open units of the instansi: names are unique among siblings, also outside the workbook."""
    indikator: tuple[Indikator, ...]
    """Those that are alive in the workbook's year."""
    semua: tuple[Indikator, ...]
    """And those that have ended: codes stay taken."""
    kartu: Mapping[int, list[KartuIndikator]]
    penempatan: Mapping[int, Penempatan]
    target: Mapping[tuple[int, Periode], Target]
    """By indikator."""
    nilai: Mapping[tuple[int, Periode], SeriesValue]
    """By series, as the units report them."""

    def kartu_of(self, row: Indikator) -> KartuIndikator | None:
        """The card that holds in the workbook's year."""
        return card_in(self.kartu.get(row.pk, []), self.lingkup.tahun)


def stand(lingkup: Lingkup, *, seen_by: Access) -> Isi:
    """Load it through the gate; the caller has obtained the unit."""
    top = lingkup.unit.path
    whole = tuple(
        units(seen_by).filter(path__startswith=top[:LEVEL_WIDTH], berlaku_sampai=None).select_related("induk")
    )
    mine = tuple(unit for unit in whole if unit.path.startswith(top))
    every = tuple(indikator(seen_by).filter(unit__path__startswith=top))
    here = {unit.pk for unit in mine}  # a closed unit takes no figures, of earlier years either
    alive = tuple(
        row
        for row in every
        if row.unit_id in here and (row.dihentikan_tahun is None or row.dihentikan_tahun > lingkup.tahun)
    )
    ids = [row.pk for row in alive]
    penempatan = unattached(ids)
    owner = {placement.pk: pk for pk, placement in penempatan.items()}
    targets = standing_targets(list(owner), dasar=lingkup.dasar)
    values = standing_values([row.series_id for row in alive], lapis=Lapis.KLAIM)
    return Isi(
        lingkup,
        whole[0],
        mine,
        whole,
        alive,
        every,
        cards(ids, seen_by=seen_by),
        penempatan,
        {(owner[placement], periode): row for (placement, periode), row in targets.items()},
        {(series, periode): row for (series, periode, dimensi), row in values.items() if not dimensi},
    )


def unit_labels(rows: Iterable[Unit]) -> dict[int, str]:
    """How each unit is called in the drop-downs: its name, with its parent's where several are called so."""
    listed = list(rows)
    names = Counter(unit.nama for unit in listed)
    called = {
        unit.pk: f"{unit.nama} ({unit.induk.nama})" if names[unit.nama] > 1 and unit.induk else unit.nama
        for unit in listed
    }
    again = Counter(called.values())
    return {pk: f"{label} [{pk}]" if again[label] > 1 else label for pk, label in called.items()}
