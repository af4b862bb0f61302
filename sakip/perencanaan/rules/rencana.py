"""What plans refuse, and the flow of their versions as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.flows import Transition
from sakip.kernel.plaintext import kept_line
from sakip.kernel.refusals import Refusal, register
from sakip.kernel.rows import refuse_other_columns
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import (
    DokumenRencana,
    DokumenVersi,
    Indikator,
    SimpulRencana,
    StatusDokumen,
    UsulanTarget,
)
from sakip.perencanaan.models.rencana import DISUSUN, PERNAH_DITETAPKAN, RINCIAN, nama_rincian
from sakip.perencanaan.rules.tahun import FIRST_YEAR, LAST_YEAR
from sakip.referensi.queries import jenis_dokumen

register(
    {
        "jenis-dokumen-tidak-dikenal": "Jenis dokumen “{jenis}” tidak ada untuk {unit}. Pilih: {pilihan}.",
        "rencana-hanya-dicatat": (
            "{jenis} disusun {penyusun}, bukan di {unit}. Catat dokumen yang sudah ditetapkan beserta naskahnya, lalu "
            "hubungkan Renstra dengan sasarannya."
        ),
        "tahun-rencana-di-luar": "Tahun rencana {tahun} di luar {awal} sampai {akhir}. Periksa tahunnya.",
        "rencana-sudah-ada": (
            "{unit} sudah memiliki {jenis} yang dimulai tahun {tahun}. Ubahlah dokumen itu, atau perbaiki tahunnya."
        ),
        "induk-rencana-salah": (
            "{jenis} tidak dapat menginduk pada {induk}. Pilih dokumen berjenis {pilihan} dari instansi yang sama."
        ),
        "di-luar-tahun-induk": (
            "Tahun {awal}-{akhir} tidak bersinggungan dengan {induk} ({induk_awal}-{induk_akhir}). "
            "Perbaiki tahunnya atau pilih induk lain."
        ),
        "rencana-beku": (
            "{versi} berstatus {status} sehingga isinya tidak dapat diubah. "
            "Buat perubahan sebagai versi berikutnya bila isinya harus lain."
        ),
        "rencana-sedang-diperiksa": (
            "{versi} sedang {status}; isinya tidak diubah sampai dikembalikan. Mintalah dikembalikan lebih dahulu."
        ),
        "versi-sedang-disusun": (
            "{dokumen} masih memiliki versi {nomor} yang berstatus {status}. Selesaikan atau buang versi itu dahulu."
        ),
        "pencatatan-belum-selesai": (
            "Isi {dokumen} masih dicatat. Nyatakan pencatatannya selesai, kemudian buka perubahannya."
        ),
        "belum-pernah-ditetapkan": "{dokumen} belum pernah ditetapkan; ubah langsung versi yang sedang disusun.",
        "tidak-sedang-dicatat": "Isi {versi} tidak sedang dicatat, sehingga tidak ada pencatatan yang diselesaikan.",
        "rencana-kosong": "{versi} belum berisi apa pun. Isi dahulu, lalu ajukan.",
        "asistensi-oleh-atasan": (
            "Asistensi atas rencana {unit} diberikan oleh perencana atau pengelola pada unit di atasnya, "
            "misalnya Bappeda atau Bagian Organisasi."
        ),
        "pengaju-tidak-asistensi": (
            "Anda yang mengajukan {versi}; asistensinya harus diberikan orang lain yang berperan Perencana atau "
            "Pengelola SAKIP pada {atas}; di pemerintah daerah lazimnya dari Bappeda atau Bagian Organisasi."
        ),
        "ditarik-pengusul": "{versi} hanya ditarik kembali oleh pengusulnya; kembalikan bila perlu diperbaiki.",
        "penetapan-belum-lengkap": "{isian} penetapan belum diisi. Salin dari keputusan atau peraturannya.",
        "penetapan-sesudah-berakhir": (
            "Tanggal penetapan {tanggal} sesudah tahun terakhir rencana ini, {tahun}. Periksa tahunnya."
        ),
        "penetapan-mendahului": (
            "Versi {nomor} berlaku mulai {mulai}, lebih awal daripada versi sebelumnya yang berlaku mulai {sebelum}. "
            "Perbaiki tanggal berlakunya."
        ),
        "penetapan-terbalik": (
            "Versi {nomor} ditetapkan {tanggal}, lebih awal daripada penetapan versi sebelumnya, {sebelum}. "
            "Perbaiki tanggal penetapannya."
        ),
        "naskah-sudah-ada": "Naskah {versi} sudah dilampirkan dan versinya sudah ditetapkan; naskah itu tidak diganti.",
        "versi-tidak-dapat-dibuang": "{versi} berstatus {status}; hanya versi yang masih disusun yang dapat dibuang.",
        "versi-dipakai": ("{versi} belum dapat dibuang karena {pemakai}. Lepaskan lebih dahulu, lalu buang versinya."),
        "induk-keturunan-sendiri": "Baris “{simpul}” tidak dapat pindah ke bawah dirinya sendiri. Pilih induk lain.",
        "tingkat-anak": (
            "Baris “{anak}” pada tingkat {tingkat_anak} berada di bawah “{simpul}”, sehingga tingkatnya "
            "tidak dapat menjadi {tingkat}. Pindahkan dahulu baris di bawahnya."
        ),
        "pernyataan-kosong": "Pernyataan pada baris {baris} kosong. Tuliskan isinya, atau hapus barisnya.",
        "baris-induk-tidak-ada": (
            "Baris {baris} menunjuk induk pada baris {induk}, yang tidak ada sebelumnya. Tulis induknya lebih dahulu."
        ),
        "simpul-memuat-indikator": (
            "Baris “{simpul}” belum dapat dihapus: {jumlah} indikator ditempatkan di bawahnya ({contoh}). "
            "Lepaskan atau pindahkan indikatornya lebih dahulu."
        ),
        "penempatan-bertarget": (
            "Indikator “{indikator}” belum dapat dilepas: targetnya sudah ditetapkan di sini. Pindahkan saja tempatnya."
        ),
        "simpul-tidak-dilayani": (
            "Yang didukung harus pernyataan dari {induk}; yang dipilih tidak ada di sana. Pilih lagi."
        ),
        "bukan-rkt": "{dokumen} bukan RKT; target tahunan diusulkan dalam dokumen berjenis RKT.",
        "target-unit-lain": (
            "{indikator} milik {unit}; targetnya ditetapkan di sana dan hanya dikutip dalam {dokumen}."
        ),
        "sudah-pertama": "“{simpul}” sudah yang pertama di antara saudaranya; tempatnya tidak berubah.",
        "sudah-terakhir": "“{simpul}” sudah yang terakhir di antara saudaranya; tempatnya tidak berubah.",
        "alasan-rkt-wajib": (
            "Usulan target {indikator}, {usulan}, berbeda dari rencana, {rencana}. Tuliskan alasannya."
        ),
        "kerangka-tanpa-tingkat": (
            "Kerangka {nama} belum memiliki tingkat yang memuat indikator. Tandai paling sedikit satu tingkat."
        ),
        "kerangka-tingkat-kembar": "Tingkat “{tingkat}” ditulis dua kali. Beri setiap tingkat nama yang berbeda.",
        "kerangka-nama-dipakai": "Nama kerangka “{nama}” sudah dipakai. Beri nama lain.",
        "kerangka-dipakai": (
            "Kerangka {nama} sudah dipakai {jumlah} dokumen, antara lain {dokumen}; tingkatnya tidak diubah lagi. "
            "Buat kerangka baru untuk dokumen berikutnya."
        ),
        "generasi-belum-dimuat": "Generasi nomenklatur “{generasi}” belum dimuat. Pilih generasi yang sudah dimuat.",
        "tanpa-induk-rencana": "{dokumen} belum menginduk pada dokumen lain. Pilih dahulu dokumen induknya.",
    }
)


def unknown_kind(jenis: str, unit: Unit, family: str) -> Refusal | None:
    """A kind must be one that the unit's instansi has; of an own kerangka any that names no other family."""
    kinds = {kode: each for kode, each in jenis_dokumen().items() if family in each.kerangka}
    found = kinds.get(jenis)
    if found is not None and found.milik(root=unit.is_root):
        return None
    names = ", ".join(each.nama for each in kinds.values() if each.milik(root=unit.is_root))
    known = jenis_dokumen().get(jenis)
    words = {"jenis": known.nama if known else jenis, "unit": unit.nama, "pilihan": names}
    return Refusal("jenis-dokumen-tidak-dikenal", words, "jenis")


