"""What the use cases of accounts, roles and one-time links refuse."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import LEVEL_WIDTH, ROLE_LABELS, Access, Role
from sakip.kernel.refusals import Refusal, Refused, register
from sakip.kernel.telling import moment
from sakip.organisasi.models import Akun, Pegawai, Penugasan, Undangan

register(
    {
        "surel-sudah-dipakai": "Surel {email} sudah dipakai akun lain. Gunakan surel lain.",
        "sandi-lemah": "Kata sandi ditolak: {sebab}",
        "peran-tidak-dikenal": "Peran “{peran}” tidak dikenal. Pilih salah satu: {pilihan}.",
        "peran-sudah-diberikan": (
            "{nama} sudah berperan sebagai {peran} di {unit} pada waktu itu. Tidak ada yang perlu ditambahkan."
        ),
        "peran-berakhir-sebelum-mulai": (
            "Hari terakhir peran, {sampai}, mendahului hari pertamanya, {mulai}. Perbaiki salah satu tanggal."
        ),
        "peran-sudah-berakhir": (
            "Peran {peran} di {unit} sudah berakhir pada {sampai}. Bila masih perlu, berikan peran itu lagi."
        ),
        "administrator-terakhir": (
            "Sesudah ini tidak ada lagi administrator {unit} yang dapat masuk. Beri dahulu peran administrator di "
            "{unit} kepada orang lain, dan tunggu sampai ia menerima undangannya."
        ),
        "akun-sendiri": ("Ini akun Anda sendiri. Langkah ini hanya dapat dilakukan oleh administrator lain."),
        "akun-tidak-aktif": "Akun {nama} tidak aktif. Aktifkan dahulu akun itu, lalu ulangi.",
        "akun-sudah-aktif": "Akun {nama} sudah aktif. Tidak ada yang perlu diubah.",
        "pegawai-sudah-berakun": "{pegawai} sudah terhubung dengan akun {akun}. Satu pegawai memakai satu akun.",
        "pegawai-bukan-instansi-akun": (
            "{pegawai} bukan pegawai instansi akun ini. Pilih pegawai dari instansi yang sama."
        ),
        "tautan-sudah-dipakai": (
            "Tautan ini sudah dipakai pada {waktu}. Masuklah dengan kata sandi Anda; bila bukan Anda yang memakainya, "
            "segera beri tahu administrator."
        ),
        "tautan-kedaluwarsa": "Tautan ini berlaku sampai {waktu}. Mintalah tautan baru kepada administrator.",
        "tautan-ditarik": (
            "Tautan ini ditarik pada {waktu}, mungkin karena ada yang lebih baru. Pakai tautan terakhir yang Anda "
            "terima, atau mintalah yang baru kepada administrator."
        ),
        "dua-langkah-wajib": (
            "Peran Anda mewajibkan masuk dua langkah, sehingga tidak dapat dimatikan. Untuk ganti telepon, mintalah "
            "administrator melepasnya, lalu pasang lagi."
        ),
        "dua-langkah-tidak-ada": "{nama} tidak memakai masuk dua langkah. Tidak ada yang perlu dilepas.",
        "masuk-tunggal-tidak-ada": "Akun {nama} tidak tertaut ke masuk tunggal. Tidak ada yang perlu dilepas.",
        "masuk-tunggal-tanpa-akun": (
            "Belum ada akun SAKIP yang aktif untuk surel {email}. Mintalah administrator SAKIP instansi Anda "
            "mengundang surel itu, lalu masuk lagi."
        ),
        "masuk-tunggal-surel-belum-diverifikasi": (
            "Layanan {layanan} belum memastikan bahwa surel itu milik Anda, sehingga akun SAKIP Anda tidak dapat "
            "dikenali. Verifikasikan surel Anda pada layanan itu, atau masuklah dengan kata sandi."
        ),
        "masuk-tunggal-sudah-ada": (
            "Akun {nama} sudah tertaut ke pengguna lain pada layanan masuk tunggal. Hubungi administrator SAKIP."
        ),
    }
)


def free_email(email: str, *, besides: int | None = None) -> str:
    """An address as it is kept. Refused surel-sudah-dipakai when another account of the installation has it."""
    address = email.strip().lower()
    taken = Akun.objects.unscoped("an address is unique in the installation").filter(email__iexact=address)
    if taken.exclude(pk=besides).exists():
        raise Refused("surel-sudah-dipakai", at_field="email", email=address)
    return address


def refuse_other_owner(akun: Akun, by: Access) -> None:
    """PermissionDenied unless it is the actor's own account: OWN_ACCOUNT says where, not whose."""
    if by.actor_id != akun.pk:
        raise PermissionDenied


