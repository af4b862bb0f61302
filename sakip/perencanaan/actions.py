"""Use cases of planning: plans and their nodes, indikator and their cards, placements, targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import Isian, JenisNilai
from sakip.datakinerja.actions import NilaiBaru, create_many_series, create_series, record_values
from sakip.datakinerja.models import Lapis, Series, columns_of
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.history import last_writer
from sakip.kernel.refusals import Refused, Stale, refuse
from sakip.kernel.rows import change
from sakip.organisasi.models import Unit
from sakip.perencanaan import queries, rules
from sakip.perencanaan.models import (
    Dasar,
    DokumenRencana,
    DokumenVersi,
    Impor,
    Indikator,
    KartuIndikator,
    Penempatan,
    PetaKolom,
    SimpulRencana,
    Target,
)
from sakip.referensi.queries import kerangka

# --- plans -----------------------------------------------------------------------------------------------------------


@action(Permission.PLAN, "membuat dokumen rencana")
def create_plan(
    unit: Unit,
    *,
    jenis: str,
    nama: str,
    kode_kerangka: str,
    tahun_awal: int,
    tahun_akhir: int,
    by: Access,
    dasar_hukum: str = "",
) -> DokumenVersi:
    """Create a plan and its first version. Raises Refused: kerangka-tidak-dikenal, tahun-rencana-terbalik."""
    if kode_kerangka not in kerangka():
        raise Refused("kerangka-tidak-dikenal", kerangka=kode_kerangka, pilihan=", ".join(kerangka()))
    if tahun_akhir < tahun_awal:
        raise Refused("tahun-rencana-terbalik", awal=tahun_awal, akhir=tahun_akhir)
    dokumen = DokumenRencana.related.create(
        unit=unit,
        jenis=jenis,
        nama=nama,
        kerangka=kode_kerangka,
        tahun_awal=tahun_awal,
        tahun_akhir=tahun_akhir,
        dasar_hukum=dasar_hukum,
    )
    return DokumenVersi.related.create(dokumen=dokumen)


@action(Permission.PLAN, "menambah simpul rencana")
def add_node(
    unit: Unit, *, versi: DokumenVersi, tingkat: str, pernyataan: str, by: Access, induk: SimpulRencana | None = None
) -> SimpulRencana:
    """Add a statement to a plan's version, the last sibling. Raises Refused tingkat-tidak-dikenal, urutan-tingkat."""
    refuse(rules.wrong_level(versi.dokumen.kerangka, tingkat, induk.tingkat if induk else None))
    urutan = SimpulRencana.related.filter(dokumen_versi=versi, induk=induk, tingkat=tingkat).count() + 1
    return SimpulRencana.related.create(
        dokumen_versi=versi, tingkat=tingkat, induk=induk, urutan=urutan, pernyataan=pernyataan.strip()
    )


# --- indikator -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KartuBaru:
    """What an indicator means from a year on."""

    mulai_tahun: int
    polaritas: Polaritas
    satuan: str = ""
    di_atas_rentang: DiAtasRentang = DiAtasRentang.LEBIH_BURUK
    tipologi: Tipologi = Tipologi.TAHUNAN
    cara_isi: CaraIsi = CaraIsi.PERIODE
    definisi: str = ""
    formula: str = ""
    terputus: bool = False
    catatan_putus: str = ""


@action(Permission.PLAN, "membuat indikator")
def create_indikator(
    unit: Unit,
    *,
    nama: str,
    jenis: JenisNilai,
    kartu: KartuBaru,
    by: Access,
    kode: str = "",
    iku: bool = True,
    skala_predikat: str = "",
    sumber: str = "",
) -> Indikator:
    """Create an indicator with its series, first card and unattached placement. Raises Refused indikator-sudah-ada."""
    nama = " ".join(nama.split())
    existing = Indikator.related.filter(unit=unit, dihentikan_tahun=None)
    if existing.filter(nama__iexact=nama).exists():
        raise Refused("indikator-sudah-ada", at_field="nama", nama=nama, unit=unit.nama)
    series = create_series(
        unit, nama=nama, jenis=jenis, satuan=kartu.satuan, skala_predikat=skala_predikat, sumber=sumber, by=by
    )
    indikator = Indikator.related.create(
        unit=unit, series=series, kode=kode, nama=nama, iku=iku, urutan=existing.count() + 1
    )
    KartuIndikator.related.create(indikator=indikator, **vars(kartu))
    Penempatan.related.create(indikator=indikator)
    return indikator


