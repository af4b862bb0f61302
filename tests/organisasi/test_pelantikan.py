"""A pelantikan: rows as people type them, the state after it, all or nothing, once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from sakip.kernel.access import SYSTEM, Access, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions
from sakip.organisasi.actions import BarisBerakhir as Akhir
from sakip.organisasi.actions import BarisPelantikan as Baris
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai, Pelantikan, Penugasan
from sakip.organisasi.queries import access_of, holders
from sakip.organisasi.queries.pelantikan import Rencana, akibat_of, pelantikan, sebelum
from sakip.organisasi.queries.rencana import rencana
from tests import builders
from tests.builders import World
from tests.people import person

AWAL, HARI = date(2025, 1, 2), date(2026, 8, 3)
SORE = HARI - timedelta(days=1)


class Tempat:
    """Two dinas with their heads and a secretary, and who holds them."""

    def __init__(self, world: World) -> None:
        self.root = world.kabupaten
        self.kadinkes = builders.jabatan(world.dinkes, kepala=True)
        self.kadisdik = builders.jabatan(world.disdik, "Kepala Dinas Pendidikan", kepala=True)
        self.sekdinkes = builders.jabatan(world.dinkes, "Sekretaris", jenjang="administrator", atasan=self.kadinkes)
        self.sekdisdik = builders.jabatan(world.disdik, "Sekretaris", jenjang="administrator", atasan=self.kadisdik)
        names = ("Ani", "Budi", "Citra", "Dedi")
        self.ani, self.budi, self.citra, self.dedi = (
            builders.pegawai(self.root, name, nomor=n) for n, name in enumerate(names, 1)
        )
        for post, who in ((self.kadinkes, self.ani), (self.kadisdik, self.budi), (self.sekdinkes, self.citra)):
            builders.masa(post, who, AWAL)

    def draft(self, *rows: Baris, berakhir: tuple[Akhir, ...] = (), by: Access = SYSTEM) -> Pelantikan:
        return actions.draft_pelantikan(
            self.root, tanggal=HARI, nomor_sk="821/1/2026", baris=rows, berakhir=berakhir, by=by
        )

    def apply(self, *rows: Baris, berakhir: tuple[Akhir, ...] = (), akibat: tuple[str, ...] = ()) -> Pelantikan:
        return applied(self.draft(*rows, berakhir=berakhir), akibat=akibat)


def applied(draft: Pelantikan, *, by: Access = SYSTEM, **values: Any) -> Pelantikan:
    checked: dict[str, Any] = {"seen": draft.versi, "sidik": rencana(draft, by).sidik}
    return actions.apply_pelantikan(draft, by=by, **checked | values)


def holder(post: Jabatan, on: date = HARI) -> str:
    found = holders([post.pk], on, SYSTEM)[post.pk].bertindak
    return f"{found.pegawai.nama}{'' if found.sebagai == 'definitif' else ' ' + found.sebagai}" if found else ""


@pytest.fixture
def tempat(dunia: World) -> Tempat:
    return Tempat(dunia)


# --- what is refused -------------------------------------------------------------------------------------------------

PROBLEMS: list[tuple[str, Baris, str]] = [
    ("nobody", Baris("", "Sekretaris", "Dinas Pendidikan"), "Pegawai belum diisi"),
    ("strange NIP", Baris("19800101 200501 2 099", "Sekretaris", "x"), "NIP 19800101 200501 2 099 tidak ada"),
    ("strange name", Baris("Zaki", "Kepala Dinas Kesehatan"), "Pegawai “Zaki” tidak ada pada daftar"),
    ("no position", Baris("Dedi", ""), "Jabatan tujuan belum diisi"),
    ("strange position", Baris("Dedi", "Kepala Badan"), "Jabatan “Kepala Badan” tidak ada pada instansi ini"),
    ("in another unit", Baris("Dedi", "Sekretaris", "Puskesmas Ujibaru"), "tidak ada pada unit “Puskesmas Ujibaru”"),
    ("of two units", Baris("Dedi", "Sekretaris"), "ada di 2 unit; isi kolom unit: Dinas Kesehatan dan Dinas Pendid"),
    ("capacity", Baris("Dedi", "Sekretaris", "Dinas Pendidikan", "penjabat"), "“penjabat”, tidak dikenal"),
    (
        "held still",
        Baris("Dedi", "Kepala Dinas Kesehatan"),
        "masih dijabat Ani sejak 2 Januari 2025. Tulis Ani pada baris lain",
    ),
    ("Plt. while held", Baris("Dedi", "Kepala Dinas Kesehatan", "", "Plt."), "Plt. hanya ditunjuk selama jabatan"),
    ("Plh. while vacant", Baris("Dedi", "Sekretaris", "Dinas Pendidikan", "Plh"), "Plh. hanya menggantikan"),
]


@pytest.mark.parametrize(("row", "sentence"), [each[1:] for each in PROBLEMS], ids=[each[0] for each in PROBLEMS])
def test_a_row_that_cannot_be_is_told_at_its_place_and_nothing_is_applied(
    tempat: Tempat, row: Baris, sentence: str
) -> None:
    good = Baris("19800101 200501 2 003", "Sekretaris", "Dinas Pendidikan")
    draft = tempat.draft(good, row) if row.unit != "Dinas Pendidikan" else tempat.draft(row)
    plan = rencana(draft, SYSTEM)
    (bad,) = plan.bermasalah
    assert bad.nomor == len(plan.baris)
    assert sentence in " ".join(bad.masalah)
    before = list(MasaJabatan.related.order_by("pk").values_list())
    with pytest.raises(Refused, match=f"belum dapat diterapkan: baris {bad.nomor}"):
        applied(draft)
    assert list(MasaJabatan.related.order_by("pk").values_list()) == before
    assert Pelantikan.related.get().diterapkan is None


def test_people_and_positions_named_twice_are_told(tempat: Tempat) -> None:
    plan = rencana(
        tempat.draft(
            Baris("Dedi", "Sekretaris", "Dinas Pendidikan"),
            Baris("198001012005012004", "Kepala Dinas Kesehatan"),
            Baris("Citra", "Sekretaris", "Dinas Pendidikan"),
            Baris("Budi", "Sekretaris", "Dinas Kesehatan", "Plt."),
            berakhir=(Akhir("Citra", "pensiun"), Akhir("Ani", "bosan"), Akhir("Budi", "pensiun")),
        ),
        SYSTEM,
    )
    told = {each.nomor: " ".join(each.masalah) for each in plan.bermasalah}
    assert "Dedi tertulis juga pada baris 1" in told[2]
    assert "Sekretaris (Dinas Pendidikan) diisi juga pada baris 1" in told[3]
    assert "Citra tertulis juga pada baris 3" in told[5]
    assert "Alasan “bosan” tidak dikenal; pilih salah satu: Pensiun" in told[6]
    assert "Budi tertulis juga pada baris 4" in told[7]


def test_two_people_of_one_name_are_told_by_their_nip(tempat: Tempat) -> None:
    builders.pegawai(tempat.root, "Dedi", nomor=8)
    plan = rencana(tempat.draft(Baris("Dedi", "Sekretaris", "Dinas Pendidikan")), SYSTEM)
    assert "Nama “Dedi” dimiliki 2 pegawai; tulis NIP-nya: Dedi (19800101 200501 2 004)" in plan.baris[0].masalah[0]


def test_it_is_applied_once_by_the_latest_draft_as_it_was_checked(tempat: Tempat) -> None:
    draft = tempat.draft(Baris("Dedi", "Sekretaris", "Dinas Pendidikan"))
    sidik = rencana(draft, SYSTEM).sidik
    with pytest.raises(Stale):
        applied(draft, seen=9)
    with pytest.raises(Refused, match="berubah sesudah halaman ini dibuka"):
        applied(draft, sidik="lain")
    with pytest.raises(Refused, match="berubah sesudah halaman ini dibuka"):
        applied(draft, akibat=["peran:1"])
    builders.masa(tempat.sekdisdik, tempat.dedi, AWAL, sampai=SORE)
    builders.masa(tempat.sekdisdik, builders.pegawai(tempat.root, "Eka", nomor=5), HARI, sebagai="plt")
    with pytest.raises(Refused, match=r"belum dapat diterapkan: baris 1, Eka ditunjuk sebagai Plt\. Sekretaris"):
        applied(draft, sidik=sidik)
    done = tempat.apply(Baris("Ani", "Kepala Dinas Pendidikan"), Baris("Budi", "Kepala Dinas Kesehatan"))
    for again in (
        lambda: applied(done),
        lambda: actions.discard_pelantikan(done, by=SYSTEM),
        lambda: actions.edit_pelantikan(done, seen=done.versi, tanggal=HARI, nomor_sk="x", by=SYSTEM),
    ):
        with pytest.raises(Refused, match="821/1/2026 sudah diterapkan"):
            again()
    with pytest.raises(Refused, match="Susunan pelantikan masih kosong"):
        tempat.apply()


def test_what_changed_since_the_check_is_not_applied_unseen(tempat: Tempat) -> None:
    """The row still stands, but it would now end somebody else's appointment too."""
    draft = tempat.draft(Baris("Dedi", "Sekretaris", "Dinas Pendidikan"))
    sidik = rencana(draft, SYSTEM).sidik
    builders.masa(tempat.sekdisdik, builders.pegawai(tempat.root, "Eka", nomor=5), AWAL, sebagai="plt")
    with pytest.raises(Refused, match="Periksa sekali lagi akibatnya"):
        applied(draft, sidik=sidik)
    assert holder(tempat.sekdisdik) == "Eka plt"