def not_made_here(jenis: str, unit: Unit) -> Refusal | None:
    """What others draw up, such as the RPJMN, is recorded here and never written."""
    known = jenis_dokumen().get(jenis)
    if known is None or not known.penyusun:
        return None
    words = {"jenis": known.nama, "penyusun": known.penyusun, "unit": unit.nama}
    return Refusal("rencana-hanya-dicatat", words, "jenis")


def impossible_years(awal: int, akhir: int) -> Refusal | None:
    """Years in order, and within what anybody plans."""
    if akhir < awal:
        return Refusal("tahun-rencana-terbalik", {"awal": awal, "akhir": akhir}, "tahun_akhir")
    for name, year in (("tahun_awal", awal), ("tahun_akhir", akhir)):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return Refusal("tahun-rencana-di-luar", {"tahun": year, "awal": FIRST_YEAR, "akhir": LAST_YEAR}, name)
    return None


def wrong_parent_plan(jenis: str, unit: Unit, awal: int, akhir: int, induk: DokumenRencana | None) -> Refusal | None:
    """A plan hangs on one of the kinds that its kind names, of its own instansi, and shares a year with it."""
    if induk is None:
        return None
    kinds = jenis_dokumen()
    wanted = kinds[jenis].induk if jenis in kinds else ()
    same = induk.unit.path[:LEVEL_WIDTH] == unit.path[:LEVEL_WIDTH]
    if not same or (wanted and induk.jenis not in wanted):
        names = " atau ".join(kinds[each].nama for each in wanted) or "apa pun"
        name = kinds[jenis].nama if jenis in kinds else jenis
        return Refusal("induk-rencana-salah", {"jenis": name, "induk": induk.nama, "pilihan": names}, "induk")
    if induk.tahun_awal > akhir or induk.tahun_akhir < awal:
        words = {"awal": awal, "akhir": akhir, "induk": induk.nama}
        years = {"induk_awal": induk.tahun_awal, "induk_akhir": induk.tahun_akhir}
        return Refusal("di-luar-tahun-induk", words | years, "induk")
    return None