@dataclass(frozen=True)
class IndikatorBaru:
    """An indicator to make."""

    unit: Unit
    nama: str
    jenis: JenisNilai
    kartu: KartuBaru
    kode: str = ""
    iku: bool = True
    skala_predikat: str = ""


@action(Permission.PLAN, "membuat indikator")
def create_many(unit: Unit, *, indikator: Sequence[IndikatorBaru], by: Access) -> list[Penempatan]:
    """Create indicators of units below a unit like ``create_indikator``, set by set; answers their placements.

    Raises Refused indikator-sudah-ada when a name or a code is taken.
    """
    taken = queries.taken_names({each.unit.pk for each in indikator})
    for each in indikator:
        if not taken.add(each.unit.pk, each.nama, each.kode):
            raise Refused("indikator-sudah-ada", at_field="nama", nama=each.nama, unit=each.unit.nama)
    series = create_many_series(unit, series=[_series_of(each) for each in indikator], by=by)
    rows = [
        Indikator(
            unit=each.unit,
            series=one,
            kode=each.kode,
            nama=each.nama,
            iku=each.iku,
            urutan=taken.next_place(each.unit.pk),
        )
        for each, one in zip(indikator, series, strict=True)
    ]
    Indikator.related.bulk_create(rows, batch_size=500)
    KartuIndikator.related.bulk_create(
        [KartuIndikator(indikator=row, **vars(each.kartu)) for row, each in zip(rows, indikator, strict=True)],
        batch_size=500,
    )
    return Penempatan.related.bulk_create([Penempatan(indikator=row) for row in rows], batch_size=500)


def _series_of(new: IndikatorBaru) -> Series:
    return Series(
        unit=new.unit,
        nama=new.nama,
        jenis=new.jenis.value,
        satuan=new.kartu.satuan,
        skala_predikat=new.skala_predikat,
    )


@action(Permission.PLAN, "mengubah indikator")
def edit_indikator(indikator: Indikator, *, seen: int, by: Access, **values: object) -> Indikator:
    """Change name, code, order, whether it is an IKU, or the year it ends. Raises Stale."""
    return change(indikator, seen=seen, **values)


@action(Permission.PLAN, "menetapkan kartu indikator")
def set_card(indikator: Indikator, *, kartu: KartuBaru, seen: int | None, by: Access) -> KartuIndikator:
    """Set what the indicator means from a year on; the cards of other years stay.

    ``seen`` is the version of that year's card, None where there is none. Raises Stale.
    """
    cards = KartuIndikator.related.filter(indikator=indikator)
    row: KartuIndikator | None = cards.filter(mulai_tahun=kartu.mulai_tahun).first()
    if row is None:
        created: KartuIndikator = KartuIndikator.related.create(indikator=indikator, **vars(kartu))
        return created
    return change(row, seen=seen or 0, **vars(kartu))


@action(Permission.PLAN, "menempatkan indikator")
def place(indikator: Indikator, *, simpul: SimpulRencana, by: Access) -> Penempatan:
    """Place an indicator under a node of a plan. The unattached placement with its targets stays.

    Raises Refused tingkat-tanpa-indikator.
    """
    dokumen = simpul.dokumen_versi.dokumen
    level = next(each for each in kerangka()[dokumen.kerangka].tingkat if each.kode == simpul.tingkat)
    if not level.indikator:
        raise Refused("tingkat-tanpa-indikator", tingkat=level.nama)
    found = Penempatan.related.filter(indikator=indikator, kunci=simpul.kunci).first()
    return found or Penempatan.related.create(indikator=indikator, dokumen=dokumen, kunci=simpul.kunci)


# --- targets ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TargetBaru:
    """A target to set. ``seen`` is the id of the row the writer saw, None for none; ``isian`` None takes it back."""

    penempatan: Penempatan
    periode: Periode
    isian: Isian
    seen: int | None
    diketik: str = ""