def test_only_who_manages_people_prepares_one_and_sees_the_draft(dunia: World, tempat: Tempat) -> None:
    boss = person("Pengelola", dunia.kabupaten, Role.PENGELOLA).access
    reader = person("Pembaca", dunia.kabupaten, Role.PEMBACA).access
    draft = tempat.draft(Baris("Dedi", "Sekretaris", "Dinas Pendidikan"), by=boss)
    assert [list(pelantikan(who)) for who in (boss, reader)] == [[draft], []]
    with pytest.raises(PermissionDenied):
        tempat.draft(by=reader)
    applied(draft, by=boss)
    assert list(pelantikan(reader)) == [draft]


# --- what it does ----------------------------------------------------------------------------------------------------


def told(plan: Rencana, nomor: int) -> str:
    row = plan.semua[nomor - 1]
    return " ".join([*row.hasil, *row.peringatan])


def test_two_swap_and_the_chain_moves_up(tempat: Tempat) -> None:
    rows = (
        Baris("Ani", "Kepala Dinas Pendidikan"),
        Baris("Budi", "Kepala Dinas Kesehatan"),
        Baris("Citra", "Sekretaris", "Disdik"),
        Baris("Dedi", "sekretaris", "dinkes"),
    )
    actions.edit_unit(Jabatan.related.get(pk=tempat.sekdisdik.pk).unit, seen=1, singkatan="Disdik", by=SYSTEM)
    plan = rencana(tempat.draft(*rows), SYSTEM)
    assert plan.bermasalah == []
    assert "Meninggalkan Kepala Dinas Kesehatan, yang diisi Budi (baris 2). Menggantikan Budi." in told(plan, 1)
    assert "Meninggalkan Sekretaris (Dinas Kesehatan), yang diisi Dedi (baris 4)." in told(plan, 3)
    assert "Sebelumnya tidak memegang jabatan definitif. Menggantikan Citra." in told(plan, 4)
    done = tempat.apply(*rows)
    assert [holder(post) for post in (tempat.kadinkes, tempat.kadisdik, tempat.sekdisdik, tempat.sekdinkes)] == [
        "Budi", "Ani", "Citra", "Dedi",
    ]  # fmt: skip
    assert [holder(post, SORE) for post in (tempat.kadinkes, tempat.sekdisdik)] == ["Ani", ""]
    new = MasaJabatan.related.get(pegawai=tempat.ani, mulai=HARI)
    assert (new.nomor_sk, new.pelantikan) == ("821/1/2026", done)
    assert MasaJabatan.related.get(pegawai=tempat.ani, sampai=SORE).alasan_berakhir == "Pelantikan 821/1/2026"
    assert {who: term.jabatan.nama for who, term in sebelum(done, SYSTEM).items()}[
        tempat.ani.pk
    ] == tempat.kadinkes.nama


