"""Use cases of planning documents: begun or recorded, proposed, looked at, set, changed by a next version."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils import timezone

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission, Role
from sakip.kernel.actions import action
from sakip.kernel.files import keep
from sakip.kernel.flows import Transition, refusal_for
from sakip.kernel.notices import notify, register_reason
from sakip.kernel.offers import alamat
from sakip.kernel.refusals import Refused, refuse
from sakip.kernel.rows import change
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import in_charge
from sakip.perencanaan.actions.rkt import set_rkt_targets
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, StatusDokumen
from sakip.perencanaan.models.rencana import PERNAH_DITETAPKAN
from sakip.perencanaan.queries.rencana import family_of, frames_for, lock_document, versions_of
from sakip.perencanaan.rules import rencana as rules
from sakip.referensi.queries import jenis_dokumen

TOLD = register_reason("rencana", "Rencana", "Dokumen rencana diajukan, dikembalikan, disetujui, atau ditetapkan.")
_REVIEWERS = (Role.PENGELOLA, Role.PERENCANA)


@action(Permission.PLAN, "menyusun dokumen rencana")
def draft_plan(
    unit: Unit,
    *,
    jenis: str,
    nama: str,
    kode_kerangka: str,
    tahun_awal: int,
    tahun_akhir: int,
    by: Access,
    induk: DokumenRencana | None = None,
    generasi: str = "",
) -> DokumenVersi:
    """Begin a plan with a draft, which counts nowhere until it is set. Raises Refused: jenis-dokumen-tidak-dikenal,
    rencana-hanya-dicatat, kerangka-tidak-dikenal, tahun-rencana-terbalik, tahun-rencana-di-luar, rencana-sudah-ada,
    induk-rencana-salah, di-luar-tahun-induk."""
    head = {"jenis": jenis, "nama": nama.strip(), "kerangka": kode_kerangka, "induk": induk}
    dokumen = _begun(DokumenRencana(unit=unit, tahun_awal=tahun_awal, tahun_akhir=tahun_akhir, dicatat=False, **head))
    return DokumenVersi.related.create(dokumen=dokumen, generasi=generasi)


@action(Permission.PLAN, "mencatat dokumen rencana")
def record_plan(
    unit: Unit,
    *,
    jenis: str,
    nama: str,
    kode_kerangka: str,
    tahun_awal: int,
    tahun_akhir: int,
    nomor_penetapan: str,
    tanggal_penetapan: date | None,
    by: Access,
    berlaku_mulai: date | None = None,
    induk: DokumenRencana | None = None,
    generasi: str = "",
    naskah: File[bytes] | None = None,
) -> DokumenVersi:
    """Record a plan that was set elsewhere: it counts at once; its statements are copied until ``finish_recording``.

    Raises what ``draft_plan`` and ``attach_scan`` do; Refused penetapan-belum-lengkap, penetapan-sesudah-berakhir.
    """
    refuse(rules.incomplete_decree(nomor_penetapan, tanggal_penetapan, tahun_akhir))
    head = {"jenis": jenis, "nama": nama.strip(), "kerangka": kode_kerangka, "induk": induk}
    dokumen = _begun(DokumenRencana(unit=unit, tahun_awal=tahun_awal, tahun_akhir=tahun_akhir, dicatat=True, **head))
    return DokumenVersi.related.create(
        dokumen=dokumen,
        generasi=generasi,
        status=StatusDokumen.DITETAPKAN,
        masih_dicatat=True,
        nomor_penetapan=nomor_penetapan.strip(),
        tanggal_penetapan=tanggal_penetapan,
        berlaku_mulai=berlaku_mulai,
        **_kept(naskah),
    )


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
    induk: DokumenRencana | None = None,
    generasi: str = "",
) -> DokumenVersi:
    """Record a plan that was set elsewhere, for importers and the demo world: as ``record_plan``, without its decree
    and the rules of what is typed. Raises Refused: kerangka-tidak-dikenal, tahun-rencana-terbalik."""
    frames = frames_for(unit, jenis)
    if kode_kerangka not in frames:
        raise Refused("kerangka-tidak-dikenal", kerangka=kode_kerangka, pilihan=", ".join(frames))
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
        induk=induk,
        dicatat=True,
    )
    facts = {"status": StatusDokumen.DITETAPKAN, "masih_dicatat": True, "generasi": generasi}
    return DokumenVersi.related.create(dokumen=dokumen, **facts)


def _begun(new: DokumenRencana) -> DokumenRencana:
    """The document, after the rules of its head; its versions follow."""
    refuse(rules.unknown_kind(new.jenis, new.unit, family_of(new.unit)))
    if not new.dicatat:
        refuse(rules.not_made_here(new.jenis, new.unit))
    frames = frames_for(new.unit, new.jenis)
    new.kerangka = jenis_dokumen()[new.jenis].tingkat or new.kerangka
    if new.kerangka not in frames:
        names = ", ".join(each.nama for each in frames.values()) or "belum ada; buat kerangka sendiri dahulu"
        raise Refused("kerangka-tidak-dikenal", at_field="kerangka", kerangka=new.kerangka, pilihan=names)
    _refuse_head(new.unit, new.jenis, new.tahun_awal, new.tahun_akhir, new.induk)
    new.save(force_insert=True)
    return new


def _refuse_head(
    unit: Unit, jenis: str, awal: int, akhir: int, induk: DokumenRencana | None, *, besides: int | None = None
) -> None:
    refuse(rules.impossible_years(awal, akhir))
    refuse(rules.wrong_parent_plan(jenis, unit, awal, akhir, induk))
    same = DokumenRencana.related.filter(unit=unit, jenis=jenis, tahun_awal=awal).exclude(pk=besides)
    if same.exists():
        known = jenis_dokumen().get(jenis)
        words = {"unit": unit.nama, "jenis": known.nama if known else jenis, "tahun": awal}
        raise Refused("rencana-sudah-ada", at_field="tahun_awal", **words)


@action(Permission.PLAN, "mengubah keterangan dokumen rencana")
def edit_plan(
    dokumen: DokumenRencana,
    *,
    nama: str,
    tahun_awal: int,
    tahun_akhir: int,
    induk: DokumenRencana | None,
    seen: int,
    by: Access,
    generasi: str | None = None,
) -> DokumenRencana:
    """Change what is said of a document as a whole. Once a version was set (and is not being copied) years stay; the
    generation of the nomenclature (None: as it is) is that of the newest version, while that is written.

    Raises Stale; Refused: rencana-beku, rencana-sedang-diperiksa, tahun-rencana-terbalik, tahun-rencana-di-luar,
    rencana-sudah-ada, induk-rencana-salah, di-luar-tahun-induk.
    """
    newest = versions_of(dokumen)[0]
    if generasi is not None and generasi != newest.generasi:
        refuse(rules.frozen(newest))
        change(newest, seen=newest.versi, generasi=generasi)
    moved = (tahun_awal, tahun_akhir) != (dokumen.tahun_awal, dokumen.tahun_akhir)
    for versi in versions_of(dokumen) if moved else ():
        if versi.status in PERNAH_DITETAPKAN:
            refuse(rules.frozen(versi))
    _refuse_head(dokumen.unit, dokumen.jenis, tahun_awal, tahun_akhir, induk, besides=dokumen.pk)
    values = {"nama": nama.strip(), "tahun_awal": tahun_awal, "tahun_akhir": tahun_akhir}
    return change(dokumen, seen=seen, induk=induk, **values)


@action(Permission.PLAN, "melampirkan naskah rencana")
def attach_scan(versi: DokumenVersi, *, naskah: File[bytes], seen: int, by: Access) -> DokumenVersi:
    """Keep the signed scan, a PDF. Of a set version it is attached once. Raises Stale; Refused: naskah-sudah-ada,
    berkas-kosong, berkas-terlalu-besar, berkas-jenis-ditolak."""
    if versi.berkas and versi.status in PERNAH_DITETAPKAN and not versi.masih_dicatat:
        raise Refused("naskah-sudah-ada", versi=str(versi))
    return change(versi, seen=seen, **_kept(naskah))


def _kept(naskah: File[bytes] | None) -> dict[str, Any]:
    if naskah is None:
        return {}
    name = (naskah.name or "naskah.pdf").rpartition("/")[2][-200:]
    return {"berkas": keep(naskah, kinds={"PDF"}).sha256, "nama_berkas": name}


@action(Permission.PLAN, "menyelesaikan pencatatan rencana")
def finish_recording(versi: DokumenVersi, *, seen: int, by: Access) -> DokumenVersi:
    """What was set elsewhere has been copied whole: from now on it is frozen. Raises Stale; Refused:
    tidak-sedang-dicatat, rencana-kosong. The proposals of an RKT become targets."""
    if not versi.masih_dicatat:
        raise Refused("tidak-sedang-dicatat", versi=str(versi))
    refuse(rules.CATAT.rule(versi, by) if rules.CATAT.rule else None)
    if rules.not_yearly(versi.dokumen) is None:
        set_rkt_targets(versi, nomor=versi.nomor_penetapan or versi.dokumen.dasar_hukum, by=by)
    return change(versi, seen=seen, masih_dicatat=False)


# --- the flow --------------------------------------------------------------------------------------------------------


@action(Permission.PLAN, "mengajukan rencana")
def propose_plan(versi: DokumenVersi, *, seen: int, by: Access) -> DokumenVersi:
    """Propose a draft; those who plan in the unit above are told. Raises Stale; Refused: rencana-kosong,
    langkah-tidak-tersedia."""
    return _step(rules.AJUKAN, versi, seen, by, pengaju_id=by.actor_id)


@action(Permission.PLAN, "menarik kembali usulan rencana")
def withdraw_plan(versi: DokumenVersi, *, seen: int, by: Access) -> DokumenVersi:
    """Take a proposal back while it waits; those who were asked are told. Raises Stale; Refused: ditarik-pengusul,
    langkah-tidak-tersedia."""
    return _step(rules.TARIK, versi, seen, by, pengaju_id=None)


@action(Permission.REVIEW_PLAN, "menyetujui rencana")
def approve_plan(versi: DokumenVersi, *, seen: int, by: Access, alasan: str = "") -> DokumenVersi:
    """Approve after asistensi, by another person than who proposed. The proposer is told. Raises Stale; Refused:
    asistensi-oleh-atasan, pengaju-tidak-asistensi, langkah-tidak-tersedia."""
    return _step(rules.SETUJUI, versi, seen, by, note=alasan, catatan=alasan.strip())


@action(Permission.REVIEW_PLAN, "mengembalikan rencana")
def return_plan(versi: DokumenVersi, *, seen: int, by: Access, alasan: str) -> DokumenVersi:
    """Return with what is to be changed. The proposer is told. Raises as ``approve_plan``; Refused alasan-wajib."""
    return _step(rules.KEMBALIKAN, versi, seen, by, note=alasan, catatan=alasan.strip())


@action(Permission.PLAN, "menetapkan rencana")
def set_plan(
    versi: DokumenVersi,
    *,
    nomor_penetapan: str,
    tanggal_penetapan: date | None,
    seen: int,
    by: Access,
    berlaku_mulai: date | None = None,
    naskah: File[bytes] | None = None,
) -> DokumenVersi:
    """Set an approved version by its decree; from then on it is frozen and counts, and the one before is *diganti*.
    The change of a plan that others draw up is set as it was copied.

    The proposals of an RKT become targets. ``berlaku_mulai`` None is the day of the decree; of the first version the
    plan's first year is enough. Raises Stale; Refused: penetapan-belum-lengkap, penetapan-sesudah-berakhir,
    penetapan-mendahului, penetapan-terbalik, langkah-tidak-tersedia, what ``attach_scan`` does.
    """
    lock_document(versi.dokumen)
    refuse(rules.incomplete_decree(nomor_penetapan, tanggal_penetapan, versi.dokumen.tahun_akhir))
    assert tanggal_penetapan is not None  # noqa: S101 - the rule refuses None
    from_ = berlaku_mulai or (tanggal_penetapan if versi.nomor > 1 else None)
    for before in versions_of(versi.dokumen):
        if before.pk == versi.pk or before.status not in PERNAH_DITETAPKAN:
            continue
        refuse(rules.decreed_before(versi.nomor, tanggal_penetapan, before.tanggal_penetapan))
        refuse(rules.too_early(versi.nomor, from_, before.berlaku_mulai or date(versi.dokumen.tahun_awal, 1, 1)))
        if before.status == StatusDokumen.DITETAPKAN:
            change(before, seen=before.versi, status=StatusDokumen.DIGANTI)
    if rules.not_yearly(versi.dokumen) is None:
        set_rkt_targets(versi, nomor=f"{nomor_penetapan.strip()}, {format_date(tanggal_penetapan)}", by=by)
    decree: dict[str, Any] = {"nomor_penetapan": nomor_penetapan.strip(), "tanggal_penetapan": tanggal_penetapan}
    step = rules.flow_of(versi)[-1]
    return _step(step, versi, seen, by, berlaku_mulai=from_, **decree, **_kept(naskah))


def _step(
    step: Transition, versi: DokumenVersi, seen: int, by: Access, *, note: str | None = None, **values: Any
) -> DokumenVersi:
    refuse(refusal_for(step, versi, by, note=note))
    now = change(versi, seen=seen, status=step.target, **values)
    _tell(now, by)
    return now


def _tell(versi: DokumenVersi, by: Access) -> None:
    """Who is to act next: those above of a proposal, who hear too that it was taken back; else the proposer and who
    plans in the unit."""
    unit, day = versi.dokumen.unit, timezone.localdate()
    word = versi.get_status_display().lower()
    note = f" Catatan: {versi.catatan}" if versi.catatan and versi.status != StatusDokumen.DITETAPKAN else ""
    text = f"{versi.dokumen.nama} versi {versi.nomor} {word} oleh {by.actor_name}."
    url = alamat("perencanaan:rencana-versi", versi.pk)
    if versi.status in {StatusDokumen.DIAJUKAN, StatusDokumen.DRAF}:
        above = unit.path[:-LEVEL_WIDTH] or unit.path
        told = in_charge([above], _REVIEWERS, on=day)[above]
        text = f"{text} Periksa, lalu setujui atau kembalikan."
        if versi.status == StatusDokumen.DRAF:
            text = f"{versi.dokumen.nama} versi {versi.nomor} ditarik kembali oleh {by.actor_name}."
    else:
        told = [*in_charge([unit.path], [Role.PERENCANA], on=day)[unit.path]]
        if versi.pengaju_id is not None:
            told.append(versi.pengaju_id)
        text = text + note
    notify(told, reason=TOLD, text=text, url=url, path=unit.path, by=by)
