"""A plan on its way, played through the pages.

First that of a dinas, then that of a ministry.

The RPJMD is recorded, a dinas writes its Renstra, Bappeda returns it once, it is set; the RKT of 2026 promises less and
says why; the money is entered; the plan is changed in 2027.

    target of 2026     Renstra 70,00     RKT 69,00     what counts: 69,00
    report of 2026     the Renstra as it was set in 2025     of 2027     as it was changed on 1 March 2027
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sakip.anggaran.models import Pagu, PaguVersi
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.history import check_integrity
from sakip.organisasi.actions import create_instansi
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Dasar, DokumenVersi, Indikator, SimpulRencana
from sakip.perencanaan.plans import plans_for
from sakip.perencanaan.queries import nodes, targets_that_count
from sakip.perencanaan.queries.penempatan import placements_under
from tests import builders
from tests.builders import World, angka
from tests.pages import inputs, signed_in, text_of
from tests.people import person

pytestmark = pytest.mark.django_db
YEAR = Periode.tahunan(2026)


def url(name: str, *args: object, query: str = "") -> str:
    return reverse(name if ":" in name else f"perencanaan:{name}", args=args) + (f"?{query}" if query else "")


def sent(client: Client, address: str, **facts: Any) -> Any:
    """A form filled in and sent: it must have been done."""
    answer = client.post(address, inputs(client.get(address)) | facts)
    assert answer.status_code == 302, text_of(answer)
    return answer


def stepped(client: Client, versi: DokumenVersi, step: str, **facts: str) -> str:
    """A button of the flow pressed; what the page then says."""
    seen = {"versi": str(DokumenVersi.related.get(pk=versi.pk).versi)}
    return text_of(client.post(url("rencana-versi-langkah", versi.pk, step), seen | facts, follow=True))


def newest(unit: Unit, jenis: str) -> DokumenVersi:
    found: DokumenVersi = DokumenVersi.related.filter(dokumen__unit=unit, dokumen__jenis=jenis).order_by("-pk")[0]
    return found


def said(versi: DokumenVersi, text: str) -> SimpulRencana:
    found: SimpulRencana = SimpulRencana.related.get(dokumen_versi=versi, pernyataan=text)
    return found


def written(client: Client, versi: DokumenVersi, tingkat: str, text: str, *, under: str = "", kode: str = "") -> None:
    query = f"induk={said(versi, under).pk}" if under else ""
    sent(client, url("rencana-tambah-baris", versi.pk, query=query), tingkat=tingkat, pernyataan=text, kode=kode)


def test_from_the_rpjmd_to_the_change_of_a_renstra(dunia: World) -> None:
    dinas, root = dunia.dinkes, dunia.kabupaten
    bappeda = signed_in(person("Bappeda", root, Role.PERENCANA), tahun=2026)
    planner = signed_in(person("Perencana Dinkes", dinas, Role.PERENCANA), tahun=2026)
    subject = builders.indikator(dinas)
    builders.target(subject, YEAR, angka(70))
    rpjmd = _recorded(bappeda, root)
    renstra = _renstra(planner, dinas, rpjmd, subject)
    _set(planner, bappeda, renstra, nomor="Perbup 20 Tahun 2025", tanggal="2025-10-01")
    assert "Dinkes: Ibu dan anak selamat" in text_of(planner.get(url("rencana-versi-dukungan", rpjmd.pk)))
    _rkt(planner, bappeda, dinas, renstra, subject)
    counts = targets_that_count([subject.pk], tahun=[2026], seen_by=SYSTEM)[subject.pk][YEAR]
    assert (counts.isian, counts.dasar) == (angka(69), Dasar.RKT)
    _money(planner, dinas)
    _changed(planner, bappeda, renstra)
    for year, text in ((2026, "Ibu dan anak selamat"), (2027, "Ibu, bayi, dan anak selamat")):
        plan = plans_for(dinas, year, seen_by=SYSTEM).plan_of(dinas)
        assert plan is not None
        assert text in [node.pernyataan for node in nodes(plan, tahun=year, seen_by=SYSTEM)]
    assert check_integrity() == []


def _recorded(bappeda: Client, root: Unit) -> DokumenVersi:
    facts = {
        "jenis": "rpjmd",
        "tahun_awal": "2025",
        "nomor_penetapan": "Perda 5/2025",
        "tanggal_penetapan": "2025-08-20",
    }
    sent(bappeda, url("rencana-catat", query=f"unit={root.pk}"), **facts)
    versi = newest(root, "rpjmd")
    written(bappeda, versi, "tujuan", "Meningkatnya kualitas hidup")
    written(bappeda, versi, "sasaran", "Meningkatnya derajat kesehatan", under="Meningkatnya kualitas hidup")
    seen = {"versi": str(DokumenVersi.related.get(pk=versi.pk).versi)}
    assert "terkunci" in text_of(bappeda.post(url("rencana-versi-selesai", versi.pk), seen, follow=True))
    return versi


def _renstra(planner: Client, dinas: Unit, rpjmd: DokumenVersi, subject: Indikator) -> DokumenVersi:
    above = {"jenis": "renstra", "tahun_awal": "2025", "induk": str(rpjmd.dokumen_id)}
    sent(planner, url("rencana-tambah", query=f"unit={dinas.pk}"), **above)
    versi = newest(dinas, "renstra")
    written(planner, versi, "sasaran", "Ibu dan anak selamat")
    written(planner, versi, "program", "Program upaya kesehatan", under="Ibu dan anak selamat", kode="1.02.02")
    sasaran, served = said(versi, "Ibu dan anak selamat"), said(rpjmd, "Meningkatnya derajat kesehatan")
    planner.post(url("rencana-baris-tempatkan", sasaran.pk), {"indikator": str(subject.pk)})
    planner.post(url("rencana-baris-layani", sasaran.pk), {"melayani": str(served.kunci)})
    return versi


def _set(planner: Client, bappeda: Client, versi: DokumenVersi, *, nomor: str, tanggal: str) -> None:
    """Returned once with a note, proposed again, approved, set."""
    assert "diajukan untuk asistensi" in stepped(planner, versi, "ajukan")
    assert "Beri asistensi" in text_of(bappeda.get("/"))
    stepped(bappeda, versi, "kembalikan", alasan="Perjelas sasarannya")
    assert "Perjelas sasarannya" in text_of(planner.get("/"))
    stepped(planner, versi, "ajukan")
    stepped(bappeda, versi, "setujui")
    decree = {"nomor_penetapan": nomor, "tanggal_penetapan": tanggal}
    sent(planner, url("rencana-versi-tetapkan", versi.pk), **decree)
    assert DokumenVersi.related.get(pk=versi.pk).status == "ditetapkan"


def _rkt(planner: Client, bappeda: Client, dinas: Unit, renstra: DokumenVersi, subject: Indikator) -> None:
    above = {"jenis": "rkt", "tahun_awal": "2026", "induk": str(renstra.dokumen_id)}
    sent(planner, url("rencana-tambah", query=f"unit={dinas.pk}"), **above)
    versi = newest(dinas, "rkt")
    address = url("rencana-versi-target", versi.pk)
    planner.post(address, {"langkah": "usulkan"})
    sent(planner, address, **{f"n-{subject.pk}-{YEAR}": "69", f"c-{subject.pk}": "Pagu dikurangi"})
    _set(planner, bappeda, versi, nomor="Keputusan 1/2026", tanggal="2026-01-05")


def _money(planner: Client, dinas: Unit) -> None:
    sent(planner, url("anggaran:pagu-tambah", query=f"unit={dinas.pk}"), tahun="2026", jenis="dpa")
    versi = PaguVersi.related.get()
    row = {"versi": "1", "kode": "1.02.02", "uraian": "Program upaya kesehatan", "sumber": "DAU", "rupiah": "1.500.000"}
    assert planner.post(url("anggaran:pagu-isi", versi.pk), row).status_code == 302
    line = Pagu.related.get()
    assert line.kunci is not None
    assert SimpulRencana.related.filter(kunci=line.kunci, kode="1.02.02").exists()  # found by its code


def _changed(planner: Client, bappeda: Client, renstra: DokumenVersi) -> None:
    sent(planner, url("rencana-perubahan", renstra.dokumen_id), alasan="Perubahan RPJMD")
    baru = newest(renstra.dokumen.unit, "renstra")
    sasaran = said(baru, "Ibu dan anak selamat")
    page = url("rencana-baris", sasaran.pk)
    sent(planner, page, tingkat="sasaran", pernyataan="Ibu, bayi, dan anak selamat")
    assert "0 ditambah, 0 dihapus, 1 diubah, 1 tetap" in text_of(planner.get(url("rencana-versi-banding", baru.pk)))
    _set(planner, bappeda, baru, nomor="Perbup 3 Tahun 2027", tanggal="2027-03-01")
    assert DokumenVersi.related.get(pk=renstra.pk).status == "diganti"


def test_a_ministry_plans_a_year_in_its_own_levels(db: None) -> None:
    """From the recorded Renstra K/L through the Renja K/L with KRO and RO, its money, to a year that is copied on."""
    ministry = create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    planner = signed_in(person("Biro Perencanaan", ministry, Role.PERENCANA), tahun=2026)
    keeper = signed_in(person("Pengelola", ministry, Role.PENGELOLA), tahun=2026)
    form = planner.get(url("rencana-catat", query=f"unit={ministry.pk}"))
    assert "Generasi nomenklatur" not in text_of(form)  # codes of K/L stand in no nomenclature
    subject = builders.indikator(ministry, "Indeks Kesehatan Danau")
    rpjmn = _rpjmn(planner, ministry)
    renstra = _renstra_kl(planner, ministry, subject, rpjmn)
    above = {"jenis": "renja-kl", "tahun_awal": "2026", "tahun_akhir": "2026", "induk": str(renstra.dokumen_id)}
    sent(planner, url("rencana-teruskan", renstra.dokumen_id), **above)
    renja = newest(ministry, "renja-kl")
    written(planner, renja, "kro", "Rekomendasi kebijakan", under="Danau dikelola bersama", kode="PAA")
    written(planner, renja, "ro", "Rencana pengelolaan danau", under="Rekomendasi kebijakan", kode="PAA.001")
    _money_kl(planner, ministry, renja)
    _set(planner, keeper, renja, nomor="Keputusan Menteri 1/2026", tanggal="2026-01-05")
    matrix = planner.get(url("rencana-berkas", renja.pk, "renja", "xlsx"))
    cells = [row for sheet in load_workbook(BytesIO(matrix.content)) for row in sheet.iter_rows(values_only=True)]
    assert ["PAA.001", "RO: Rencana pengelolaan danau"] in [list(row[:2]) for row in cells]
    _next_year(planner, renja, subject)
    assert check_integrity() == []


def _rpjmn(planner: Client, ministry: Unit) -> DokumenVersi:
    """Others have drawn it up: it is recorded with its scan, and the sasaran that the ministry serves."""
    assert "RPJMN disusun Kementerian PPN/Bappenas" in text_of(
        planner.get(url("rencana-tambah", query=f"unit={ministry.pk}"))
    )
    scan = SimpleUploadedFile("rpjmn.pdf", b"%PDF-1.4\nnaskah", "application/pdf")
    facts = {"jenis": "rpjmn", "tahun_awal": "2025", "nomor_penetapan": "Perpres 302/2025", "naskah": scan}
    sent(planner, url("rencana-catat", query=f"unit={ministry.pk}"), tanggal_penetapan="2025-02-10", **facts)
    versi = newest(ministry, "rpjmn")
    written(planner, versi, "sasaran", "Perairan darat lestari")
    return versi


def _renstra_kl(planner: Client, ministry: Unit, subject: Indikator, rpjmn: DokumenVersi) -> DokumenVersi:
    scan = SimpleUploadedFile("renstra.pdf", b"%PDF-1.4\nnaskah", "application/pdf")
    facts = {"jenis": "renstra-kl", "tahun_awal": "2025", "nomor_penetapan": "Permen 7/2025", "naskah": scan}
    facts |= {"induk": str(rpjmn.dokumen_id)}
    address = url("rencana-catat", query=f"unit={ministry.pk}")
    sent(planner, address, tanggal_penetapan="2025-09-01", **facts)
    versi = newest(ministry, "renstra-kl")
    levels = (
        ("sasaran-strategis", "Danau sehat", ""),
        ("program", "Program Kualitas Lingkungan", "Danau sehat"),
        ("sasaran-program", "Mutu air membaik", "Program Kualitas Lingkungan"),
        ("kegiatan", "Pemulihan danau", "Mutu air membaik"),
        ("sasaran-kegiatan", "Danau dikelola bersama", "Pemulihan danau"),
    )
    for tingkat, text, under in levels:
        written(planner, versi, tingkat, text, under=under)
    planner.post(url("rencana-baris-tempatkan", said(versi, "Danau sehat").pk), {"indikator": str(subject.pk)})
    served = {"melayani": str(said(rpjmn, "Perairan darat lestari").kunci)}
    planner.post(url("rencana-baris-layani", said(versi, "Danau sehat").pk), served)
    assert "mendukung: Perairan darat lestari" in text_of(planner.get(url("rencana-versi", versi.pk)))
    seen = {"versi": str(DokumenVersi.related.get(pk=versi.pk).versi)}
    assert "terkunci" in text_of(planner.post(url("rencana-versi-selesai", versi.pk), seen, follow=True))
    assert planner.get(url("rencana-versi-naskah", versi.pk)).status_code == 200
    late = builders.indikator(ministry, "Terlambat")
    told = planner.post(
        url("rencana-baris-tempatkan", said(versi, "Danau sehat").pk), {"indikator": str(late.pk)}, follow=True
    )
    assert "isinya tidak dapat diubah" in text_of(told)
    return versi


def _money_kl(planner: Client, ministry: Unit, renja: DokumenVersi) -> None:
    """The sum above says more than the line below: shown, not hidden; both stand beside the Renja."""
    sent(planner, url("anggaran:pagu-tambah", query=f"unit={ministry.pk}"), tahun="2026", jenis="renja")
    money = PaguVersi.related.get(unit=ministry)
    rows = {
        "kode": ["PAA", "PAA.001"],
        "uraian": ["Rekomendasi kebijakan", "Rencana pengelolaan danau"],
        "sumber": ["RM", "RM"],
        "rupiah": ["2.500.000", "2.400.000"],
    }
    assert planner.post(url("anggaran:pagu-isi", money.pk), rows | {"versi": "1"}).status_code == 302
    assert "Rp100.000" in text_of(planner.get(url("anggaran:pagu", money.pk)))
    keys = set(SimpulRencana.related.filter(dokumen_versi=renja).values_list("kunci", flat=True))
    assert {line.kunci for line in Pagu.related.filter(versi_pagu=money)} <= keys


def _next_year(planner: Client, renja: DokumenVersi, subject: Indikator) -> None:
    """Copied on, with codes and indicators."""
    address = url("rencana-teruskan", renja.dokumen_id)
    assert 'value="2027"' in planner.get(address).content.decode()
    facts = {"jenis": "renja-kl", "tahun_awal": "2027", "induk": str(renja.dokumen.induk_id)}
    told = text_of(planner.post(address, facts, follow=True))
    assert "Renja Kementerian Uji Tahun 2027 dibuat dari" in told
    copied = newest(renja.dokumen.unit, "renja-kl")
    assert said(copied, "Rencana pengelolaan danau").kode == "PAA.001"
    assert [each.indikator for each in placements_under(said(copied, "Danau sehat"), seen_by=SYSTEM)] == [subject]