def test_who_leaves_makes_room_and_is_noted(tempat: Tempat) -> None:
    builders.masa(tempat.sekdisdik, tempat.ani, AWAL, sebagai="plt")
    rows = (Baris("Citra", "Kepala Dinas Kesehatan"),)
    gone = (Akhir("19800101 200501 2 001", "Pensiun"), Akhir("Budi", "diberhentikan"))
    plan = rencana(tempat.draft(*rows, berakhir=gone), SYSTEM)
    assert "Meninggalkan Sekretaris (Dinas Kesehatan), yang menjadi lowong." in told(plan, 1)
    assert "Meninggalkan Kepala Dinas Kesehatan, yang diisi Citra (baris 1)." in told(plan, 2)
    assert "Tercatat tidak bekerja lagi sejak 3 Agustus 2026." in told(plan, 2)
    assert "Meninggalkan Kepala Dinas Pendidikan, yang menjadi lowong." in told(plan, 3)
    tempat.apply(*rows, berakhir=gone)
    assert [holder(post) for post in (tempat.kadinkes, tempat.sekdisdik, tempat.kadisdik)] == ["Citra", "", ""]
    assert Pegawai.related.get(pk=tempat.ani.pk).berhenti == HARI
    assert Pegawai.related.get(pk=tempat.budi.pk).berhenti is None


