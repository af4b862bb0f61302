"""Who may hold which position when: the rules over all dates, not only over what is open today.

One definitif for a position at a time, one definitif for a person; one Plt. or Plh. for a position at a time; a Plt.
only while there is no definitif, a Plh. only while there is one (UU 30/2014 Pasal 14 and its explanation).
The functions take terms as they would stand afterwards, saved or not, with their pegawai and jabatan obtained.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import MasaJabatan, Sebagai

register(
    {
        "jabatan-sudah-terisi": (
            "{jabatan} dijabat {siapa} {masa}; satu jabatan hanya memiliki satu pejabat definitif pada satu waktu. "
            "Akhiri dahulu masa jabatannya, atau pilih tanggal lain."
        ),
        "jabatan-masih-plt": (
            "{siapa} ditunjuk sebagai Plt. {jabatan} {masa}; Plt. hanya selama jabatan lowong. "
            "Akhiri dahulu penunjukan itu."
        ),
        "plt-saat-terisi": (
            "{jabatan} dijabat {siapa} {masa}; Plt. hanya ditunjuk selama jabatan lowong. "
            "Pilih Plh. bila pejabatnya berhalangan sementara."
        ),
        "pelaksana-sudah-ada": (
            "{siapa} sudah ditunjuk sebagai {sebagai} {jabatan} {masa}; hanya satu pelaksana pada satu waktu. "
            "Akhiri dahulu penunjukan itu, atau pilih tanggal lain."
        ),
        "plh-saat-lowong": (
            "{jabatan} tidak dijabat seorang pejabat definitif sepanjang masa {masa}; "
            "Plh. hanya menggantikan pejabat yang berhalangan sementara. Pilih Plt. bila jabatannya lowong."
        ),
        "plh-diri-sendiri": "{siapa} sendiri pejabat definitif {jabatan}; Plh. harus orang lain.",
        "pegawai-sudah-menjabat": (
            "{siapa} menjabat {jabatan} {masa}; seorang pegawai hanya memegang satu jabatan definitif pada satu waktu. "
            "Akhiri dahulu jabatan itu, atau tunjuk ia sebagai Plt."
        ),
        "masa-terbalik": "Tanggal berakhir {sampai} mendahului tanggal mulai {mulai}. Periksa kedua tanggal.",
        "masa-di-luar-jabatan": (
            "{jabatan} berlaku {masa}; masa jabatan harus berada di dalamnya. Sesuaikan tanggal mulai atau berakhirnya."
        ),
        "pegawai-sudah-berhenti": (
            "{siapa} tidak bekerja lagi sejak {tanggal}; masa jabatannya harus berakhir sebelum hari itu."
        ),
        "pegawai-instansi-lain": "{siapa} pegawai instansi lain; pilih pegawai instansi yang memiliki {jabatan}.",
        "masa-sudah-berakhir": "Masa jabatan {siapa} sebagai {jabatan} sudah berakhir {tanggal}.",
        "akhiri-plh-dahulu": (
            "{siapa} ditunjuk sebagai Plh. {jabatan} {masa}, sesudah pejabat definitifnya berakhir. "
            "Akhiri dahulu penunjukan Plh. itu."
        ),
    }
)


def span(mulai: date | None, sampai: date | None) -> str:
    """'sejak 1 Januari 2025', 'sejak 1 Januari 2025 sampai dengan 31 Maret 2025'."""
    since = f"sejak {format_date(mulai)}" if mulai else ""
    until = f"sampai dengan {format_date(sampai)}" if sampai else ""
    return " ".join(part for part in (since, until) if part)


def overlap(one: MasaJabatan, other: MasaJabatan) -> bool:
    """Whether two terms share a day."""
    return (other.sampai is None or one.mulai <= other.sampai) and (one.sampai is None or other.mulai <= one.sampai)


def unfit(term: MasaJabatan) -> Refusal | None:
    """Whether the term cannot be whatever others there are: its dates, its position's, its person's."""
    jabatan, pegawai = term.jabatan, term.pegawai
    if term.sampai is not None and term.sampai < term.mulai:
        facts = {"mulai": format_date(term.mulai), "sampai": format_date(term.sampai)}
        return Refusal("masa-terbalik", facts, "sampai")
    if pegawai.unit.path != jabatan.unit.path[:LEVEL_WIDTH]:
        return Refusal("pegawai-instansi-lain", {"siapa": pegawai.nama_lengkap, "jabatan": jabatan.nama}, "pegawai")
    early = jabatan.berlaku_mulai is not None and term.mulai < jabatan.berlaku_mulai
    late = jabatan.berlaku_sampai is not None and (term.sampai is None or term.sampai > jabatan.berlaku_sampai)
    if early or late:
        facts = {"jabatan": jabatan.nama, "masa": span(jabatan.berlaku_mulai, jabatan.berlaku_sampai)}
        return Refusal("masa-di-luar-jabatan", facts, "mulai" if early else "sampai")
    if pegawai.berhenti is not None and (term.sampai is None or term.sampai >= pegawai.berhenti):
        facts = {"siapa": pegawai.nama_lengkap, "tanggal": format_date(pegawai.berhenti)}
        return Refusal("pegawai-sudah-berhenti", facts, "sampai")
    return None


def clash(term: MasaJabatan, others: Iterable[MasaJabatan]) -> Refusal | None:
    """Which other term of the position or the person makes this one impossible."""
    rest = [each for each in others if each is not term]
    shared = [each for each in rest if overlap(term, each)]
    here = [each for each in shared if each.jabatan_id == term.jabatan_id]
    holder = next((each for each in here if each.sebagai == Sebagai.DEFINITIF), None)
    acting = next((each for each in here if each.sebagai != Sebagai.DEFINITIF), None)
    if term.sebagai == Sebagai.DEFINITIF:
        if holder is not None:
            return _no("jabatan-sudah-terisi", holder)
        if acting is not None and acting.sebagai == Sebagai.PLT:
            return _no("jabatan-masih-plt", acting)
        elsewhere = (each for each in shared if each.pegawai_id == term.pegawai_id)
        own = next((each for each in elsewhere if each.sebagai == Sebagai.DEFINITIF), None)
        return _no("pegawai-sudah-menjabat", own, at="pegawai") if own is not None else None
    if term.sebagai == Sebagai.PLT and holder is not None:
        return _no("plt-saat-terisi", holder, at="sebagai")
    if acting is not None:
        return _no("pelaksana-sudah-ada", acting)
    return _unfounded_plh(term, here) if term.sebagai == Sebagai.PLH else None


def _unfounded_plh(term: MasaJabatan, here: list[MasaJabatan]) -> Refusal | None:
    """A Plh. stands in for a definitif who holds the position from the first to the last day of it."""
    absent = next((each for each in here if each.sebagai == Sebagai.DEFINITIF and _covers(each, term)), None)
    if absent is None:
        facts = {"jabatan": term.jabatan.nama, "masa": span(term.mulai, term.sampai)}
        return Refusal("plh-saat-lowong", facts, "sebagai")
    if absent.pegawai_id == term.pegawai_id:
        return _no("plh-diri-sendiri", absent, at="pegawai")
    return None


def _covers(holder: MasaJabatan, term: MasaJabatan) -> bool:
    ends = holder.sampai is None or (term.sampai is not None and term.sampai <= holder.sampai)
    return holder.mulai <= term.mulai and ends


def orphaned_plh(term: MasaJabatan, others: Iterable[MasaJabatan]) -> list[MasaJabatan]:
    """Those who as Plh. would stand in for nobody once this definitif term ends as it now says."""
    if term.sebagai != Sebagai.DEFINITIF or term.sampai is None:
        return []
    return [
        each
        for each in others
        if each.jabatan_id == term.jabatan_id
        and each.sebagai == Sebagai.PLH
        and each.mulai >= term.mulai
        and (each.sampai is None or each.sampai > term.sampai)
    ]


def begins_later(plh: MasaJabatan, sampai: date) -> Refusal | None:
    """A Plh. who was to begin after the definitif's last day can neither stand nor be ended with him."""
    return _no("akhiri-plh-dahulu", plh) if plh.mulai > sampai else None


def ended(term: MasaJabatan, sampai: date) -> Refusal:
    facts = {"siapa": term.pegawai.nama_lengkap, "jabatan": term.jabatan.nama, "tanggal": format_date(sampai)}
    return Refusal("masa-sudah-berakhir", facts)


def _no(code: str, other: MasaJabatan, *, at: str = "jabatan") -> Refusal:
    facts = {
        "siapa": other.pegawai.nama_lengkap,
        "jabatan": other.jabatan.nama,
        "sebagai": other.get_sebagai_display(),
        "masa": span(other.mulai, other.sampai),
    }
    return Refusal(code, facts, at)
