"""A kabupaten plans: from the tree to the Renja, told in the acts of those who do it, with what is refused on the way.

pohon      Masyarakat hidup lebih sehat  <-  Ibu dan bayi selamat, Penyakit menular terkendali
RPJMD      sasaran Meningkatnya derajat kesehatan                          Angka Harapan Hidup 72 (2026)
Renstra    sasaran Ibu dan anak selamat, serves it; program 1.02.02         Persalinan di fasilitas 90 (2026)
RKT 2026   90 becomes 88, because the pagu was cut; set: the RKT counts
Renja 2026 out of the Renstra; 500 million beside the program
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from sakip.anggaran import actions as anggaran
from sakip.anggaran.actions import PaguBaru
from sakip.anggaran.models import JenisPagu
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru, SimpulBaru, UsulanBaru
from sakip.perencanaan.documents.rencana import FORMS
from sakip.perencanaan.models import Dasar, DokumenVersi, StatusDokumen, UsulanTarget
from sakip.perencanaan.pemeriksa import periksa, within
from sakip.perencanaan.queries import targets_that_count
from sakip.perencanaan.queries.dukungan import support_of
from sakip.perencanaan.queries.naskah import naskah
from tests import builders
from tests.builders import World, angka, unattached
from tests.people import Person, person
from tests.perencanaan.rencana import now

pytestmark = pytest.mark.django_db
YEAR, DAY = Periode.tahunan(2026), date(2026, 3, 2)


@dataclass(frozen=True)
class Cast:
    """Who plans in the Dinas, who plans for the kabupaten, who only reads."""

    dinas: Person
    bappeda: Person
    pembaca: Person


@pytest.fixture
def cast(dunia: World) -> Cast:
    return Cast(
        person("Perencana Dinkes", dunia.dinkes, Role.PERENCANA),
        person("Perencana Bappeda", dunia.kabupaten, Role.PERENCANA),
        person("Pembaca", dunia.dinkes, Role.PEMBACA),
    )


def set_by(versi: DokumenVersi, proposer: Person, reviewer: Person, nomor: str) -> DokumenVersi:
    """Proposed by one, looked at by another, set by its decree."""
    versi = actions.propose_plan(versi, seen=now(versi).versi, by=proposer.access)
    versi = actions.approve_plan(versi, seen=versi.versi, by=reviewer.access)
    return actions.set_plan(
        versi, nomor_penetapan=nomor, tanggal_penetapan=date(2025, 9, 1), seen=versi.versi, by=proposer.access
    )


def test_from_the_tree_to_the_renja(dunia: World, cast: Cast) -> None:
    dinas, bappeda = cast.dinas.access, cast.bappeda.access

    # The tree first, free of structure, programs and money.
    with pytest.raises(PermissionDenied):
        actions.create_pohon(dunia.dinkes, nama="Pohon", tahun_awal=2025, tahun_akhir=2029, by=cast.pembaca.access)
    pohon = actions.create_pohon(dunia.dinkes, nama="Pohon", tahun_awal=2025, tahun_akhir=2029, by=dinas)
    hasil, ibu, _penyakit = actions.add_many_simpul(
        pohon,
        simpul=[
            SimpulBaru("hasil", "outcome", "Masyarakat hidup lebih sehat", asal="mandat", bukti="AHH 2024: 69,4"),
            SimpulBaru("ibu", "csf", "Ibu dan bayi selamat", ("hasil",), indikator=("Persalinan di fasilitas",)),
            SimpulBaru("penyakit", "csf", "Penyakit menular terkendali", ("hasil",)),
        ],
        by=dinas,
    )
    with pytest.raises(Refused, match="sudah berada di bawahnya"):
        actions.attach_simpul(hasil, induk=ibu, by=dinas)

    # The RPJMD of the kabupaten; its first version is looked at by another than who proposed it.
    harapan = builders.indikator(dunia.kabupaten)
    builders.target(harapan, YEAR, angka(72), dasar=Dasar.RPJMD)
    rpjmd = actions.draft_plan(
        dunia.kabupaten,
        jenis="rpjmd",
        nama="RPJMD",
        kode_kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        by=bappeda,
    )
    _visi, sasaran_daerah, lain = actions.add_many_nodes(
        rpjmd,
        simpul=[
            PernyataanBaru("tujuan", "<p>Masyarakat&nbsp;sejahtera</p>"),
            PernyataanBaru("sasaran", "Meningkatnya derajat kesehatan", induk=0),
            PernyataanBaru("sasaran", "Meningkatnya mutu pendidikan", induk=0),
        ],
        by=bappeda,
    )
    assert _visi.pernyataan == "Masyarakat sejahtera"
    actions.place(harapan, simpul=sasaran_daerah, by=bappeda)
    rpjmd = actions.propose_plan(rpjmd, seen=now(rpjmd).versi, by=bappeda)
    with pytest.raises(Refused, match="asistensinya harus diberikan orang lain"):
        actions.approve_plan(rpjmd, seen=rpjmd.versi, by=bappeda)
    rpjmd = actions.approve_plan(rpjmd, seen=rpjmd.versi, by=SYSTEM)
    rpjmd = actions.set_plan(
        rpjmd, nomor_penetapan="Perda 5/2025", tanggal_penetapan=date(2025, 8, 20), seen=rpjmd.versi, by=bappeda
    )
    with pytest.raises(Refused, match="isinya tidak dapat diubah"):
        actions.add_many_nodes(rpjmd, simpul=[PernyataanBaru("tujuan", "Terlambat")], by=bappeda)

    # The Renstra hangs on it and serves it; the tree becomes its statements.
    renstra = actions.draft_plan(
        dunia.dinkes,
        jenis="renstra",
        nama="Renstra",
        kode_kerangka="pemda",
        tahun_awal=2025,
        tahun_akhir=2029,
        induk=rpjmd.dokumen,
        by=dinas,
    )
    _tujuan, sasaran, program = actions.add_many_nodes(
        renstra,
        simpul=[
            PernyataanBaru("tujuan", "Masyarakat sehat"),
            PernyataanBaru("sasaran", "Ibu dan anak selamat", induk=0),
            PernyataanBaru("program", "Program pemenuhan upaya kesehatan", induk=1, kode="1.02.02"),
        ],
        by=dinas,
    )
    actions.set_support(sasaran, melayani=[sasaran_daerah.kunci], by=dinas)
    actions.translate_to_plan(ibu, dokumen=renstra.dokumen, kunci=sasaran.kunci, by=dinas)
    persalinan = builders.indikator(dunia.dinkes, "Persentase persalinan di fasilitas kesehatan")
    builders.target(persalinan, YEAR, angka(90))
    for node in (sasaran, program):
        actions.place(persalinan, simpul=node, by=dinas)
    renstra = set_by(renstra, cast.dinas, cast.bappeda, "Perbup 23/2025")
    served = {each.simpul.pernyataan: len(each.pendukung) for each in support_of(rpjmd, seen_by=bappeda).dilayani}
    assert served["Meningkatnya derajat kesehatan"] == 1
    assert served["Meningkatnya mutu pendidikan"] == 0

    # The RKT may lawfully differ, with its reason.
    rkt = actions.draft_plan(
        dunia.dinkes,
        jenis="rkt",
        nama="RKT 2026",
        kode_kerangka="pemda",
        tahun_awal=2026,
        tahun_akhir=2026,
        induk=renstra.dokumen,
        by=dinas,
    )
    assert actions.propose_targets(rkt, by=dinas) == 1
    proposal = UsulanTarget.related.get(dokumen_versi=rkt)
    less = UsulanBaru(unattached(persalinan), YEAR, angka(88), proposal.versi)
    with pytest.raises(Refused, match="berbeda dari rencana"):
        actions.edit_proposals(rkt, usulan=[less], by=dinas)
    why = UsulanBaru(unattached(persalinan), YEAR, angka(88), proposal.versi, "Pagu persalinan dikurangi")
    actions.edit_proposals(rkt, usulan=[why], by=dinas)
    set_by(rkt, cast.dinas, cast.bappeda, "Keputusan 440/1120")
    counting = targets_that_count([persalinan.pk], tahun=[2026], seen_by=dinas)[persalinan.pk][YEAR]
    assert counting.isian == angka(88)

    # The Renja comes out of the Renstra, with money beside the program; a colleague of another dinas cannot set it.
    renja = actions.roll_forward(
        renstra.dokumen,
        jenis="renja",
        nama="Renja 2026",
        tahun_awal=2026,
        tahun_akhir=2026,
        induk=renstra.dokumen,
        by=dinas,
    )
    money = anggaran.open_pagu(dunia.dinkes, tahun=2026, jenis=JenisPagu.RENJA, by=dinas)
    anggaran.set_lines(money, baris=[PaguBaru("1.02.02", "Program", 500_000_000, "DAU")], seen=money.versi, by=dinas)
    stranger = person("Perencana Disdik", dunia.disdik, Role.PERENCANA)
    with pytest.raises(PermissionDenied):
        actions.propose_plan(renja, seen=now(renja).versi, by=stranger.access)
    renja = set_by(renja, cast.dinas, cast.bappeda, "Perbup 31/2025")
    assert renja.status == StatusDokumen.DITETAPKAN
    printed = str(FORMS["renja"][1](naskah(renja, on=date(2025, 9, 1), seen_by=dinas)).blocks)
    assert "500000000" in printed
    assert "Ditetapkan dengan Perbup 31/2025" in printed

    # The checker reads all of it: one sasaran of the kabupaten is served by nobody, and it says which.
    found = periksa(dunia.kabupaten, 2026, on=DAY, seen_by=SYSTEM)
    unserved = [each.objek.nama for each in found if each.aturan.id == "sasaran-daerah-tanpa-pendukung"]
    assert unserved == [lain.pernyataan]
    mine = within(found, path=dunia.dinkes.path)
    assert not {each.aturan.id for each in mine} & {
        "renstra-tanpa-induk",
        "pagu-tanpa-sasaran",
        "pelaksana-tanpa-hasil",
    }