def frozen(versi: DokumenVersi) -> Refusal | None:
    """What was set is not rewritten, nor what somebody is looking at; a recorded version may be while it is copied."""
    if versi.status in DISUSUN or (versi.masih_dicatat and versi.status == StatusDokumen.DITETAPKAN):
        return None
    set_once = versi.status in PERNAH_DITETAPKAN
    words = {"versi": str(versi), "status": versi.get_status_display().lower()}
    return Refusal("rencana-beku" if set_once else "rencana-sedang-diperiksa", words)


def no_next_version(dokumen: DokumenRencana, latest: DokumenVersi | None) -> Refusal | None:
    """The next version is opened when the latest is set, and all of it."""
    if latest is None or (latest.status == StatusDokumen.DRAF and latest.nomor == 1):
        return Refusal("belum-pernah-ditetapkan", {"dokumen": dokumen.nama})
    if latest.status not in PERNAH_DITETAPKAN:
        words = {"dokumen": dokumen.nama, "nomor": latest.nomor, "status": latest.get_status_display().lower()}
        return Refusal("versi-sedang-disusun", words)
    if latest.masih_dicatat:
        return Refusal("pencatatan-belum-selesai", {"dokumen": dokumen.nama})
    return None


def incomplete_decree(nomor: str, tanggal: date | None, tahun_akhir: int) -> Refusal | None:
    """A set version names its decree, which is no later than the plan's last year: a later one is a slip."""
    if not nomor.strip():
        return Refusal("penetapan-belum-lengkap", {"isian": "Nomor"}, "nomor_penetapan")
    if tanggal is None:
        return Refusal("penetapan-belum-lengkap", {"isian": "Tanggal"}, "tanggal_penetapan")
    if tanggal.year > tahun_akhir:
        words = {"tanggal": format_date(tanggal), "tahun": tahun_akhir}
        return Refusal("penetapan-sesudah-berakhir", words, "tanggal_penetapan")
    return None


def not_yearly(dokumen: DokumenRencana) -> Refusal | None:
    """Targets are proposed in a plan of a year that says so: an RKT."""
    known = jenis_dokumen().get(dokumen.jenis)
    return None if known and known.dasar_target == "rkt" else Refusal("bukan-rkt", {"dokumen": dokumen.nama})


def promises(dokumen: DokumenRencana, indikator: Indikator) -> bool:
    """Whether a plan of a year sets the targets of this indicator: its unit's own, and of the units below."""
    return indikator.unit.path.startswith(dokumen.unit.path)


def too_early(nomor: int, mulai: date | None, sebelum: date | None) -> Refusal | None:
    """A version holds after those before it."""
    if mulai is None or sebelum is None or mulai >= sebelum:
        return None
    words = {"nomor": nomor, "mulai": format_date(mulai), "sebelum": format_date(sebelum)}
    return Refusal("penetapan-mendahului", words, "berlaku_mulai")


