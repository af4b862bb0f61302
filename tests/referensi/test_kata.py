"""What only a region has is named to a region alone: a ministry reads the same sentence in its own words."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template

from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.collecting import composed, messages
from sakip.kernel.templatetags.bahasa import t
from sakip.kernel.translation import marked, speaking
from sakip.organisasi.actions import create_instansi
from sakip.referensi.queries import kata, paket_aturan
from tests.builders import World
from tests.pages import signed_in
from tests.people import person

OF_A_REGION = re.compile(
    r"\b(perangkat daerah|rpjmd|rpjpd|rkpd|bappeda|kabupaten|bupati|gubernur|dinas|uptd|opd|skpd|dpa"
    r"|dppa|spm|sub ?kegiatan|pemda|(kepala|bagian|sekretaris) (daerah|organisasi))\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"nomenklatur|generasi|nama nasional|X\.XX|jenis pemda|^Kelaziman|surel dinas|tata naskah dinas"
    r"|impor-|baris pun|satu pun sub kegiatan|program kegiatan sub kegiatan",  # the command line, columns of files
    re.IGNORECASE,
)
"""Pages of the national nomenclature, which only a region has; dinas that is no unit; words that are no sentences."""
KNOWN = {
    "RPJMD",  # the basis of a target: offered where there are such plans
    "SPM",  # a mark of indicators: the same
    "Sub Kegiatan",  # a level, of the kerangka of regions
    "Sub kegiatan",
    "sub kegiatan",
    "sub kegiatan sebelumnya",
    "subkegiatan sebelumnya",
    "kode sub kegiatan",
    "kabupaten kota",
    "kab kota",
    "Jumlah sub kegiatan",
    "Bupati atau wali kota",  # a calendar is that of a kind of instansi
    "Gubernur",
    "Kepala perangkat daerah",
    "Laporan kinerja disampaikan kepada Gubernur, Bappenas, Menteri PANRB, dan Mendagri",
    "Laporan kinerja perangkat daerah disampaikan kepada kepala daerah",
    "RKPD ditetapkan, disusul Renja perangkat daerah",
    "Evaluasi hasil Renja disampaikan ke Bappeda",
    "Evaluasi hasil Renja disampaikan ke Bappeda triwulan {nomor}",
    "Permendagri Nomor 1 Tahun 2023: tata naskah dinas pemerintah daerah",  # asked for by kind of instansi
}


def test_every_sentence_that_names_what_a_region_has_is_known_in_other_words() -> None:
    said = {each for each in (*messages(), *composed()) if OF_A_REGION.search(each) and not ELSEWHERE.search(each)}
    sources = {text for each in paket_aturan().values() for text in (each.sumber, each.catatan)}  # whose practice it is
    assert sorted(said - kata()["kl"].keys() - KNOWN - sources) == []


def test_the_other_words_belong_to_sentences_there_are_and_keep_their_facts() -> None:
    known = set(messages())
    for written, read in kata()["kl"].items():
        assert written in known
        assert not OF_A_REGION.search(read), read
        assert set(re.findall(r"\{[^{}]*\}", written)) == set(re.findall(r"\{[^{}]*\}", read))


@pytest.mark.parametrize(("family", "word"), [("", "sub kegiatan"), ("pemda", "sub kegiatan"), ("kl", "KRO, dan RO")])
def test_a_page_says_them_by_the_family_of_its_reader(family: str, word: str) -> None:
    written = "Keselarasan dibandingkan dari program, kegiatan, dan sub kegiatan rencana dengan pagunya."
    page = Template(marked(f"<p>{written}</p>"))
    with speaking(family):
        assert word in page.render(Context())
        assert word in str(t(written))


def test_the_menu_and_the_words_are_those_of_the_instansi_of_the_reader(dunia: World) -> None:
    ministry = create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    for root, has, hides in ((dunia.kabupaten, "DPA", "DIPA"), (ministry, "DIPA", "DPA")):
        page = signed_in(person(f"Pengelola {root}", root, Role.PENGELOLA)).get("/pagu/").content.decode()
        assert re.search(rf"RKA, atau {has}\b", page)
        assert not re.search(rf"RKA, atau {hides}\b", page)
        assert ("/nomenklatur/" in page) is (root == dunia.kabupaten)
