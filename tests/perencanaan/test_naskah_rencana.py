"""Plans on paper: what each form says, drafts and decrees in the head, who may have the file."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu, PaguVersi
from sakip.arithmetic.periods import Periode
from sakip.documents.model import Callout, Document, Missing, SignatureBlock, Table
from sakip.documents.pdf import render_pdf
from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.organisasi.actions import create_instansi
from sakip.perencanaan import actions
from sakip.perencanaan.actions.kerangka import TingkatBaru
from sakip.perencanaan.documents.rencana import FORMS, forms_for
from sakip.perencanaan.models import Dasar, DokumenRencana, DokumenVersi, Indikator, Target
from sakip.perencanaan.pohon.matriks import alignment
from sakip.perencanaan.queries.naskah import money_versions, naskah
from tests import builders
from tests.builders import World, angka
from tests.pages import signed_in
from tests.people import person
from tests.perencanaan.rencana import draft, filled, now, recorded, set_whole
from tests.referensi.tables import loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(dunia: World) -> DokumenVersi:
    """A draft with an indicator under its sasaran, with targets, a baseline, and money beside its program."""
    versi = draft(dunia.dinkes)
    _tujuan, sasaran, _other, program = filled(versi)
    subject = builders.indikator(dunia.dinkes)
    for year, number in ((2025, 70), (2026, 72)):
        builders.target(subject, Periode.tahunan(year), angka(number))
    actions.set_baseline(subject, periode=Periode.tahunan(2024), isian=angka(68), sumber="BPS", seen=None, by=SYSTEM)
    for node in (sasaran, program):
        actions.place(subject, simpul=node, by=SYSTEM)
    for year, rupiah in ((2025, 1_000_000), (2026, 1_500_000)):
        money = anggaran.open_pagu(dunia.dinkes, tahun=year, jenis=JenisPagu.RENSTRA, by=SYSTEM)
        lines = [PaguBaru("1.02.02", "Program", rupiah, "DAU"), PaguBaru("1.02.02.2.02", "Kegiatan", rupiah, "DAU")]
        anggaran.set_lines(money, baris=lines, seen=money.versi, by=SYSTEM)
    return versi


def measured(plan: DokumenVersi) -> Indikator:
    """The indicator of the plan."""
    found: Indikator = Indikator.related.get(unit=plan.dokumen.unit)
    return found


def paper(versi: DokumenVersi, form: str = "matriks") -> Document:
    return FORMS[form][1](naskah(versi, on=date(2025, 9, 1), seen_by=SYSTEM))


def table(document: Document, caption: str) -> Table:
    return next(each for each in document.blocks if isinstance(each, Table) and each.caption.startswith(caption))


def named_values(found: Table) -> list[dict[str, object]]:
    """The rows by the titles of their columns."""
    return [
        {column.title: cell.value for column, cell in zip(found.columns, row.cells, strict=True)} for row in found.rows
    ]


def values(found: Table) -> list[list[object]]:
    return [[cell.value for cell in row.cells] for row in found.rows]


def test_every_kind_has_its_forms() -> None:
    def forms(jenis: str, akhir: int, kerangka: str = "pemda") -> dict[str, str]:
        return forms_for(DokumenRencana(jenis=jenis, kerangka=kerangka, tahun_awal=2025, tahun_akhir=akhir))

    assert forms("renstra", 2029) == {"matriks": "Matriks", "klasik": "T-C.28"}
    assert forms("renstra-kl", 2029, "kl") == {"matriks": "Matriks"}
    assert forms("renja", 2025) == {"renja": "Renja"}
    assert forms("rkpd", 2025) == {"renja": "RKPD"}
    assert forms("rkt", 2025) == {"rkt": "RKT"}


def test_results_with_baseline_and_targets(plan: DokumenVersi) -> None:
    rows = named_values(table(paper(plan), "Tujuan, sasaran"))
    assert rows[0]["Tujuan dan sasaran"] == "Tujuan: Masyarakat sehat"
    assert isinstance(rows[0]["Indikator"], Missing)
    measured = next(row for row in rows if row["Tujuan dan sasaran"] == "Sasaran: Ibu dan anak selamat")
    assert [measured[name] for name in ("Kondisi awal (tahun)", "2025", "2026")] == ["68 (2024)", 70, 72]
    assert isinstance(measured["2027"], Missing)


def test_the_outline_of_2025_numbers_its_tables_and_prints_what_its_columns_ask(plan: DokumenVersi) -> None:
    tujuan, _sasaran, _other, program = plan.simpul.order_by("pk")
    work = [
        actions.PernyataanBaru("kegiatan", "Layanan", program, "1.02.02.2.02", rincian={"lokasi": "Semua kecamatan"}),
        actions.PernyataanBaru("sub-kegiatan", "Ibu hamil", 0, "1.02.02.2.02.0001"),
        actions.PernyataanBaru("kegiatan", "Sarana", program, "1.02.02.2.01", rincian={"catatan": "DAK"}),
    ]
    actions.add_many_nodes(plan, simpul=work, by=SYSTEM)
    assert "Belum ada kegiatan atau sub kegiatan yang dicatat mendukung program prioritas" in str(paper(plan).blocks)
    actions.edit_node(tujuan, seen=1, nspk="SPM", by=SYSTEM)
    actions.edit_node(now(program), seen=1, prioritas="Ibu Selamat", by=SYSTEM)
    found = paper(now(plan))
    assert [each.number for each in found.blocks if isinstance(each, Table)] == [
        "3.1",
        "3.2",
        "4.1",
        "4.2",
        "4.3",
        "4.4",
    ]
    assert "Tabel 4.5 tidak dimuat: dokumen ini belum memuat indikator kinerja kunci." in str(found.blocks)
    first = named_values(table(found, "Tujuan, sasaran"))
    assert [row["NSPK"] for row in first] == ["SPM"] * 3
    notes = {row["Kode"]: row["Ket"] for row in named_values(table(found, "Program, kegiatan, sub kegiatan menurut"))}
    assert notes["1.02.02.2.01"] == "DAK"
    goals = named_values(table(found, "Kegiatan dan sub kegiatan yang"))
    assert [(row["Program prioritas"], row["Outcome"]) for row in goals] == [
        ("Ibu Selamat", "Ibu dan anak selamat"),
        ("", "Ibu dan anak selamat"),
    ]
    classic = {row["Kode"]: row["Lokasi"] for row in named_values(table(paper(plan, "klasik"), "Rencana program"))}
    assert [classic[f"1.02.02{end}"] for end in ("", ".2.02", ".2.02.0001")] == ["", "Semua kecamatan", ""]
    assert isinstance(classic["1.02.02.2.01"], Missing)  # nothing says where it is done


def test_where_it_stood_is_of_a_year_before_the_plan(plan: DokumenVersi, dunia: World) -> None:
    subject = Indikator.related.get(unit=dunia.dinkes)
    later = Periode.tahunan(2029)
    actions.set_baseline(subject, periode=later, isian=angka(80), sumber="BPS", seen=None, by=SYSTEM)
    rows = named_values(table(paper(plan), "Tujuan, sasaran"))
    assert next(said for row in rows if (said := row["Kondisi awal (tahun)"])) == "68 (2024)"


def test_a_set_version_tells_of_targets_that_replaced_others(plan: DokumenVersi) -> None:
    set_whole(plan, nomor="Perbup 9/2025", tanggal=date(2025, 9, 1))
    assert "menggantikan nilai sebelumnya" not in str(paper(now(plan)).blocks)
    stands = Target.related.get(tahun=2026)
    new = actions.TargetBaru(stands.penempatan, stands.periode_nilai, angka(71), stands.pk)
    unit = stands.penempatan.indikator.unit
    actions.set_targets(unit, targets=[new], dasar=Dasar(stands.dasar), alasan="Anggaran berkurang", by=SYSTEM)
    said = str(paper(now(plan)).blocks)
    assert "1 target yang tercetak menggantikan nilai sebelumnya" in said


def test_money_stands_beside_the_program_once(plan: DokumenVersi) -> None:
    found = table(paper(plan), "Program dengan target")
    (row,) = values(found)
    assert row[0] == "1.02.02"
    assert row[5:9] == [70, 1_000_000, 72, 1_500_000]
    assert isinstance(row[10], Missing)
    totals = [cell.value for cell in found.totals[0].cells]
    assert totals[2] == 1_000_000


def test_money_that_nobody_set_is_said_to_be_a_draft(plan: DokumenVersi) -> None:
    for form in ("matriks", "klasik"):
        warned = next(each for each in paper(plan, form).blocks if isinstance(each, Callout))
        assert "Pagu tahun 2025 dan 2026 belum ditetapkan" in warned.spans[0].text
    first, second = PaguVersi.related.order_by("tahun")
    anggaran.set_pagu(first, ditetapkan=date(2025, 8, 1), dokumen="Perbup 9", seen=first.versi, by=SYSTEM)
    found = paper(plan)
    assert "Pagu tahun 2026 belum ditetapkan" in str(found.blocks)
    matrix = table(found, "Program dengan target")
    assert [cell.value for cell in matrix.header[1].cells][:4] == [
        "Target",
        "Pagu (Rp)",
        "Target",
        "Pagu (Rp), rancangan",
    ]
    assert matrix.source == "Pagu Renstra, Perbup 9 (tahun 2025); Pagu Renstra, belum ditetapkan (tahun 2026)"
    anggaran.set_pagu(second, ditetapkan=date(2025, 8, 1), dokumen="", seen=second.versi, by=SYSTEM)
    assert not any(isinstance(each, Callout) for each in paper(plan).blocks)


def test_a_set_plan_prints_set_money_while_another_version_is_written(plan: DokumenVersi) -> None:
    stands = PaguVersi.related.get(tahun=2025)
    stands = anggaran.set_pagu(stands, ditetapkan=date(2025, 8, 1), dokumen="", seen=stands.versi, by=SYSTEM)
    later = anggaran.next_pagu(stands, by=SYSTEM)
    lines = [PaguBaru("1.02.02", "Program", 9, "DAU")]
    anggaran.set_lines(later, baris=lines, seen=later.versi, by=SYSTEM)
    assert money_versions(plan, (2025,), seen_by=SYSTEM) == {2025: later}
    set_whole(plan)
    assert money_versions(now(plan), (2025,), seen_by=SYSTEM) == {2025: stands}


def test_the_classic_form_says_tujuan_and_sasaran_once(plan: DokumenVersi) -> None:
    rows = values(table(paper(plan, "klasik"), "Rencana program"))
    assert [row[0] for row in rows].count("Masyarakat sehat") == 1
    assert [row[1] for row in rows if row[1]] == ["Ibu dan anak selamat", "Penyakit menular turun"]


def test_the_classic_form_sums_its_years_in_the_columns_of_the_law(plan: DokumenVersi) -> None:
    found = table(paper(plan, "klasik"), "Rencana program")
    assert found.number == "T-C.28"
    top = [cell.value for cell in found.header[0].cells]
    assert (top[:4], top[-3:]) == (
        ["Tujuan", "Sasaran", "Indikator sasaran", "Kode"],
        ["Kondisi akhir periode", "Unit penanggung jawab", "Lokasi"],
    )
    assert [cell.value for cell in found.header[2].cells] == [f"({at})" for at in range(1, len(found.columns) + 1)]
    program = next(row for row in values(found) if row[3] == "1.02.02")
    assert program[-3] == 2_500_000
    (total,) = found.totals
    assert sum(cell.colspan for cell in total.cells) == len(found.columns)
    assert [cell.value for cell in total.cells if isinstance(cell.value, int)] == [1_000_000, 1_500_000, 2_500_000]


def test_a_draft_says_so_and_a_set_version_names_its_decree(plan: DokumenVersi) -> None:
    first = paper(plan)
    assert "DRAF" in str(first.blocks)
    assert first.footer.startswith("DRAF versi 1")
    set_whole(plan, nomor="Perbup 9/2025", tanggal=date(2025, 9, 1))
    second = paper(now(plan))
    assert "DRAF" not in str(second.blocks) + second.footer
    assert "Ditetapkan dengan Perbup 9/2025 tanggal 1 September 2025" in str(second.blocks)


def test_a_renja_looks_a_year_ahead(dunia: World, plan: DokumenVersi) -> None:
    renja = actions.roll_forward(
        plan.dokumen, jenis="renja", nama="Renja", tahun_awal=2025, tahun_akhir=2025, induk=plan.dokumen, by=SYSTEM
    )
    found = table(paper(renja, "renja"), "Program")
    (row,) = named_values(found)
    assert [row[name] for name in ("Target 2025", "Pagu 2025 (Rp)", "Sumber dana")] == [70, 1_000_000, "DAU"]
    assert [row[name] for name in ("Target 2026", "Pagu 2026 (Rp)")] == [72, 1_500_000]
    assert isinstance(row["Lokasi"], Missing)
    assert "Pagu Renja tahun 2025 belum ada; yang tercetak adalah pagu Renstra." in str(paper(renja, "renja").blocks)
    assert [cell.value for cell in found.header[0].cells][4:7] == [
        "Rencana tahun 2025", "Catatan", "Prakiraan maju tahun 2026",
    ]  # fmt: skip
    assert sum(cell.colspan for cell in found.totals[0].cells) == len(found.columns)


def test_a_yearly_plan_without_work_says_so_and_prints_no_empty_table(dunia: World) -> None:
    rkpd = draft(dunia.kabupaten, jenis="rkpd", tahun_awal=2026, tahun_akhir=2026)
    actions.add_node(rkpd.dokumen.unit, versi=rkpd, tingkat="tujuan", pernyataan="Masyarakat sehat", by=SYSTEM)
    blocks = paper(rkpd, "renja").blocks
    assert "belum memuat program dan kegiatan" in str(blocks)
    assert all(each.rows for each in blocks if isinstance(each, Table))


def test_a_yearly_plan_lists_its_work_by_bidang_and_code(dunia: World) -> None:
    loaded("contoh")
    renja = draft(dunia.dinkes, jenis="renja", tahun_awal=2026, tahun_akhir=2026, generasi="contoh")
    codes = ("2.13.02", "1.02.05", "1.02.02")
    rows = [actions.PernyataanBaru("program", f"Program {kode}", None, kode) for kode in codes]
    rows.append(actions.PernyataanBaru("kegiatan", "Air", 0, "2.13.02.2.01"))
    actions.add_many_nodes(renja, simpul=rows, by=SYSTEM)
    found = table(paper(renja, "renja"), "Program")
    assert [row.cells[0].value for row in found.rows] == [
        "1.02", "1.02.02", "1.02.05", "2.13", "2.13.02", "2.13.02.2.01",
    ]  # fmt: skip
    assert [row.kind for row in found.rows].count("group") == 2


def test_an_rkt_prints_what_is_proposed_and_why_it_differs(dunia: World, plan: DokumenVersi) -> None:
    rkt = draft(dunia.dinkes, jenis="rkt", tahun_awal=2026, tahun_akhir=2026, induk=plan.dokumen)
    actions.propose_targets(rkt, by=SYSTEM)
    rows = values(table(paper(rkt, "rkt"), "Rencana kinerja"))
    assert rows[0][:2] == [1, "Sasaran: Ibu dan anak selamat"]
    assert rows[0][4:] == [72]  # no column of notes where nothing is noted


def test_the_year_after_the_period_is_printed_where_it_has_targets(plan: DokumenVersi) -> None:
    assert [column.title for column in table(paper(plan), "Tujuan, sasaran").columns][-2] == "2029"
    builders.target(measured(plan), Periode.tahunan(2030), angka(80))
    found = table(paper(plan), "Tujuan, sasaran")
    assert [column.title for column in found.columns][-2] == "2030"
    assert values(found)[1][-2] == 80
    assert values(table(paper(plan, "klasik"), "Rencana program"))[1][-4] == 80


def test_strategies_stand_beside_their_sasaran_and_work_beside_what_it_serves(dunia: World, plan: DokumenVersi) -> None:
    above = draft(dunia.kabupaten, jenis="rpjmd")
    (goal,) = actions.add_many_nodes(above, simpul=[actions.PernyataanBaru("sasaran", "Warga sehat")], by=SYSTEM)
    head = {"nama": "Renstra", "tahun_awal": 2025, "tahun_akhir": 2029}
    actions.edit_plan(plan.dokumen, induk=above.dokumen, seen=now(plan.dokumen).versi, by=SYSTEM, **head)  # type: ignore[arg-type]
    _tujuan, sasaran, other, _program = plan.simpul.order_by("pk")
    rows = [
        actions.PernyataanBaru("strategi", "Posyandu aktif", sasaran),
        actions.PernyataanBaru("arah-kebijakan", "Kader dilatih", 0),
        actions.PernyataanBaru("arah-kebijakan", "Insentif kader", 0),
        actions.PernyataanBaru("strategi", "Penapisan dini", other),
    ]
    actions.add_many_nodes(plan, simpul=rows, by=SYSTEM)
    actions.set_support(now(sasaran), melayani={goal.kunci}, by=SYSTEM)
    found = paper(now(plan))
    assert values(table(found, "Strategi")) == [
        ["Warga sehat", "Masyarakat sehat", "Ibu dan anak selamat", "Posyandu aktif", "Kader dilatih"],
        ["", "", "", "", "Insentif kader"],
        ["", "Masyarakat sehat", "Penyakit menular turun", "Penapisan dini", ""],
    ]
    results = table(found, "Tujuan, sasaran")
    served = {row["Tujuan dan sasaran"]: row["Sasaran RPJMD"] for row in named_values(results)}
    assert served["Sasaran: Ibu dan anak selamat"] == "Warga sehat"
    (work,) = values(table(found, "Program menurut sasaran"))
    assert work[:3] == ["Warga sehat", "Masyarakat sehat", "Ibu dan anak selamat"]


def test_ikk_have_their_own_table_and_the_head_signs(plan: DokumenVersi) -> None:
    assert not any(isinstance(each, Table) and "kunci" in each.caption for each in paper(plan).blocks)
    subject = measured(plan)
    actions.add_mark(subject, jenis="ikk", kode="", by=SYSTEM)
    found = paper(plan)
    assert values(table(found, "Indikator kinerja kunci"))[0][1:5] == [subject.nama, subject.series.satuan, 70, 72]
    signed = found.blocks[-1]
    assert isinstance(signed, SignatureBlock)
    assert (signed.signers[0].jabatan, signed.signed_on) == ("Kepala Dinas Kesehatan,", None)


def test_results_of_an_own_kerangka_are_those_that_serve(dunia: World) -> None:
    levels = [
        TingkatBaru("Tujuan Bisnis", indikator=True, hasil="outcome", melayani=True),
        TingkatBaru("Usaha", indikator=True, hasil="output"),
    ]
    frame = actions.add_kerangka(dunia.kabupaten, nama="BUMD", sumber="", tingkat=levels, by=SYSTEM)
    versi = draft(dunia.dinkes, kode_kerangka=frame.kode)
    rows = [actions.PernyataanBaru("tujuan-bisnis", "Untung"), actions.PernyataanBaru("usaha", "Jualan", 0)]
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)
    found = paper(versi)
    assert [row[0] for row in values(table(found, "Tujuan Bisnis, indikator"))] == ["Tujuan Bisnis: Untung"]
    assert [row[1] for row in values(table(found, "Usaha dengan target"))] == ["Usaha: Jualan"]


def test_a_plan_of_kl_prints_results_and_money_in_one_matrix(dunia: World) -> None:
    ministry = create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    versi = draft(ministry, jenis="renstra-kl", kode_kerangka="kl")
    rows = [
        actions.PernyataanBaru("sasaran-strategis", "Danau sehat"),
        actions.PernyataanBaru("program", "Kualitas Lingkungan", 0, "FA"),
        actions.PernyataanBaru("sasaran-program", "Mutu air membaik", 1),
        actions.PernyataanBaru("kro", "Rekomendasi", 2, "PAA"),
    ]
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)
    found = table(paper(versi), "Matriks kinerja dan pendanaan")
    assert [row[1] for row in values(found)] == [
        "Program: Kualitas Lingkungan", "Sasaran Program: Mutu air membaik", "KRO: Rekomendasi",
    ]  # fmt: skip
    program, result, _kro = values(found)
    money = [column.title for column in found.columns].index("2025 alokasi (Rp)")
    assert (program[2], isinstance(program[money], Missing)) == ("", True)
    assert (isinstance(result[2], Missing), result[money]) == (True, None)
    assert [cell.value for cell in found.header[0].cells][-3:] == ["Target", "Alokasi (Rp)", "Unit pelaksana"]
    assert found.columns[-1].title == "Unit pelaksana"


@pytest.mark.parametrize(("jenis", "form"), [("renstra-kl", "matriks"), ("renstra", "matriks"), ("renstra", "klasik")])
def test_the_sum_of_a_year_without_money_says_so_and_is_not_nothing(dunia: World, jenis: str, form: str) -> None:
    unit, frame = dunia.dinkes, "pemda"
    if jenis == "renstra-kl":
        unit, frame = create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM), "kl"
    versi = draft(unit, jenis=jenis, kode_kerangka=frame)
    above = ["sasaran-strategis"] if frame == "kl" else ["tujuan", "sasaran"]
    rows = [actions.PernyataanBaru(level, "Sehat", at - 1 if at else None) for at, level in enumerate(above)]
    rows.append(actions.PernyataanBaru("program", "Mutu", len(rows) - 1, "1.02.02"))
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)
    first = versi.dokumen.tahun_awal
    for year, rupiah in ((first, 5_000_000), (first + 1, 0)):
        money = anggaran.open_pagu(unit, tahun=year, jenis=JenisPagu.RENSTRA, by=SYSTEM)
        anggaran.set_lines(money, baris=[PaguBaru("1.02.02", "Mutu", rupiah, "DAU")], seen=money.versi, by=SYSTEM)
    (found,) = (each for each in paper(versi, form).blocks if isinstance(each, Table) and each.totals)
    told = [cell.value for cell in found.totals[0].cells if cell.value not in {"", "Jumlah"}]
    assert told[:2] == [5_000_000, 0]
    assert all(isinstance(each, Missing) for each in told[2:5])


def test_money_of_kl_is_summed_by_the_plan_where_codes_do_not_tell(dunia: World) -> None:
    """The code of a kegiatan of K/L does not begin with that of its program; the money was counted twice."""
    ministry = create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    versi = draft(ministry, jenis="renja-kl", kode_kerangka="kl")
    rows = [
        actions.PernyataanBaru("sasaran-strategis", "Danau sehat"),
        actions.PernyataanBaru("program", "Kualitas Lingkungan", 0, "099.02.WA"),
        actions.PernyataanBaru("sasaran-program", "Mutu air membaik", 1),
        actions.PernyataanBaru("kegiatan", "Konservasi Danau", 2, "5431"),
        actions.PernyataanBaru("kro", "Rehabilitasi", 3, "5431.REA"),
        actions.PernyataanBaru("program", "Dukungan Manajemen", 0, "099.01.WA"),
    ]
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)
    year = versi.dokumen.tahun_awal
    money = anggaran.open_pagu(ministry, tahun=year, jenis=JenisPagu.RENSTRA, by=SYSTEM)
    given = (("099.02.WA", 12), ("5431", 12), ("5431.REA", 12), ("099.01.WA", 5))
    lines = [PaguBaru(kode, "Uraian", rupiah, "Rupiah Murni") for kode, rupiah in given]
    anggaran.set_lines(money, baris=lines, seen=money.versi, by=SYSTEM)
    for form, caption in (("matriks", "Matriks kinerja dan pendanaan"), ("renja", "Program")):
        (total,) = table(paper(versi, form), caption).totals
        assert 17 in [cell.value for cell in total.cells]


def test_files_for_those_who_may_read(dunia: World, plan: DokumenVersi) -> None:
    reader = signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA))
    page = reader.get(reverse("perencanaan:rencana-versi", args=[plan.pk])).content.decode()
    assert "Pagu tahun 2025 dan 2026 belum ditetapkan; jumlahnya masih rancangan" in page
    for form in ("matriks", "klasik"):
        assert reverse("perencanaan:rencana-berkas", args=[plan.pk, form, "pdf"]) in page
    answer = reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "matriks", "xlsx"]))
    book = load_workbook(BytesIO(answer.content))
    assert len(book.sheetnames) >= 3
    pdf = reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "klasik", "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    docx = reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "klasik", "docx"]))
    assert docx.content.startswith(b"PK")
    for wrong in (("renja", "pdf"), ("matriks", "exe")):
        assert reader.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, *wrong])).status_code == 404
    stranger = signed_in(person("Orang asing", dunia.lain, Role.PERENCANA))
    assert stranger.get(reverse("perencanaan:rencana-berkas", args=[plan.pk, "matriks", "pdf"])).status_code == 404


def test_headings_one_below_the_other_are_drawn(dunia: World) -> None:
    versi = draft(dunia.kabupaten, jenis="rpjmd")
    rows = [
        actions.PernyataanBaru("visi", "Maju"),
        actions.PernyataanBaru("misi", "Sehat", induk=0),
        actions.PernyataanBaru("tujuan", "Masyarakat sehat", induk=1),
    ]
    actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)

    assert render_pdf(paper(versi), at=timezone.now()).startswith(b"%PDF")


def test_reads_do_not_grow_with_the_plan(dunia: World, plan: DokumenVersi, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    more = [actions.PernyataanBaru("tujuan", f"Tujuan {number}") for number in range(200)]
    actions.add_many_nodes(plan, simpul=more, by=SYSTEM)
    with django_assert_max_num_queries(30):
        naskah(now(plan), on=date(2025, 9, 1), seen_by=SYSTEM)


def test_work_of_kl_is_measured_by_the_sasaran_below_it(dunia: World) -> None:
    """Its program and kegiatan carry no indicator; the matrix of plan and budget said that one was lacking."""
    ministry = create_instansi(INSTALLATION, nama="Kementerian Uji", jenis="kementerian", by=SYSTEM)
    versi = recorded(ministry, jenis="renstra-kl", kode_kerangka="kl")
    rows = [
        actions.PernyataanBaru("sasaran-strategis", "Danau sehat"),
        actions.PernyataanBaru("program", "Kualitas Lingkungan", 0, "WA"),
        actions.PernyataanBaru("sasaran-program", "Mutu air membaik", 1),
        actions.PernyataanBaru("kegiatan", "Konservasi Danau", 2, "5431"),
        actions.PernyataanBaru("sasaran-kegiatan", "Gulma berkurang", 3),
    ]
    made = actions.add_many_nodes(versi, simpul=rows, by=SYSTEM)
    actions.place(builders.indikator(ministry), simpul=made[2], by=SYSTEM)
    found = alignment(ministry, 2025, seen_by=SYSTEM)
    assert [(row.pernyataan, row.berindikator) for row in found.baris] == [
        ("Kualitas Lingkungan", True), ("Konservasi Danau", False),
    ]  # fmt: skip