def decreed_before(nomor: int, tanggal: date, sebelum: date | None) -> Refusal | None:
    """Nobody changes by a decree what another decree set later."""
    if sebelum is None or tanggal >= sebelum:
        return None
    words = {"nomor": nomor, "tanggal": format_date(tanggal), "sebelum": format_date(sebelum)}
    return Refusal("penetapan-terbalik", words, "tanggal_penetapan")


# --- the flow --------------------------------------------------------------------------------------------------------


def _empty(versi: DokumenVersi, _access: Access) -> Refusal | None:
    """A version without a statement and without a proposed target says nothing."""
    filled = SimpulRencana.related.filter(dokumen_versi=versi).exists()
    if filled or UsulanTarget.related.filter(dokumen_versi=versi).exists():
        return None
    return Refusal("rencana-kosong", {"versi": str(versi)})


def _proposed_here(versi: DokumenVersi, access: Access) -> Refusal | None:
    """What may be proposed: not a plan of others, nor one that says nothing."""
    return not_made_here(versi.dokumen.jenis, versi.dokumen.unit) or _empty(versi, access)


def _reviews(versi: DokumenVersi, access: Access) -> bool:
    """Who looks at a plan stands above its unit, at an instansi beside."""
    path = versi.dokumen.unit.path
    return access.allows(Permission.REVIEW_PLAN, path[:-LEVEL_WIDTH] or path)


def _another_above(versi: DokumenVersi, access: Access) -> Refusal | None:
    """Who looks at a plan did not propose it."""
    unit = versi.dokumen.unit
    if not _reviews(versi, access):
        return Refusal("asistensi-oleh-atasan", {"unit": unit.nama})
    if access.actor_id is not None and access.actor_id == versi.pengaju_id:
        above = unit.induk if unit.induk is not None else unit
        return Refusal("pengaju-tidak-asistensi", {"versi": str(versi), "atas": above.nama})
    return None


def _not_proposing_side(versi: DokumenVersi, access: Access) -> Refusal | None:
    """Who looks at a proposal returns it; its proposer, or who plans in the unit alone, takes it back."""
    if access.actor_id == versi.pengaju_id or not _reviews(versi, access):
        return None
    return Refusal("ditarik-pengusul", {"versi": str(versi)})


def _status(*codes: StatusDokumen) -> frozenset[str]:
    return frozenset(code.value for code in codes)


AJUKAN = Transition("ajukan", "Ajukan", _status(*DISUSUN), StatusDokumen.DIAJUKAN, Permission.PLAN, rule=_proposed_here)
TARIK = Transition(
    "tarik",
    "Tarik kembali",
    _status(StatusDokumen.DIAJUKAN),
    StatusDokumen.DRAF,
    Permission.PLAN,
    rule=_not_proposing_side,
)
SETUJUI = Transition(
    "setujui",
    "Setujui",
    _status(StatusDokumen.DIAJUKAN),
    StatusDokumen.DISETUJUI,
    Permission.REVIEW_PLAN,
    rule=_another_above,
)
KEMBALIKAN = Transition(
    "kembalikan",
    "Kembalikan",
    _status(StatusDokumen.DIAJUKAN, StatusDokumen.DISETUJUI),
    StatusDokumen.DIKEMBALIKAN,
    Permission.REVIEW_PLAN,
    needs_note=True,
    rule=_another_above,
)
TETAPKAN = Transition(
    "tetapkan", "Tetapkan", _status(StatusDokumen.DISETUJUI), StatusDokumen.DITETAPKAN, Permission.PLAN
)
CATAT = Transition("tetapkan", "Tetapkan", _status(*DISUSUN), StatusDokumen.DITETAPKAN, Permission.PLAN, rule=_empty)
"""The change of a plan of others is copied and recorded with its decree; nobody here proposes or approves it."""
FLOW = (AJUKAN, SETUJUI, KEMBALIKAN, TARIK, TETAPKAN)
"""draf -> diajukan -> dikembalikan or disetujui -> ditetapkan; while it waits it may be taken back to draf.
A set version is diganti when the next is set."""


def flow_of(versi: DokumenVersi) -> tuple[Transition, ...]:
    """The steps of a version: of a plan that others draw up only that it is recorded."""
    return FLOW if not_made_here(versi.dokumen.jenis, versi.dokumen.unit) is None else (CATAT,)


def said_besides(rincian: Mapping[str, str]) -> dict[str, str]:
    """What a statement says besides itself, each in one line as it is kept. Raises Refused teks-tinggal-tanda."""
    refuse_other_columns(rincian, frozenset(RINCIAN))
    names = nama_rincian()
    return {name: kept_line(str(said), names[name], at_field=name) for name, said in rincian.items()}
