"""Use cases of planning: plans and their nodes, indikator and their cards, placements, targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sakip.arithmetic.notation import format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import Isian, JenisNilai
from sakip.datakinerja.actions import create_series
from sakip.datakinerja.models import columns_of
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
    Indikator,
    KartuIndikator,
    Penempatan,
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


__all__ = [
    "KartuBaru",
    "TargetBaru",
    "add_node",
    "create_indikator",
    "create_plan",
    "edit_indikator",
    "place",
    "set_card",
    "set_targets",
]
