"""What a decree of IKU says: the unit and who signs, the visi and misi it serves, each IKU with its statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sakip.kernel.access import Access
from sakip.organisasi.models import Instansi, Jabatan, MasaJabatan
from sakip.organisasi.queries import emblem_of, instansi_of, kepala_of
from sakip.perencanaan import queries
from sakip.perencanaan.models import Indikator, KartuIndikator, KeputusanIKU
from sakip.perencanaan.plans import plans_for
from sakip.perencanaan.queries.iku import rows_of
from sakip.perencanaan.queries.naskah import direction
from sakip.perencanaan.queries.penempatan import drafts_of, in_draft


@dataclass(frozen=True)
class BarisIKU:
    """One IKU of the attachment. ``pernyataan`` is the statement of the plan that it measures; empty outside a plan,
    and ``rancangan`` then says, before the decree is set, in which draft of a plan it stands."""

    nomor: int
    indikator: Indikator
    pernyataan: str
    kartu: KartuIndikator | None
    keterangan: str
    rancangan: str = ""


@dataclass(frozen=True)
class IsiIKU:
    """Everything the papers of a decree say. ``pada``: the day of which the signing official is named."""

    keputusan: KeputusanIKU
    instansi: Instansi
    lambang: bytes | None
    visi: tuple[str, ...]
    misi: tuple[str, ...]
    baris: tuple[BarisIKU, ...]
    jabatan: Jabatan | None
    masa: MasaJabatan | None
    pada: date


def contents(keputusan: KeputusanIKU, *, seen_by: Access) -> IsiIKU:
    """What is read for the papers and the page of a decree; a number of queries that does not grow with its IKU."""
    unit, tahun = keputusan.unit, keputusan.tahun_mulai
    rows = rows_of(keputusan, seen_by=seen_by)
    cards = queries.cards([row.indikator_id for row in rows], seen_by=seen_by)
    plans = plans_for(unit, tahun, seen_by=seen_by)
    plan = plans.plan_of(unit)
    said = {each.kunci: each.pernyataan for each in queries.nodes(plan, tahun=tahun, seen_by=seen_by)} if plan else {}
    stated = {row.pk: said.get(key, "") if (key := plans.key_of(row.indikator, unit)) else "" for row in rows}
    loose = [row.indikator_id for row in rows if not stated[row.pk]]
    drafts = drafts_of(loose, tahun, seen_by=seen_by) if loose and keputusan.ditetapkan is None else {}
    instansi = instansi_of(unit, seen_by)
    day = keputusan.tanggal or timezone.localdate()
    head = kepala_of(unit, day, seen_by)
    visi, misi = direction(unit, tahun, seen_by=seen_by)
    return IsiIKU(
        keputusan,
        instansi,
        emblem_of(instansi),
        visi,
        misi,
        tuple(
            BarisIKU(
                number,
                row.indikator,
                stated[row.pk],
                queries.card_in(cards.get(row.indikator_id, []), tahun),
                row.keterangan,
                in_draft(drafts[row.indikator_id][0]) if row.indikator_id in drafts else "",
            )
            for number, row in enumerate(rows, 1)
        ),
        head.jabatan if head else None,
        head.pemangku.bertindak if head else None,
        day,
    )
