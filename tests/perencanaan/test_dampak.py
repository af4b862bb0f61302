"""An IKU that harms the whole: the head of the unit reports it, the unit above answers, both stay."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from sakip.kernel.access import SYSTEM, AppendOnly, Role
from sakip.kernel.notices import notices
from sakip.kernel.refusals import Refused
from sakip.kernel.writing import writing
from sakip.organisasi.actions import give_role
from sakip.pelaporan.documents import lkjip
from sakip.pelaporan.queries import laporan_kinerja
from sakip.perencanaan.actions import answer_impact, edit_indikator, report_impact
from sakip.perencanaan.kewajiban import impacts_to_answer
from sakip.perencanaan.models import LaporanDampak, TanggapanDampak
from tests import builders
from tests.builders import World
from tests.pages import signed_in, text_of
from tests.pelaporan.test_documents import rows_of
from tests.people import Person, cast_of, person

ON = date(2025, 7, 1)
HARM = "Rujukan ditahan agar angka kematian di puskesmas turun"


@pytest.fixture
def kepala(dunia: World) -> Person:
    return person("Kepala Dinas", dunia.dinkes, Role.PIMPINAN)


@pytest.fixture
def bupati(dunia: World) -> Person:
    return person("Bupati", dunia.kabupaten, Role.PIMPINAN)


@pytest.mark.parametrize("who", ["pembaca", "pelapor", "perencana", "pengelola", "tetangga", "orang asing"])
def test_only_a_head_reports(dunia: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        report_impact(builders.indikator(dunia.dinkes), tahun=2025, uraian=HARM, by=cast_of(dunia)[who].access)


def test_what_is_refused(dunia: World, kepala: Person, bupati: Person) -> None:
    row = builders.indikator(dunia.dinkes)
    with pytest.raises(Refused, match="Dampak negatif belum diisi"):
        report_impact(row, tahun=2025, uraian=" ", by=kepala.access)
    with pytest.raises(Refused, match="tidak memiliki unit di atasnya"):
        report_impact(builders.indikator(dunia.kabupaten), tahun=2025, uraian=HARM, by=bupati.access)
    laporan = report_impact(row, tahun=2025, uraian=HARM, by=kepala.access)
    with pytest.raises(Refused, match="sudah dilaporkan dan menunggu tanggapan"):  # the second click
        report_impact(row, tahun=2025, uraian=f" {HARM} ", by=kepala.access)
    with pytest.raises(PermissionDenied):
        answer_impact(laporan, keputusan="dikaji", uraian="Baik", by=kepala.access)
    with pytest.raises(Refused, match="dilaporkan oleh pimpinannya sendiri"):
        report_impact(row, tahun=2025, uraian=HARM, by=bupati.access)
    give_role(dunia.kabupaten, akun=kepala.akun, peran=Role.PENGELOLA, by=SYSTEM)
    with pytest.raises(Refused, match="Anda sendiri yang melaporkan"):
        answer_impact(laporan, keputusan="dikaji", uraian="Baik", by=kepala.access)
    with writing("uji"), pytest.raises(AppendOnly):
        LaporanDampak.related.filter(pk=laporan.pk).update(uraian="Lain")


def test_only_of_an_iku(dunia: World, kepala: Person) -> None:
    row = builders.indikator(dunia.dinkes)
    plain = edit_indikator(row, seen=row.versi, iku=False, by=cast_of(dunia)["pengelola"].access)
    with pytest.raises(Refused, match="bukan IKU"):
        report_impact(plain, tahun=2025, uraian=HARM, by=kepala.access)


def test_it_goes_to_the_unit_above_and_comes_back_answered(dunia: World, kepala: Person, bupati: Person) -> None:
    laporan = report_impact(builders.indikator(dunia.dinkes), tahun=2025, uraian=HARM, by=kepala.access)
    assert [each.text for each in notices(bupati.access).filter(reason="dampak")] == [
        "Dinas Kesehatan melaporkan dampak negatif IKU Angka Harapan Hidup. Baca, lalu tanggapi."
    ]
    assert [each.kunci for each in impacts_to_answer(bupati.access, ON)] == [f"dampak:{laporan.pk}"]
    assert impacts_to_answer(kepala.access, ON) == []
    answer_impact(laporan, keputusan="dikaji", uraian="Dibahas triwulan depan", by=bupati.access)
    answer_impact(laporan, keputusan="diubah", uraian="Diganti angka kematian kabupaten", by=bupati.access)
    assert impacts_to_answer(bupati.access, ON) == []
    assert notices(kepala.access).filter(reason="dampak")[0].text.endswith("ditanggapi: IKU diubah atau diganti.")
    assert [row.unit for row in TanggapanDampak.related.order_by("pk")] == [dunia.kabupaten] * 2


def test_it_stands_in_the_reports_of_both(dunia: World, kepala: Person, bupati: Person) -> None:
    row = builders.indikator(dunia.dinkes)
    builders.indikator(dunia.kabupaten, "Indeks Kesehatan")
    laporan = report_impact(row, tahun=2025, uraian=HARM, usulan="Ganti ukurannya", by=kepala.access)
    answer_impact(laporan, keputusan="dipertahankan", uraian="Diimbangi IKU rujukan.", by=bupati.access)
    for unit in (dunia.dinkes, dunia.kabupaten):
        report = laporan_kinerja(unit, 2025, posisi_data=date(2026, 2, 1), seen_by=bupati.access)
        (told,) = rows_of(lkjip(report), "Laporan Dampak Negatif IKU Tahun 2025")
        assert told[0] == "Angka Harapan Hidup"
        assert told[2:] == [
            f"{HARM}. Usulan: Ganti ukurannya",
            "IKU dipertahankan: Diimbangi IKU rujukan (Kabupaten Uji)",
        ]
    other = laporan_kinerja(dunia.dinkes, 2024, posisi_data=date(2026, 2, 1), seen_by=bupati.access)
    assert other.dampak == ()


def test_the_pages(dunia: World, kepala: Person, bupati: Person) -> None:
    row = builders.indikator(dunia.dinkes)
    card, report = (reverse(f"perencanaan:{name}", args=[row.pk]) for name in ("indikator", "dampak-lapor"))
    client = signed_in(kepala)
    assert "Laporkan dampak negatif" in text_of(client.get(card))
    assert client.post(report, {"uraian": ""}).status_code == 422
    assert client.post(report, {"uraian": HARM, "bukti": "", "usulan": ""}).status_code == 302
    address = reverse("perencanaan:dampak", args=[LaporanDampak.related.get().pk])
    assert "Menunggu tanggapan" in text_of(client.get(card))
    assert "Kirim tanggapan" not in text_of(client.get(address))
    assert client.post(address, {"keputusan": "dikaji", "uraian": "Baik"}).status_code == 403
    assert signed_in(cast_of(dunia)["orang asing"]).get(address).status_code == 404
    assert signed_in(bupati).post(address, {"keputusan": "diubah", "uraian": "Baik"}).status_code == 302
    assert "IKU diubah atau diganti" in text_of(client.get(address))