def test_acting_officials_give_way_and_those_who_act_keep_their_place(tempat: Tempat) -> None:
    builders.masa(tempat.sekdisdik, tempat.citra, AWAL, sebagai="plt")
    builders.masa(tempat.kadinkes, tempat.citra, AWAL, sebagai="plh")
    rows = (
        Baris("Dedi", "Sekretaris", "Dinas Pendidikan"),
        Baris("Ani", "Kepala Dinas Pendidikan"),
        Baris("Citra", "Kepala Dinas Kesehatan", "", "Plt."),
    )
    gone = (Akhir("Budi", "pensiun"),)
    plan = rencana(tempat.draft(*rows, berakhir=gone), SYSTEM)
    assert plan.bermasalah == []
    assert "Penunjukan Citra sebagai Plt. berakhir 2 Agustus 2026." in told(plan, 1)
    assert "yang lowong dengan Citra sebagai Plt. (baris 3)" in told(plan, 2)
    assert "Tetap memegang Sekretaris (Dinas Kesehatan)." in told(plan, 3)
    tempat.apply(*rows, berakhir=gone)
    assert [holder(post) for post in (tempat.sekdisdik, tempat.kadinkes, tempat.sekdinkes)] == [
        "Dedi", "Citra plt", "Citra",
    ]  # fmt: skip


def test_a_step_down_and_a_forgotten_plt_are_warned_of(tempat: Tempat) -> None:
    builders.masa(tempat.sekdisdik, tempat.citra, AWAL, sebagai="plt")
    plan = rencana(
        tempat.draft(Baris("Ani", "Sekretaris", "Dinas Kesehatan"), Baris("Citra", "Kepala Dinas Kesehatan")), SYSTEM
    )
    assert plan.bermasalah == []
    assert "Turun jenjang dari JPT Pratama ke Administrator." in told(plan, 1)
    assert "Masih ditunjuk sebagai Plt. Sekretaris (Dinas Pendidikan); akhiri bila tidak diteruskan." in told(plan, 2)


def test_confirmed_in_the_same_position_begins_anew(tempat: Tempat) -> None:
    plan = rencana(tempat.draft(Baris("Ani", "Kepala Dinas Kesehatan")), SYSTEM)
    assert "Dikukuhkan kembali pada jabatan yang sama." in told(plan, 1)
    tempat.apply(Baris("Ani", "Kepala Dinas Kesehatan"))
    assert MasaJabatan.related.filter(pegawai=tempat.ani, jabatan=tempat.kadinkes).count() == 2


# --- what it causes --------------------------------------------------------------------------------------------------


@pytest.fixture
def peran(dunia: World, tempat: Tempat) -> Callable[[Role], Penugasan]:
    def give(role: Role) -> Penugasan:
        who = person("Ani", dunia.dinkes, role)
        _link(who.akun.pk, tempat.ani.pk)
        found: Penugasan = Penugasan.related.get(akun=who.akun)
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("UPDATE organisasi_penugasan SET mulai = %s WHERE id = %s", [AWAL, found.pk])
        return found

    return give