def fingerprint(token: str) -> str:
    """What is kept of a one-time link. A token has 256 random bits: a plain hash of it is as good as a slow one."""
    return sha256(token.encode()).hexdigest()


def weak_password(akun: Akun, password: str) -> Refusal | None:
    try:
        validate_password(password, akun)
    except ValidationError as weak:
        return Refusal("sandi-lemah", {"sebab": " ".join(weak.messages)}, "password")
    return None


def own_account(akun: Akun, by: Access) -> Refusal | None:
    """What an administrator may do to everybody but himself."""
    return Refusal("akun-sendiri") if by.actor_id == akun.pk else None


def inactive(akun: Akun) -> Refusal | None:
    return None if akun.aktif else Refusal("akun-tidak-aktif", {"nama": akun.nama})


def not_given(peran: str, given: tuple[Role, ...]) -> Refusal | None:
    if peran in given:
        return None
    return Refusal("peran-tidak-dikenal", {"peran": peran, "pilihan": ", ".join(given)}, "peran")


def dates_out_of_order(mulai: date, sampai: date | None) -> Refusal | None:
    if sampai is None or sampai >= mulai:
        return None
    dates = {"mulai": format_date(mulai), "sampai": format_date(sampai)}
    return Refusal("peran-berakhir-sebelum-mulai", dates, "sampai")


def over(penugasan: Penugasan, *, on: date) -> Refusal | None:
    """A role that has ended is not ended again."""
    if penugasan.sampai is None or penugasan.sampai >= on:
        return None
    facts = {"peran": ROLE_LABELS[Role(penugasan.peran)], "unit": penugasan.unit.nama}
    return Refusal("peran-sudah-berakhir", {**facts, "sampai": format_date(penugasan.sampai)})


def unusable_link(undangan: Undangan, *, at: datetime) -> Refusal | None:
    """Why a one-time link does not open anything any more."""
    for code, when in (("tautan-sudah-dipakai", undangan.dipakai), ("tautan-ditarik", undangan.ditarik)):
        if when is not None:
            return Refusal(code, {"waktu": moment(when)})
    if undangan.berlaku_sampai <= at:
        return Refusal("tautan-kedaluwarsa", {"waktu": moment(undangan.berlaku_sampai)})
    return inactive(undangan.akun)


def other_pegawai(akun: Akun, pegawai: Pegawai | None) -> Refusal | None:
    """A person of another instansi, or one who has an account already."""
    if pegawai is None:
        return None
    if pegawai.unit.path[:LEVEL_WIDTH] != akun.unit.path[:LEVEL_WIDTH]:
        return Refusal("pegawai-bukan-instansi-akun", {"pegawai": str(pegawai)}, "pegawai")
    holder = Akun.objects.unscoped("a person has one account").filter(pegawai=pegawai).exclude(pk=akun.pk).first()
    if holder is None:
        return None
    return Refusal("pegawai-sudah-berakun", {"pegawai": str(pegawai), "akun": holder.nama}, "pegawai")


def came_never(prefix: str = "") -> Q:
    """Accounts that were invited and whose person has not come yet; ``prefix`` leads to the account ("akun__")."""
    return Q(**{f"{prefix}password__startswith": "!", f"{prefix}last_login": None})


def last_administrator(lost: list[Penugasan], *, on: date) -> Refusal | None:
    """Whether a unit would have no administrator on a day without these roles. One who never signed in counts for none.

    The administrators are locked until the action has ended: two who part at once see each other.
    """
    lost = [each for each in lost if each.peran == Role.ADMINISTRATOR]
    if not lost:
        return None
    rows = Penugasan.objects.unscoped("some administrator must remain").filter(
        Q(sampai=None) | Q(sampai__gte=on), peran=Role.ADMINISTRATOR, akun__aktif=True, mulai__lte=on
    )
    others = rows.exclude(came_never("akun__")).exclude(pk__in=[each.pk for each in lost]).select_related("unit")
    reach = tuple(each.unit.path for each in others.select_for_update(of=("self",)))
    alone = next((each for each in lost if not each.unit.path.startswith(reach)), None)
    return Refusal("administrator-terakhir", {"unit": alone.unit.nama}) if alone else None
