"""The guided start of an instansi: its steps as the facts stand, and whether it is still going on.

The components above add their steps (``sakip.kernel.offers.mulai``). Nothing of it is stored: a step is done when what
it is for is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from sakip.kernel import offers
from sakip.kernel.access import GIVEN_ROLES, LEVEL_WIDTH, ROLE_LABELS, ROLES, Access, HasPath, Permission, Role
from sakip.kernel.offers import Kemajuan, Langkah, alamat
from sakip.kernel.putaway import is_put_away
from sakip.kernel.remembered import remembered
from sakip.organisasi.models import (
    Instansi,
    Jabatan,
    Kebijakan,
    MasaJabatan,
    Pegawai,
    Penugasan,
    Sebagai,
    Undangan,
    Unit,
)
from sakip.organisasi.queries.pejabat import holds_on
from sakip.organisasi.queries.unit import units
from sakip.organisasi.queries.wewenang import who_may_here
from sakip.referensi.queries import jenis_instansi, kerangka_instansi

NEEDED = (Role.PENGELOLA, Role.PERENCANA, Role.PELAPOR)
"""Without these roles nobody sets policies, plans or fills in."""
KEEPERS = (Permission.MANAGE_SETTINGS, Permission.MANAGE_ACCOUNTS)
"""Whose start it is: who holds one of these on the whole instansi."""


@dataclass(frozen=True)
class LangkahBernomor:
    """A step with its place, the roles that may do it and who holds them.

    ``sebagai``: the role by which the reader may do it himself; empty where he may not.
    """

    nomor: int
    langkah: Langkah
    peran: tuple[Role, ...]
    orang: tuple[str, ...]
    sebagai: str

    @property
    def boleh(self) -> bool:
        return bool(self.sebagai)


@dataclass(frozen=True)
class Mulai:
    """The start of an instansi. ``berikutnya``: what the reader does next, of the steps he may do the first that is not
    begun or that the start is not over without; when there is none, the first that is not done.
    """

    instansi: Unit
    langkah: tuple[LangkahBernomor, ...]

    @property
    def selesai(self) -> int:
        return sum(each.langkah.keadaan is Kemajuan.SELESAI for each in self.langkah)

    @property
    def banyak(self) -> int:
        return len(self.langkah)

    @property
    def berjalan(self) -> bool:
        """Whether something is missing without which nobody can work."""
        return any(each.langkah.pokok and each.langkah.keadaan is not Kemajuan.SELESAI for each in self.langkah)

    @property
    def berikutnya(self) -> LangkahBernomor | None:
        mine = [each for each in self.langkah if each.boleh and each.langkah.keadaan is not Kemajuan.SELESAI]
        first = (each for each in mine if each.langkah.pokok or each.langkah.keadaan is Kemajuan.BELUM)
        return next(first, mine[0] if mine else None)


def kept_instansi(seen_by: Access, among: Iterable[Unit] | None = None) -> list[Unit]:
    """The open instansi that this person keeps as a whole: its settings, or its accounts.

    ``among``: units that the caller has read already; only instansi among these are looked at, without another query.
    """
    if not any(len(path) <= LEVEL_WIDTH for each in KEEPERS for path in seen_by.paths_for(each)):
        return []
    rows = units(seen_by).filter(induk=None) if among is None else among
    roots = (each for each in rows if each.is_root and each.berlaku_sampai is None)
    return [root for root in roots if any(seen_by.allows(each, root.path) for each in KEEPERS)]


def start_of(root: Unit, *, seen_by: Access, today: date) -> Mulai:
    """The steps of an instansi's start as they stand; remembered until anything is written."""

    def made() -> tuple[list[Langkah], dict[Role, list[str]]]:
        steps = [step for offer in offers.mulai for step in offer(seen_by, root, today)]
        held = {each.peran: [one.akun.nama for one in each.pemegang] for each in who_may_here(root, seen_by, on=today)}
        return steps, held

    steps, held = remembered("mulai", (root.path, today), seen_by, made)
    numbered = []
    for nomor, step in enumerate(steps, 1):
        peran = tuple(role for role in GIVEN_ROLES if step.izin in ROLES[role])
        orang = dict.fromkeys(name for role in peran for name in held[role])
        mine = seen_by.role_for(step.izin, root.path)
        sebagai = ROLE_LABELS[Role(mine)] if mine else ""
        numbered.append(LangkahBernomor(nomor, step, peran, tuple(orang), sebagai))
    return Mulai(root, tuple(numbered))


def card_name(root: HasPath) -> str:
    """By what the card of a start is put away."""
    return f"mulai:{root.path}"


