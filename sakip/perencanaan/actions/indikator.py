"""Use cases of planning: indikator, their cards, their places in a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.datakinerja.actions import create_many_series
from sakip.datakinerja.models import Series
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change, refuse_other_columns
from sakip.organisasi.models import Jabatan, Unit
from sakip.perencanaan import queries, rules
from sakip.perencanaan.models import Indikator, KartuIndikator, Penempatan, SimpulRencana, Target, VariabelRumus
from sakip.perencanaan.queries.rencana import frame_of
from sakip.perencanaan.rules.rencana import frozen
from sakip.perencanaan.silsilah import beginning_earlier

_EDITED = frozenset({"nama", "kode", "iku", "urutan", "dimulai_tahun", "dihentikan_tahun"})


@dataclass(frozen=True)
class KartuLengkap:
    """What the manual of an indicator says beside what its figures need (PER/9/M.PAN/5/2007; PermenPANRB 53/2014 II.H).

    ``hasil`` and ``frekuensi`` are codes of the model; ``kategori_sumber`` are codes of the seven kinds of source.
    """

    hasil: str = ""
    alasan_pemilihan: str = ""
    kategori_sumber: list[str] = field(default_factory=list)
    pembilang: str = ""
    penyebut: str = ""
    frekuensi: str = ""
    penyedia_data: str = ""
    penanggung_jawab: Jabatan | None = None
    disagregasi: str = ""
    keterbatasan: str = ""
    kompensasi: str = ""


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
    lengkap: KartuLengkap | None = None
    """The rest of the manual; None leaves it as it stands, so that who knows only the figures loses nothing."""

    @property
    def columns(self) -> dict[str, Any]:
        own = {name: value for name, value in vars(self).items() if name != "lengkap"}
        return own | (vars(self.lengkap) if self.lengkap else {})


MANUAL = tuple(each.name for each in fields(KartuLengkap))
"""The columns of a card that :class:`KartuLengkap` holds; from this list the workbook, too, knows them."""
FIGURES = tuple(each.name for each in fields(KartuBaru) if each.name != "lengkap")
"""The other columns of a card that are typed."""


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
    sumber: str = ""
    dimulai_tahun: int | None = None
    """Before this year it is in no report; None for one that was always there."""


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
    dimulai_tahun: int | None = None,
) -> Indikator:
    """Create an indicator with its series, first card and unattached placement.

    Raises Refused indikator-sudah-ada, kode-indikator-sudah-ada, iku-di-bawah-tingkat.
    """
    refuse(rules.below_level(unit, kartu.lengkap.hasil) if iku and kartu.lengkap else None)
    new = IndikatorBaru(unit, " ".join(nama.split()), jenis, kartu, kode, iku, skala_predikat, sumber, dimulai_tahun)
    (placement,) = create_many(unit, indikator=[new], by=by)
    return placement.indikator


@action(Permission.PLAN, "membuat indikator")
def create_many(unit: Unit, *, indikator: Sequence[IndikatorBaru], by: Access) -> list[Penempatan]:
    """Create indicators of units below a unit like ``create_indikator``, set by set; answers their placements.

    Raises Refused indikator-sudah-ada, kode-indikator-sudah-ada.
    """
    taken = queries.taken_names({each.unit.pk for each in indikator})
    for each in indikator:
        refuse(rules.taken(taken.add(each.unit.pk, each.nama, each.kode), each.nama, each.kode, each.unit))
    series = create_many_series(unit, series=[_series_of(each) for each in indikator], by=by)
    rows = [
        Indikator(
            unit=each.unit,
            series=one,
            kode=each.kode,
            nama=each.nama,
            iku=each.iku,
            urutan=taken.next_place(each.unit.pk),
            dimulai_tahun=each.dimulai_tahun,
        )
        for each, one in zip(indikator, series, strict=True)
    ]
    Indikator.related.bulk_create(rows, batch_size=500)
    KartuIndikator.related.bulk_create(
        [KartuIndikator(indikator=row, **each.kartu.columns) for row, each in zip(rows, indikator, strict=True)],
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
        sumber=new.sumber,
    )


@action(Permission.PLAN, "mengubah indikator")
def edit_indikator(indikator: Indikator, *, seen: int, by: Access, **values: object) -> Indikator:
    """Change name, code, order, whether it is an IKU, or the years in which it begins and ends.

    Raises Stale; Refused indikator-sudah-ada, kode-indikator-sudah-ada, iku-di-bawah-tingkat, indikator-tahun-terbalik,
    indikator-mulai-diteruskan, indikator-sudah-bertarget.
    """
    refuse_other_columns(values, _EDITED)
    if values.get("iku") and not indikator.iku:
        latest = KartuIndikator.related.filter(indikator=indikator).order_by("-mulai_tahun").first()
        refuse(rules.below_level(indikator.unit, latest.hasil if latest else ""))
    begins, ends = (values.get(name, getattr(indikator, name)) for name in ("dimulai_tahun", "dihentikan_tahun"))
    refuse(rules.ends_before(begins, ends))
    if begins != indikator.dimulai_tahun:
        refuse(rules.begins_with_its_predecessor(indikator))
        earlier = Target.related.filter(penempatan__indikator=indikator, tahun__lt=begins or 0).order_by("tahun")
        refuse(rules.targets_before(indikator, earlier.first()))
    nama, kode = (str(values.get(name, getattr(indikator, name))) for name in ("nama", "kode"))
    taken = queries.taken_names({indikator.unit_id}, besides=indikator.pk)
    refuse(rules.taken(taken.add(indikator.unit_id, nama, kode), nama, kode, indikator.unit))
    return change(indikator, seen=seen, **values)


@action(Permission.PLAN, "menetapkan kartu indikator")
def set_card(indikator: Indikator, *, kartu: KartuBaru, seen: int | None, by: Access) -> KartuIndikator:
    """Set what the indicator means from a year on; the cards of other years stay.

    ``seen`` is the version of that year's card, None where there is none; the card of a new year begins with the manual
    and the formula of the one that held, and an indicator that began later begins then.

    Raises Stale; Refused: iku-di-bawah-tingkat, penanggung-jawab-lain.
    """
    cards = list(KartuIndikator.related.filter(indikator=indikator).order_by("-mulai_tahun"))
    if kartu.lengkap is not None:
        refuse(rules.below_level(indikator.unit, kartu.lengkap.hasil) if indikator.iku else None)
        refuse(rules.foreign_post(kartu.lengkap.penanggung_jawab, indikator.unit))
    row = next((each for each in cards if each.mulai_tahun == kartu.mulai_tahun), None)
    if row is not None:
        changed: KartuIndikator = change(row, seen=seen or 0, **kartu.columns)
        return changed
    before = queries.card_in(cards, kartu.mulai_tahun)
    kept = {name: getattr(before, name) for name in MANUAL} if before else {}
    created: KartuIndikator = KartuIndikator.related.create(
        indikator=indikator, rumus=before.rumus if before else "", **kept | kartu.columns
    )
    VariabelRumus.related.bulk_create(
        VariabelRumus(kartu=created, nama=each.nama, series_id=each.series_id)
        for each in VariabelRumus.related.filter(kartu=before).order_by("pk")
    )
    for row, tahun in beginning_earlier([(indikator, kartu.mulai_tahun)], seen_by=by):
        change(row, seen=row.versi, dimulai_tahun=tahun)
    return created


@action(Permission.PLAN, "menempatkan indikator")
def place(indikator: Indikator, *, simpul: SimpulRencana, by: Access) -> Penempatan:
    """Place an indicator under a node of a plan, in its version and those after it. The unattached placement with its
    targets stays.

    Raises Refused: rencana-beku, rencana-sedang-diperiksa, tingkat-tanpa-indikator.
    """
    refuse(frozen(simpul.dokumen_versi))
    dokumen, nomor = simpul.dokumen_versi.dokumen, simpul.dokumen_versi.nomor
    level = next(each for each in frame_of(dokumen).tingkat if each.kode == simpul.tingkat)
    if not level.indikator:
        raise Refused("tingkat-tanpa-indikator", tingkat=level.nama)
    rows = Penempatan.related.filter(indikator=indikator, kunci=simpul.kunci)
    closed: Penempatan | None = rows.filter(sampai_versi=nomor).first()
    if closed is not None:  # taken out in this very draft
        return change(closed, seen=closed.versi, sampai_versi=None)
    standing: Penempatan | None = rows.filter(sampai_versi=None).first()
    if standing is None:
        standing = Penempatan.related.create(
            indikator=indikator, dokumen=dokumen, kunci=simpul.kunci, sejak_versi=nomor
        )
    return standing
