"""Use cases of planning: the self-check of an indicator."""

from __future__ import annotations

from collections.abc import Mapping

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import refuse
from sakip.kernel.rows import change
from sakip.perencanaan.models import Indikator, PemeriksaanMandiri
from sakip.perencanaan.rules import mandiri as rules
from sakip.referensi.queries import pertanyaan_mandiri

Jawaban = tuple[bool | None, str]
"""Yes, no or not answered; the note."""


@action(Permission.PLAN, "memeriksa indikator secara mandiri")
def set_self_check(
    indikator: Indikator,
    *,
    smart: Mapping[str, Jawaban],
    asas: Mapping[str, tuple[str, str]],
    seen: int | None,
    by: Access,
) -> PemeriksaanMandiri:
    """Keep the answers by criterion, and by principle the statement with its evidence; what is not given is empty.

    ``seen`` is the version that was seen, None for the first. Raises Stale; Refused mandiri-tanpa-catatan,
    asas-tanpa-bukti, asas-tanpa-pernyataan.
    """
    answers, statements = {}, {}
    for each in pertanyaan_mandiri("kriteria"):
        ya, catatan = smart.get(each.kode, (None, ""))
        refuse(rules.unexplained(each.kode, each.judul, ya=ya, catatan=catatan))
        answers[each.kode] = {"ya": ya, "catatan": catatan.strip()}
    for each in pertanyaan_mandiri("asas"):
        pernyataan, bukti = asas.get(each.kode, ("", ""))
        refuse(rules.unfounded(each.kode, each.judul, pernyataan=pernyataan, bukti=bukti))
        statements[each.kode] = {"pernyataan": pernyataan.strip(), "bukti": bukti.strip()}
    row: PemeriksaanMandiri | None = PemeriksaanMandiri.related.filter(indikator=indikator).first()
    if row is not None:
        return change(row, seen=seen or 0, smart=answers, asas=statements)
    made: PemeriksaanMandiri = PemeriksaanMandiri.related.create(indikator=indikator, smart=answers, asas=statements)
    return made