def start_to_show(seen_by: Access, *, today: date, among: Iterable[Unit] | None = None) -> Mulai | None:
    """The start that a person is led to: of the first instansi he keeps where it goes on and he has not put it away.

    ``among`` as in :func:`kept_instansi`.
    """
    for root in kept_instansi(seen_by, among):
        if not is_put_away(seen_by, card_name(root)):
            found = start_of(root, seen_by=seen_by, today=today)
            if found.berjalan:
                return found
    return None


# --- the steps of this component -------------------------------------------------------------------------------------


def steps(seen_by: Access, root: HasPath, today: date) -> list[Langkah]:
    """Settings, units, people, accounts, policy."""
    rows = Instansi.objects.visible_to(seen_by).select_related("unit")
    instansi: Instansi = rows.get(unit__path=root.path)
    tree = _tree(seen_by, instansi, today)
    return [
        _settings(instansi),
        _units(instansi, tree),
        _people(seen_by, instansi, today, tree),
        _accounts(seen_by, instansi, today),
        _policy(seen_by, instansi),
    ]


def _settings(instansi: Instansi) -> Langkah:
    asked = {
        "alamat": instansi.alamat,
        "kontak": instansi.kontak,
        "lambang": instansi.lambang,
        "tempat penandatanganan": instansi.tempat,
        "tahun pertama pemakaian": instansi.tahun_mulai,
    }
    lacking = [name for name, value in asked.items() if not value]
    regional = kerangka_instansi(instansi.jenis) == "pemda"
    zone = instansi.get_zona_waktu_display()
    known = f"{jenis_instansi()[instansi.jenis]}, waktu {zone}"
    return Langkah(
        judul="Lengkapi pengaturan instansi",
        guna="Kop, lambang, tempat, zona waktu, dan tahun pertama dipakai pada setiap laporan dan tenggat.",
        keadaan=_how_far(len(asked) - len(lacking), len(asked)),
        fakta=f"{known}; belum diisi: {', '.join(lacking)}" if lacking else f"{known}; semuanya terisi",
        izin=Permission.MANAGE_SETTINGS,
        tombol="Buka pengaturan",
        alamat=alamat("organisasi:pengaturan-instansi", instansi.unit_id),
        peraturan="Permendagri Nomor 1 Tahun 2023: tata naskah dinas pemerintah daerah" if regional else "",
    )


@dataclass(frozen=True)
class _Tree:
    """The units of an instansi on a day, with those that have no position to head them; ``atas``: it and the first
    level below it.
    """

    semua: int
    tanpa: int
    atas_tanpa: int


def _tree(seen_by: Access, instansi: Instansi, today: date) -> _Tree:
    heads = Jabatan.objects.visible_to(seen_by).filter(holds_on(today), unit=OuterRef("pk"), kepala=True)
    rows = units(seen_by).filter(holds_on(today), path__startswith=instansi.unit.path)
    upper = Q(induk=None) | Q(induk__induk=None)
    counted = (
        rows.order_by()
        .alias(berkepala=Exists(heads))
        .aggregate(
            semua=Count("pk", filter=Q(induk__isnull=False)),
            tanpa=Count("pk", filter=Q(induk__isnull=False, berkepala=False)),
            atas_tanpa=Count("pk", filter=Q(berkepala=False) & upper),
        )
    )
    return _Tree(**counted)


def _units(instansi: Instansi, tree: _Tree) -> Langkah:
    table = alamat("organisasi:impor", query=f"jenis=unit&instansi={instansi.unit_id}")
    single = alamat("organisasi:unit-tambah", query=f"induk={instansi.unit_id}")
    headed = f"{tree.tanpa} tanpa jabatan kepala" if tree.tanpa else "semuanya memiliki jabatan kepala"
    return Langkah(
        judul="Masukkan unit kerja",
        guna="Indikator, target, realisasi, dan laporan selalu milik satu unit; susunannya mengikuti SOTK.",
        keadaan=Kemajuan.SELESAI if tree.semua else Kemajuan.BELUM,
        fakta=f"{tree.semua} unit, {headed}" if tree.semua else "Belum ada unit",
        izin=Permission.MANAGE_UNITS,
        tombol="Impor unit" if table else "Tambah unit",
        alamat=table or single,
        peraturan="Perpres Nomor 29 Tahun 2014 Pasal 2 sampai Pasal 5: entitas akuntabilitas kinerja yang berjenjang",
        pokok=True,
        jalan_lain=("Tambah satu per satu", single) if table else ("", ""),
    )


