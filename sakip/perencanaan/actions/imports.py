"""Use cases of planning: a table as it is, from its upload to the one action that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian
from sakip.datakinerja.actions import NilaiBaru, record_values
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi.models import Unit
from sakip.perencanaan import queries, rules
from sakip.perencanaan.actions.indikator import IndikatorBaru, create_many
from sakip.perencanaan.actions.targets import TargetBaru, set_targets
from sakip.perencanaan.models import Dasar, Impor, Penempatan, PetaKolom
from sakip.perencanaan.silsilah import beginning_earlier

_CHOSEN = frozenset(
    {"lembar", "baris_judul", "jumlah_baris", "peta", "tahun", "dasar", "lapis", "jawaban", "polaritas", "alasan"}
    | {"pekerjaan"}
)
"""What a person chooses for an import; whose it is, which file, and what came of it are not chosen."""


@action(Permission.IMPORT, "mengunggah tabel")
def start_import(unit: Unit, *, nama_berkas: str, sha256: str, ukuran: int, by: Access) -> Impor:
    """Keep that a file was uploaded for a unit; its content lies in the storage under its hash."""
    return Impor.related.create(
        unit=unit,
        nama_berkas=nama_berkas[-200:],
        sha256=sha256,
        ukuran=ukuran,
        dasar=queries.dasar("", unit),
        oleh_id=by.actor_id,
        oleh=by.actor_name,
    )


@action(Permission.IMPORT, "mengatur impor")
def set_import(impor: Impor, *, seen: int, by: Access, **values: object) -> Impor:
    """Keep what was chosen for an import: sheet, mapping, answers. Raises Stale; Refused impor-sudah-diterapkan."""
    refuse_other_columns(values, _CHOSEN)
    refuse(rules.already_applied(impor))
    return change(impor, seen=seen, **values)


@action(Permission.IMPORT, "mengingat pemetaan kolom")
def remember_mapping(unit: Unit, *, sidik_judul: str, peta: list[dict[str, object]], by: Access) -> None:
    """Remember how a header was mapped, for the next table that has it."""
    row = PetaKolom.related.filter(unit=unit, sidik_judul=sidik_judul).first()
    if row is None:
        PetaKolom.related.create(unit=unit, sidik_judul=sidik_judul, peta=peta)
    elif row.peta != peta:
        change(row, seen=row.versi, peta=peta)


@dataclass(frozen=True)
class SelBaru:
    """A cell of a table to write, of the indicator that ``kunci`` names. ``seen`` as in TargetBaru."""

    kunci: str
    periode: Periode
    isian: Isian
    seen: int | None
    diketik: str = ""


@dataclass(frozen=True)
class HasilImpor:
    """What was written."""

    indikator: int
    target: int
    realisasi: int


@action(Permission.IMPORT, "menerapkan impor tabel")
def import_table(
    unit: Unit,
    *,
    baru: Mapping[str, IndikatorBaru],
    ada: Mapping[str, Penempatan],
    target: Sequence[SelBaru],
    nilai: Sequence[SelBaru],
    dasar: Dasar,
    lapis: Lapis,
    by: Access,
    alasan: str = "",
    impor: Impor | None = None,
    seen: int | None = None,
) -> HasilImpor:
    """Write a whole table in one transaction: new indicators, then targets and realisasi of these and of existing ones.

    An indicator is in use from the first year for which the table knows something of it. ``impor`` is marked as
    applied, so that it cannot be applied twice. Raises Stale when a cell is no longer as seen; Refused
    impor-sudah-diterapkan, and what ``create_many``, ``set_targets`` and ``record_values`` refuse.
    """
    placements = dict(ada)
    if baru:
        placements |= zip(baru, create_many(unit, indikator=list(baru.values()), by=by), strict=True)
    targets = [TargetBaru(placements[c.kunci], c.periode, c.isian, c.seen, c.diketik) for c in target]
    values = [NilaiBaru(placements[c.kunci].indikator.series, c.periode, c.isian, c.seen, c.diketik) for c in nilai]
    written = set_targets(unit, targets=targets, dasar=dasar, alasan=alasan, by=by) if targets else []
    recorded = record_values(unit, values=values, lapis=lapis, by=by) if values else []
    known = ((placements[c.kunci].indikator, c.periode.tahun) for c in nilai if c.isian is not None)
    for row, tahun in beginning_earlier(known, seen_by=by):
        change(row, seen=row.versi, dimulai_tahun=tahun)
    hasil = HasilImpor(len(baru), len(written), len(recorded))
    if impor is not None:
        refuse(rules.already_applied(impor))
        change(impor, seen=seen or 0, diterapkan=True, hasil=vars(hasil))
    return hasil