def _link(akun: int, pegawai: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisasi_akun SET pegawai_id = %s WHERE id = %s", [pegawai, akun])


def test_a_role_goes_along_where_it_is_ticked(dunia: World, tempat: Tempat, peran: Callable[[Role], Penugasan]) -> None:
    role = peran(Role.PIMPINAN)
    boss = person("Pengelola", dunia.kabupaten, Role.PENGELOLA).access
    draft = tempat.draft(Baris("Ani", "Kepala Dinas Pendidikan"), berakhir=(Akhir("Budi", "pensiun"),))
    (proposed,) = akibat_of(rencana(draft, boss), boss)
    assert (proposed.kunci, proposed.nomor, proposed.dicentang) == (f"peran:{role.pk}", 1, True)
    assert "di Dinas Kesehatan berakhir 2 Agustus 2026 dan diberikan di Dinas Pendidikan mulai" in proposed.kalimat
    applied(draft, by=boss, akibat=[proposed.kunci])
    grants = {
        (each.unit.nama, each.mulai, each.sampai)
        for each in Penugasan.related.filter(akun=role.akun).select_related("unit")
    }
    assert grants == {("Dinas Kesehatan", AWAL, SORE), ("Dinas Pendidikan", HARI, None)}
    assert access_of(role.akun.pk, on=HARI).grants[0].path == dunia.disdik.path


def test_a_role_that_is_not_ticked_stays_and_one_of_who_leaves_ends(
    tempat: Tempat, peran: Callable[[Role], Penugasan]
) -> None:
    role = peran(Role.PELAPOR)
    draft = tempat.draft(berakhir=(Akhir("Ani", "pensiun"),))
    (proposed,) = akibat_of(rencana(draft, SYSTEM), SYSTEM)
    assert not proposed.dicentang
    assert proposed.kalimat.endswith("berakhir 2 Agustus 2026.")
    applied(draft)
    assert Penugasan.related.get(pk=role.pk).sampai is None
    actions.hand_over_role(role, ke=None, mulai=HARI, by=SYSTEM)
    assert Penugasan.related.get(pk=role.pk).sampai == SORE


def test_nobody_hands_over_a_right_that_he_does_not_hold(
    dunia: World, tempat: Tempat, peran: Callable[[Role], Penugasan]
) -> None:
    role = peran(Role.ADMINISTRATOR)
    boss = person("Pengelola", dunia.kabupaten, Role.PENGELOLA).access
    draft = tempat.draft(Baris("Ani", "Sekretaris", "Dinas Pendidikan"))
    (proposed,) = akibat_of(rencana(draft, boss), boss)
    assert (proposed.dicentang, proposed.terapkan) == (False, None)
    assert "Hanya administrator" in proposed.kalimat
    with pytest.raises(Refused, match="Peran Administrator tidak dapat dialihkan"):
        actions.hand_over_role(role, ke=dunia.disdik, mulai=HARI, by=boss)


def test_fifty_officials_are_moved_in_two_seconds(dunia: World) -> None:
    posts = actions.add_many_jabatan(
        dunia.kabupaten,
        rows=[actions.JabatanBaru(dunia.dinkes, f"Jabatan {n}", "pengawas") for n in range(51)],
        by=SYSTEM,
    )
    people = actions.add_many_pegawai(
        dunia.kabupaten,
        rows=[actions.PegawaiBaru(f"Orang {n}", f"19800101 200501 1 {n:03d}") for n in range(50)],
        by=SYSTEM,
    )
    for post, who in zip(posts, people, strict=False):
        builders.masa(post, who, AWAL)
    draft = actions.draft_pelantikan(
        dunia.kabupaten,
        tanggal=HARI,
        nomor_sk="821/50",
        baris=[Baris(who.nip, f"Jabatan {n + 1}", "Dinas Kesehatan") for n, who in enumerate(people)],
        by=SYSTEM,
    )
    began = time.process_time()  # of this process alone: others may be busy
    applied(draft)
    assert time.process_time() - began < 2
    assert MasaJabatan.related.filter(mulai=HARI).count() == 50
