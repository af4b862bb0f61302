"""Use cases of terms: appointing one person to a position, ending a term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai, Sebagai, Unit
from sakip.organisasi.rules import masa as rules
from sakip.organisasi.rules.place import lock_instansi


@action(Permission.MANAGE_PEOPLE, "menunjuk pejabat")
def appoint(
    jabatan: Jabatan,
    *,
    pegawai: Pegawai,
    mulai: date,
    by: Access,
    sebagai: str = Sebagai.DEFINITIF,
    sampai: date | None = None,
    nomor_sk: str = "",
    tanggal_sk: date | None = None,
) -> MasaJabatan:
    """Appoint a person to a position as definitif, Plt. or Plh., from a day, where needed to a day.

    Raises Refused when the dates do not fit the position or the person (masa-terbalik, masa-di-luar-jabatan,
    pegawai-sudah-berhenti, pegawai-instansi-lain) or another term stands in the way (jabatan-sudah-terisi,
    jabatan-masih-plt, plt-saat-terisi, pelaksana-sudah-ada, plh-saat-lowong, plh-diri-sendiri,
    pegawai-sudah-menjabat). Of two who appoint at once the second is checked against what the first wrote.
    """
    lock_instansi(jabatan.unit)
    term = MasaJabatan(
        jabatan=Jabatan.related.select_related("unit").get(pk=jabatan.pk),
        pegawai=Pegawai.related.select_related("unit").get(pk=pegawai.pk),
        sebagai=sebagai,
        mulai=mulai,
        sampai=sampai,
        nomor_sk=nomor_sk.strip(),
        tanggal_sk=tanggal_sk,
    )
    refuse(rules.unfit(term))
    others = MasaJabatan.related.filter(Q(jabatan=jabatan) | Q(pegawai=pegawai))
    refuse(rules.clash(term, others.select_related("pegawai", "jabatan")))
    term.save()
    return term


@dataclass(frozen=True, eq=False)
class MasaBaru:
    """A term to begin, open or to a day."""

    pegawai: Pegawai
    jabatan: Jabatan
    mulai: date
    sebagai: str = Sebagai.DEFINITIF
    sampai: date | None = None
    nomor_sk: str = ""
    tanggal_sk: date | None = None


@action(Permission.MANAGE_PEOPLE, "menunjuk pejabat")
def appoint_many(root: Unit, *, rows: Sequence[MasaBaru], by: Access) -> list[MasaJabatan]:
    """Appoint many people of an instansi, in the order given, all or none; refuses as ``appoint`` does."""
    lock_instansi(root)
    posts = Jabatan.related.select_related("unit").in_bulk({each.jabatan.pk for each in rows})
    people = Pegawai.related.select_related("unit").in_bulk({each.pegawai.pk for each in rows})
    of_post, of_person = defaultdict[int, list[MasaJabatan]](list), defaultdict[int, list[MasaJabatan]](list)

    def keep(term: MasaJabatan) -> None:
        of_post[term.jabatan_id].append(term)
        of_person[term.pegawai_id].append(term)

    for term in MasaJabatan.related.filter(Q(jabatan__in=posts) | Q(pegawai__in=people)).select_related(
        "pegawai", "jabatan"
    ):
        keep(term)
    made = []
    for each in rows:
        term = MasaJabatan(
            **{**vars(each), "jabatan": posts[each.jabatan.pk], "pegawai": people[each.pegawai.pk]},
        )
        refuse(rules.unfit(term))
        refuse(rules.clash(term, [*of_post[term.jabatan_id], *of_person[term.pegawai_id]]))
        keep(term)
        made.append(term)
    return MasaJabatan.related.bulk_create(made)


@action(Permission.MANAGE_PEOPLE, "mengakhiri masa jabatan")
def end_term(masa: MasaJabatan, *, seen: int, sampai: date, alasan: str, by: Access) -> MasaJabatan:
    """End a term with its last day and the reason; a Plh. who stands in for it ends with it.

    Raises Stale; Refused: alasan-wajib, masa-sudah-berakhir, masa-terbalik, akhiri-plh-dahulu (a Plh. was to begin
    later).
    """
    if not alasan.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    lock_instansi(masa.jabatan.unit)
    term: MasaJabatan = MasaJabatan.related.select_related("pegawai__unit", "jabatan__unit").get(pk=masa.pk)
    if term.sampai is not None and term.sampai <= sampai:
        refuse(rules.ended(term, term.sampai))
    term.sampai = sampai
    refuse(rules.unfit(term))
    others = MasaJabatan.related.filter(jabatan=term.jabatan).select_related("pegawai", "jabatan")
    for plh in rules.orphaned_plh(term, others):
        refuse(rules.begins_later(plh, sampai))
        change(plh, seen=plh.versi, sampai=sampai, alasan_berakhir=alasan.strip())
    return change(term, seen=seen, sampai=sampai, alasan_berakhir=alasan.strip())