def _people(seen_by: Access, instansi: Instansi, today: date, tree: _Tree) -> Langkah:
    path = instansi.unit.path
    posts = Jabatan.objects.visible_to(seen_by).filter(holds_on(today), unit__path__startswith=path)
    terms = MasaJabatan.objects.visible_to(seen_by).filter(
        Q(sampai=None) | Q(sampai__gte=today), jabatan=OuterRef("pk"), mulai__lte=today, sebagai=Sebagai.DEFINITIF
    )
    vacant = Count("pk", filter=Q(terisi=False))
    count = posts.alias(terisi=Exists(terms)).aggregate(semua=Count("pk"), lowong=vacant)
    people = Pegawai.objects.visible_to(seen_by).filter(Q(berhenti=None) | Q(berhenti__gt=today))
    persons = people.filter(unit__path__startswith=path).count()
    done = count["semua"] > count["lowong"] and not tree.atas_tanpa
    begun = bool(count["semua"] or persons)
    table = alamat("organisasi:impor", query=f"jenis=jabatan&instansi={instansi.unit_id}")
    lists = alamat("organisasi:jabatan-daftar")
    told = f"{count['semua']} jabatan ({count['lowong']} lowong), {persons} pegawai"
    if tree.atas_tanpa:
        told += f"; jabatan kepala belum ada pada {tree.atas_tanpa} dari instansi dan unit langsung di bawahnya"
    return Langkah(
        judul="Catat jabatan dan pejabat",
        guna="Pejabat yang memimpin unit menandatangani perjanjian kinerja dan laporan pada masa jabatannya.",
        keadaan=Kemajuan.SELESAI if done else Kemajuan.SEDANG if begun else Kemajuan.BELUM,
        fakta=told if begun else "Belum ada jabatan dan pegawai",
        izin=Permission.MANAGE_PEOPLE,
        tombol="Impor jabatan" if table else "Buka daftar jabatan",
        alamat=table or lists,
        peraturan="PermenPANRB Nomor 53 Tahun 2014 Lampiran I huruf C: pejabat yang menyusun dan menandatangani",
        jalan_lain=("Buka daftar jabatan", lists) if table else ("", ""),
    )


def _accounts(seen_by: Access, instansi: Instansi, today: date) -> Langkah:
    path = instansi.unit.path
    rows = Penugasan.objects.visible_to(seen_by).filter(
        Q(sampai=None) | Q(sampai__gte=today), unit__path__startswith=path
    )
    held: dict[str, set[int]] = defaultdict(set)
    for peran, akun in rows.filter(akun__aktif=True).values_list("peran", "akun"):
        held[peran].add(akun)
    waiting = Undangan.objects.visible_to(seen_by).filter(
        akun__unit__path__startswith=path, dipakai=None, ditarik=None, berlaku_sampai__date__gte=today
    )
    unopened = waiting.count()
    people = set().union(*held.values())
    words = ", ".join(f"{len(held[role])} {role.value}" for role in NEEDED)
    table = alamat("organisasi:impor", query=f"jenis=akun&instansi={instansi.unit_id}")
    return Langkah(
        judul="Undang orang dan beri peran",
        guna="Setiap orang masuk dengan akunnya sendiri; peran pada suatu unit menentukan apa yang boleh dilakukan.",
        keadaan=_how_far(sum(bool(held[role]) for role in NEEDED) if len(people) > 1 else 0, len(NEEDED)),
        fakta=f"{len(people)} akun berperan: {words}" + (f"; {unopened} undangan belum dibuka" if unopened else ""),
        izin=Permission.MANAGE_ACCOUNTS,
        tombol="Undang orang",
        alamat=alamat("organisasi:akun-undang"),
        jalan_lain=("Impor akun", table) if table else ("Lihat akun", alamat("organisasi:akun-daftar")),
    )


def _policy(seen_by: Access, instansi: Instansi) -> Langkah:
    rows = Kebijakan.objects.visible_to(seen_by).filter(unit=instansi.unit)
    first = rows.order_by("mulai_tahun").values_list("mulai_tahun", flat=True).first()
    return Langkah(
        judul="Tetapkan kebijakan pengukuran",
        guna="Rumus, batas, pembulatan, dan skala menentukan berapa persen capaian suatu realisasi.",
        keadaan=Kemajuan.BELUM if first is None else Kemajuan.SELESAI,
        fakta="Memakai kebijakan bawaan" if first is None else f"Ditetapkan mulai tahun {first}",
        izin=Permission.MANAGE_POLICY,
        tombol="Buka kebijakan",
        alamat=alamat("perencanaan:kebijakan-instansi", instansi.unit_id),
        peraturan="PermenPANRB Nomor 53 Tahun 2014 tidak memuat rumus persentase capaian; instansi yang menetapkannya",
    )


def _how_far(done: int, of: int) -> Kemajuan:
    if not done:
        return Kemajuan.BELUM
    return Kemajuan.SELESAI if done == of else Kemajuan.SEDANG
