"""Who holds which position when: every overlap that must not be, and who therefore acts on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi import actions
from sakip.organisasi.models import Jabatan, MasaJabatan, Pegawai
from sakip.organisasi.queries import holders, kepala_of, vacant_since
from tests import builders
from tests.builders import World
from tests.people import person

JAN, FEB, MAR, APR, MEI = (date(2025, month, 1) for month in range(1, 6))
DAY = timedelta(days=1)


@pytest.fixture
def post(dunia: World) -> Jabatan:
    return builders.jabatan(dunia.dinkes, kepala=True)


@pytest.fixture
def sari(dunia: World) -> Pegawai:
    return builders.pegawai(dunia.kabupaten)


@pytest.fixture
def budi(dunia: World) -> Pegawai:
    return builders.pegawai(dunia.kabupaten, "Budi Santoso", nomor=2)


Term = tuple[str, str, date, date | None]

REFUSED: list[tuple[str, list[Term], Term, str]] = [
    (
        "second definitif, open",
        [("sari", "definitif", JAN, None)],
        ("budi", "definitif", MAR, None),
        "dijabat Sari Utami sejak 1 Januari 2025; satu jabatan hanya memiliki satu pejabat definitif",
    ),
    (
        "second definitif, before one that begins later",
        [("sari", "definitif", MAR, None)],
        ("budi", "definitif", JAN, None),
        "dijabat Sari Utami sejak 1 Maret 2025",
    ),
    (
        "second definitif, one day of a closed term",
        [("sari", "definitif", JAN, MAR)],
        ("budi", "definitif", MAR, None),
        "sejak 1 Januari 2025 sampai dengan 1 Maret 2025",
    ),
    (
        "second definitif inside a closed term",
        [("sari", "definitif", JAN, MEI)],
        ("budi", "definitif", FEB, MAR),
        "satu pejabat definitif pada satu waktu",
    ),
    (
        "definitif while a Plt. acts",
        [("sari", "plt", JAN, None)],
        ("budi", "definitif", MAR, None),
        "Sari Utami ditunjuk sebagai Plt. Kepala Dinas Kesehatan sejak 1 Januari 2025; Plt. hanya selama",
    ),
    (
        "Plt. while there is a definitif",
        [("sari", "definitif", JAN, None)],
        ("budi", "plt", MAR, APR),
        "Plt. hanya ditunjuk selama jabatan lowong. Pilih Plh.",
    ),
    (
        "Plt. into a definitif to come",
        [("sari", "definitif", MAR, None)],
        ("budi", "plt", JAN, None),
        "dijabat Sari Utami sejak 1 Maret 2025",
    ),
    (
        "second Plt.",
        [("sari", "plt", JAN, MAR)],
        ("budi", "plt", FEB, None),
        "Sari Utami sudah ditunjuk sebagai Plt. Kepala Dinas Kesehatan sejak 1 Januari 2025 sampai dengan 1 Maret",
    ),
    ("Plh. of nobody", [], ("budi", "plh", FEB, MAR), "Plh. hanya menggantikan pejabat yang berhalangan sementara"),
    (
        "Plh. longer than the definitif",
        [("sari", "definitif", JAN, MAR)],
        ("budi", "plh", FEB, APR),
        "tidak dijabat seorang pejabat definitif sepanjang masa sejak 1 Februari 2025 sampai dengan 1 April 2025",
    ),
    (
        "open Plh. of a definitif who ends",
        [("sari", "definitif", JAN, MAR)],
        ("budi", "plh", FEB, None),
        "sepanjang masa sejak 1 Februari 2025",
    ),
    ("Plh. of oneself", [("sari", "definitif", JAN, None)], ("sari", "plh", FEB, MAR), "Plh. harus orang lain"),
    ("dates in disorder", [], ("budi", "definitif", MAR, FEB), "1 Februari 2025 mendahului tanggal mulai 1 Maret 2025"),
]

ACCEPTED: list[tuple[str, list[Term], Term]] = [
    ("the day after", [("sari", "definitif", JAN, MAR)], ("budi", "definitif", MAR + DAY, None)),
    ("before", [("sari", "definitif", MAR, None)], ("budi", "definitif", JAN, MAR - DAY)),
    ("Plt. in the gap", [("sari", "definitif", JAN, FEB)], ("budi", "plt", FEB + DAY, None)),
    ("Plh. inside", [("sari", "definitif", JAN, None)], ("budi", "plh", FEB, MAR)),
    ("open Plh.", [("sari", "definitif", JAN, None)], ("budi", "plh", FEB, None)),
    ("a Plt. may follow a Plt.", [("sari", "plt", JAN, FEB)], ("budi", "plt", FEB + DAY, None)),
]


def appointed(post: Jabatan, people: dict[str, Pegawai], term: Term) -> MasaJabatan:
    who, sebagai, mulai, sampai = term
    return builders.masa(post, people[who], mulai, sebagai=sebagai, sampai=sampai)


@pytest.mark.parametrize(
    ("standing", "term", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_terms_that_exclude_each_other_are_refused(
    post: Jabatan, sari: Pegawai, budi: Pegawai, standing: list[Term], term: Term, sentence: str
) -> None:
    people = {"sari": sari, "budi": budi}
    for each in standing:
        appointed(post, people, each)
    with pytest.raises(Refused) as refused:
        appointed(post, people, term)
    assert sentence in refused.value.refusal.sentence
    assert MasaJabatan.related.count() == len(standing)


@pytest.mark.parametrize(("standing", "term"), [row[1:] for row in ACCEPTED], ids=[row[0] for row in ACCEPTED])
def test_terms_that_follow_each_other_stand(
    post: Jabatan, sari: Pegawai, budi: Pegawai, standing: list[Term], term: Term
) -> None:
    people = {"sari": sari, "budi": budi}
    for each in [*standing, term]:
        appointed(post, people, each)
    assert MasaJabatan.related.count() == len(standing) + 1


def test_a_person_holds_one_definitif_at_a_time_and_may_act_elsewhere(
    dunia: World, post: Jabatan, sari: Pegawai
) -> None:
    other = builders.jabatan(dunia.disdik, "Kepala Dinas Pendidikan")
    builders.masa(post, sari, JAN)
    with pytest.raises(Refused, match="Sari Utami menjabat Kepala Dinas Kesehatan sejak 1 Januari 2025; seorang"):
        builders.masa(other, sari, MAR)
    assert builders.masa(other, sari, MAR, sebagai="plt").sebagai == "plt"


def test_a_term_lies_within_the_position_and_the_service(dunia: World, sari: Pegawai) -> None:
    post = builders.jabatan(dunia.dinkes, berlaku_mulai=FEB)
    with pytest.raises(Refused, match="berlaku sejak 1 Februari 2025; masa jabatan harus berada di dalamnya"):
        builders.masa(post, sari, JAN)
    actions.close_jabatan(post, seen=1, sampai=MEI, alasan="SOTK", by=SYSTEM)
    with pytest.raises(Refused, match="sampai dengan 1 Mei 2025; masa jabatan harus berada"):
        builders.masa(post, sari, MAR)
    actions.retire_pegawai(sari, seen=1, sejak=APR, alasan="Pensiun", by=SYSTEM)
    with pytest.raises(Refused, match="Sari Utami tidak bekerja lagi sejak 1 April 2025"):
        builders.masa(post, sari, MAR, sampai=APR)
    stranger = builders.pegawai(dunia.lain, "Orang Asing", nomor=9)
    with pytest.raises(Refused, match="Orang Asing pegawai instansi lain"):
        builders.masa(post, stranger, MAR, sampai=MEI)


def test_a_term_ends_with_a_reason_and_its_plh_with_it(post: Jabatan, sari: Pegawai, budi: Pegawai) -> None:
    term = builders.masa(post, sari, JAN)
    plh = builders.masa(post, budi, FEB, sebagai="plh")
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.end_term(term, seen=1, sampai=MAR, alasan="", by=SYSTEM)
    with pytest.raises(Refused, match="mendahului tanggal mulai"):
        actions.end_term(term, seen=1, sampai=JAN - DAY, alasan="Mutasi", by=SYSTEM)
    with pytest.raises(Refused, match=r"Budi Santoso ditunjuk sebagai Plh\. .* sesudah pejabat definitifnya berakhir"):
        actions.end_term(term, seen=1, sampai=JAN, alasan="Mutasi", by=SYSTEM)
    with pytest.raises(Stale):
        actions.end_term(term, seen=7, sampai=MAR, alasan="Mutasi", by=SYSTEM)
    actions.end_term(term, seen=1, sampai=MAR, alasan="Mutasi", by=SYSTEM)
    assert {row.sampai for row in MasaJabatan.related.filter(pk__in=[term.pk, plh.pk])} == {MAR}
    with pytest.raises(Refused, match="sudah berakhir 1 Maret 2025"):
        actions.end_term(term, seen=2, sampai=APR, alasan="Mutasi", by=SYSTEM)


def test_who_acts_on_a_day(dunia: World, post: Jabatan, sari: Pegawai, budi: Pegawai) -> None:
    builders.masa(post, sari, JAN, sampai=FEB)
    builders.masa(post, budi, FEB + DAY, sebagai="plt", sampai=MAR)

    def acting(on: date) -> tuple[str, bool]:
        pemangku = holders([post.pk], on, SYSTEM)[post.pk]
        return (str(pemangku.bertindak.pegawai) if pemangku.bertindak else "", pemangku.lowong)

    assert acting(JAN - DAY) == ("", True)
    assert acting(FEB) == ("Sari Utami", False)
    assert acting(FEB + DAY) == ("Budi Santoso", True)
    assert acting(MEI) == ("", True)
    kepala = kepala_of(dunia.dinkes, MEI, SYSTEM)
    assert kepala is not None
    assert (kepala.jabatan, kepala.lowong_sejak) == (post, FEB + DAY)
    assert kepala_of(dunia.disdik, MEI, SYSTEM) is None
    assert vacant_since([post.pk], JAN, SYSTEM) == {}


def test_a_stranger_sees_no_officials(dunia: World, post: Jabatan, sari: Pegawai) -> None:
    builders.masa(post, sari, JAN)
    stranger = person("Orang Asing", dunia.lain, Role.PENGELOLA).access
    assert kepala_of(dunia.dinkes, FEB, stranger) is None
    assert holders([post.pk], FEB, stranger)[post.pk].definitif is None