@action(Permission.SET_TARGET, "menetapkan target")
def set_targets(
    unit: Unit, *, targets: Sequence[TargetBaru], dasar: Dasar, by: Access, alasan: str = "", dokumen: str = ""
) -> list[Target]:
    """Set targets of indicators below a unit, all or none. A target equal to what stands is left alone.

    Raises Stale when a target is no longer as seen; Refused alasan-target-wajib when one is changed without a reason,
    jenis-target-berbeda when a value does not fit its indicator.
    """
    ids = [each.penempatan.pk for each in targets]
    queries.lock_placements(ids)
    standing = queries.standing_targets(ids, dasar=dasar)
    rows = []
    for each in targets:
        indikator = each.penempatan.indikator
        refuse(rules.wrong_kind(indikator, each.isian))
        now = standing.get((each.penempatan.pk, each.periode))
        if (now.pk if now else None) != each.seen:
            raise _stale(each, now)
        if each.isian == (now.isian if now else None):
            continue
        if now is not None and now.isian is not None and not alasan.strip():
            words = {
                "objek": f"{indikator.nama} {each.periode.label}",
                "lama": format_nilai(now.isian),
                "baru": format_nilai(each.isian),
            }
            raise Refused("alasan-target-wajib", at_field="alasan", **words)
        rows.append(_target(each, now, dasar, alasan, dokumen))
    return Target.related.bulk_create(rows, batch_size=500)


def _target(new: TargetBaru, now: Target | None, dasar: Dasar, alasan: str, dokumen: str) -> Target:
    return Target(
        penempatan=new.penempatan,
        tahun=new.periode.tahun,
        periode=new.periode.kode,
        dasar=dasar,
        menggantikan=now,
        alasan_perubahan=alasan if now is not None else "",
        dokumen=dokumen,
        sebagaimana_diketik=new.diketik[:200],
        **columns_of(new.isian),
    )


def _stale(new: TargetBaru, now: Target | None) -> Stale:
    return Stale(
        objek=f"Target {new.penempatan.indikator.nama}, {new.periode.label},",
        siapa=last_writer(now) if now else "orang lain",
        tersimpan=format_nilai(now.isian if now else None),
        diketik=format_nilai(new.isian),
    )


# --- import of a table -----------------------------------------------------------------------------------------------


@action(Permission.IMPORT, "mengunggah tabel")
def start_import(unit: Unit, *, nama_berkas: str, sha256: str, ukuran: int, by: Access) -> Impor:
    """Keep that a file was uploaded for a unit; its content lies in the storage under its hash."""
    return Impor.related.create(
        unit=unit, nama_berkas=nama_berkas[-200:], sha256=sha256, ukuran=ukuran, oleh_id=by.actor_id, oleh=by.actor_name
    )


@action(Permission.IMPORT, "mengatur impor")
def set_import(impor: Impor, *, seen: int, by: Access, **values: object) -> Impor:
    """Keep what was chosen for an import: sheet, mapping, answers. Raises Stale; Refused impor-sudah-diterapkan."""
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

    ``impor`` is marked as applied, so that it cannot be applied twice. Raises Stale when a cell is no longer as seen;
    Refused impor-sudah-diterapkan, and what ``create_many``, ``set_targets`` and ``record_values`` refuse.
    """
    placements = dict(ada)
    if baru:
        placements |= zip(baru, create_many(unit, indikator=list(baru.values()), by=by), strict=True)
    targets = [TargetBaru(placements[c.kunci], c.periode, c.isian, c.seen, c.diketik) for c in target]
    values = [NilaiBaru(placements[c.kunci].indikator.series, c.periode, c.isian, c.seen, c.diketik) for c in nilai]
    written = set_targets(unit, targets=targets, dasar=dasar, alasan=alasan, by=by) if targets else []
    recorded = record_values(unit, values=values, lapis=lapis, by=by) if values else []
    hasil = HasilImpor(len(baru), len(written), len(recorded))
    if impor is not None:
        refuse(rules.already_applied(impor))
        change(impor, seen=seen or 0, diterapkan=True, hasil=vars(hasil))
    return hasil


__all__ = [
    "HasilImpor",
    "IndikatorBaru",
    "KartuBaru",
    "SelBaru",
    "TargetBaru",
    "add_node",
    "create_indikator",
    "create_many",
    "create_plan",
    "edit_indikator",
    "import_table",
    "place",
    "remember_mapping",
    "set_card",
    "set_import",
    "set_targets",
    "start_import",
]
