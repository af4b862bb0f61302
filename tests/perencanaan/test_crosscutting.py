"""Crosscutting: who may ask whom, who answers, who is told."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.history import check_integrity
from sakip.kernel.models import Notice
from sakip.kernel.refusals import Refused
from sakip.perencanaan import actions
from sakip.perencanaan.models import Crosscutting, JawabanCrosscutting
from tests.builders import World
from tests.people import Person, person
from tests.perencanaan.pohon import Tree, tree


@pytest.fixture
def small(dunia: World) -> Tree:
    return tree(dunia.dinkes)


@pytest.fixture
def asker(dunia: World) -> Person:
    return person("Sari", dunia.dinkes, Role.PERENCANA)


@pytest.fixture
def partner(dunia: World) -> Person:
    return person("Budi", dunia.disdik, Role.PERENCANA)


@pytest.fixture
def asked(dunia: World, small: Tree, asker: Person, partner: Person) -> Crosscutting:
    return actions.ask_crosscutting(
        small["csf1"], kontribusi="Guru mengenali tanda bahaya", mitra=dunia.disdik, waktu="2026", by=asker.access
    )


def told(who: Person) -> list[str]:
    rows = Notice.base.filter(akun_id=who.akun.pk, reason="crosscutting").order_by("pk")
    return list(rows.values_list("text", flat=True))


# --- what is refused -------------------------------------------------------------------------------------------------


def test_asking_names_one_partner_of_the_same_instansi_and_a_contribution(dunia: World, small: Tree) -> None:
    ask = partial(actions.ask_crosscutting, small["csf1"], by=SYSTEM)
    with pytest.raises(Refused, match="Kontribusi yang diminta belum ditulis"):
        ask(kontribusi=" ", mitra=dunia.disdik)
    two: dict[str, Any] = {"mitra": dunia.disdik, "mitra_luar": "BPJS Kesehatan"}
    for both in ({}, two):
        with pytest.raises(Refused, match="Mitra harus satu"):
            ask(kontribusi="Data", **both)
    with pytest.raises(Refused, match="adalah pemilik simpul ini"):
        ask(kontribusi="Data", mitra=dunia.dinkes)
    with pytest.raises(Refused, match="milik instansi lain"):
        ask(kontribusi="Data", mitra=dunia.lain)
    ask(kontribusi="Data", mitra=dunia.disdik)
    with pytest.raises(Refused, match="sudah meminta kontribusi Dinas Pendidikan"):
        ask(kontribusi="Lagi", mitra=dunia.disdik)


def test_only_the_partner_answers_and_says_why_not(
    dunia: World, small: Tree, asked: Crosscutting, asker: Person, partner: Person
) -> None:
    answer = partial(actions.answer_crosscutting, dunia.disdik, crosscutting=asked)
    with pytest.raises(PermissionDenied):
        answer(jawaban="diterima", by=asker.access)
    with pytest.raises(PermissionDenied):
        answer(jawaban="diterima", by=person("Tono", dunia.disdik, Role.PELAPOR).access)
    with pytest.raises(Refused, match="tidak ditujukan kepada Puskesmas Ujibaru"):
        actions.answer_crosscutting(dunia.puskesmas, crosscutting=asked, jawaban="diterima", by=SYSTEM)
    for code in ("ditolak", "usul-ubah"):
        with pytest.raises(Refused, match="Alasan belum diisi"):
            answer(jawaban=code, by=partner.access)
    with pytest.raises(Refused, match="berada dalam pohon lain"):
        answer(jawaban="diterima", simpul=small["kerja"], by=partner.access)
    with pytest.raises(Refused, match="tidak ditujukan kepada"):
        actions.record_outside_answer(asked, jawaban="diterima", penjawab="X", by=asker.access)
    assert not JawabanCrosscutting.related.exists()


def test_what_was_withdrawn_is_not_answered(dunia: World, asked: Crosscutting, asker: Person, partner: Person) -> None:
    with pytest.raises(Refused, match="Alasan belum diisi"):
        actions.withdraw_crosscutting(asked, seen=1, alasan="", by=asker.access)
    actions.withdraw_crosscutting(asked, seen=1, alasan="Tidak perlu lagi", by=asker.access)
    with pytest.raises(Refused, match="sudah ditarik Dinas Kesehatan"):
        actions.answer_crosscutting(dunia.disdik, crosscutting=asked, jawaban="diterima", by=partner.access)
    assert told(partner)[-1].endswith("“Guru mengenali tanda bahaya”: Tidak perlu lagi.")


# --- what it does ----------------------------------------------------------------------------------------------------


def test_the_partner_is_told_answers_and_the_asker_is_told(
    dunia: World, asked: Crosscutting, asker: Person, partner: Person
) -> None:
    assert told(partner) == ["Dinas Kesehatan meminta kontribusi Dinas Pendidikan: Guru mengenali tanda bahaya."]
    own = tree(dunia.disdik)
    answer = partial(actions.answer_crosscutting, dunia.disdik, crosscutting=asked, by=partner.access)
    answer(jawaban="usul-ubah", uraian="Hanya guru SD")
    row = answer(jawaban="diterima", simpul=own["kerja"])
    assert (row.penjawab, row.simpul) == ("Budi", own["kerja"])
    assert told(asker) == [
        "Permintaan “Guru mengenali tanda bahaya” diusulkan berubah oleh Dinas Pendidikan: Hanya guru SD.",
        "Permintaan “Guru mengenali tanda bahaya” diterima oleh Dinas Pendidikan.",
    ]
    assert check_integrity() == []


def test_a_proposal_is_taken_up_by_asking_anew(asked: Crosscutting, asker: Person, partner: Person) -> None:
    new = actions.revise_crosscutting(asked, seen=1, kontribusi="Guru SD mengenali tanda bahaya", by=asker.access)
    assert Crosscutting.related.get(ditarik=False) == new
    assert new.mitra == asked.mitra
    assert len(told(partner)) == 2  # asked twice; that the first was taken back for it is not told


def test_an_outside_partner_is_written_down(small: Tree, asker: Person) -> None:
    row = actions.ask_crosscutting(small["csf1"], kontribusi="Data klaim", mitra_luar="BPJS Kesehatan", by=asker.access)
    with pytest.raises(Refused, match="Nama atau jabatan penjawab dari BPJS Kesehatan"):
        actions.record_outside_answer(row, jawaban="diterima", penjawab=" ", by=asker.access)
    made = actions.record_outside_answer(row, jawaban="diterima", penjawab="Kepala cabang", by=asker.access)
    assert (made.penjawab, made.mitra) == ("Kepala cabang", row.unit)


def test_a_retired_node_takes_its_requests_back(
    small: Tree, asked: Crosscutting, asker: Person, partner: Person
) -> None:
    actions.retire_simpul(small["csf1"], seen=1, alasan="Digabung", beserta_bawahan=True, by=asker.access)
    assert Crosscutting.related.get().ditarik
    assert "menarik permintaan" in told(partner)[-1]
