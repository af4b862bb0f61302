"""Own kerangka: levels defined without code, used by new documents, locked once a document follows them."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.organisasi.actions import create_instansi
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions
from sakip.perencanaan.actions import TingkatBaru
from sakip.perencanaan.models import KerangkaInstansi
from sakip.referensi.queries import nama_tingkat
from tests import builders
from tests.builders import World
from tests.pages import inputs, signed_in, text_of
from tests.people import person

pytestmark = pytest.mark.django_db
LEVELS = (
    TingkatBaru("Visi"),
    TingkatBaru("Sasaran Bisnis", indikator=True, hasil="outcome", melayani=True),
    TingkatBaru("Prakarsa"),
)


@pytest.fixture
def bumd() -> Unit:
    return create_instansi(INSTALLATION, nama="Perumda Air Minum", jenis="bumd", by=SYSTEM)


def made(root: Unit, nama: str = "Rencana Bisnis", tingkat: tuple[TingkatBaru, ...] = LEVELS) -> KerangkaInstansi:
    return actions.add_kerangka(root, nama=nama, tingkat=tingkat, by=SYSTEM)


@pytest.mark.parametrize(
    ("nama", "tingkat", "said"),
    [
        ("Pemda", LEVELS, "Nama kerangka “Pemda” sudah dipakai"),
        ("Baru", (TingkatBaru("Visi"),), "belum memiliki tingkat yang memuat indikator"),
        ("Baru", (), "belum memiliki tingkat yang memuat indikator"),
        ("Baru", (*LEVELS, TingkatBaru("prakarsa")), "Tingkat “prakarsa” ditulis dua kali"),
    ],
)
def test_levels_that_cannot_be_are_refused(bumd: Unit, nama: str, tingkat: tuple[TingkatBaru, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        made(bumd, nama, tingkat)


def test_a_planner_defines_none(dunia: World) -> None:
    with pytest.raises(PermissionDenied):
        actions.add_kerangka(
            dunia.kabupaten, nama="X", tingkat=LEVELS, by=person("P", dunia.kabupaten, Role.PERENCANA).access
        )


def test_a_document_follows_it_and_then_it_is_locked(bumd: Unit) -> None:
    row = made(bumd)
    with pytest.raises(Refused, match="sudah dipakai"):
        made(bumd)
    facts = {"nama": "Rencana Bisnis 2025", "tahun_awal": 2025, "tahun_akhir": 2029, "by": SYSTEM}
    versi = actions.draft_plan(bumd, jenis="renstra", kode_kerangka="rencana-bisnis", **facts)  # type: ignore[arg-type]
    visi = actions.add_node(bumd, versi=versi, tingkat="visi", pernyataan="Air untuk semua", by=SYSTEM)
    sasaran = actions.add_node(
        bumd, versi=versi, tingkat="sasaran-bisnis", pernyataan="Cakupan naik", induk=visi, by=SYSTEM
    )
    with pytest.raises(Refused, match="Tingkat “program” tidak ada dalam kerangka Rencana Bisnis"):
        actions.add_node(bumd, versi=versi, tingkat="program", pernyataan="x", by=SYSTEM)
    assert actions.place(builders.indikator(bumd), simpul=sasaran, by=SYSTEM).kunci == sasaran.kunci
    assert nama_tingkat("sasaran-bisnis") == "Sasaran Bisnis"
    with pytest.raises(Refused, match="sudah dipakai 1 dokumen, antara lain Rencana Bisnis 2025"):
        actions.edit_kerangka(row, nama="Rencana Bisnis", tingkat=LEVELS[:2], seen=row.versi, by=SYSTEM)
    with pytest.raises(Refused, match="sudah dipakai"):
        actions.remove_kerangka(row, by=SYSTEM)
    named = actions.edit_kerangka(row, nama="Rencana Bisnis Perumda", tingkat=LEVELS, seen=row.versi, by=SYSTEM)
    with pytest.raises(Stale):
        actions.edit_kerangka(row, nama="Lain", tingkat=LEVELS, seen=1, by=SYSTEM)
    assert named.nama == "Rencana Bisnis Perumda"


def test_the_pengelola_defines_it_on_the_page(bumd: Unit) -> None:
    client = signed_in(person("Pengelola", bumd, Role.PENGELOLA))
    address = reverse("perencanaan:kerangka-tambah")
    refused = client.post(address, {"nama": "Rencana Bisnis", "nama-0": "Visi"})
    assert refused.status_code == 409
    assert "Tandai paling sedikit satu tingkat" in text_of(refused)
    assert inputs(refused)["nama-0"] == "Visi"
    rows = {"nama-0": "Visi", "nama-1": "Sasaran", "indikator-1": "1", "hasil-1": "outcome", "melayani-1": "1"}
    assert client.post(address, {"nama": "Rencana Bisnis"} | rows).status_code == 302
    row = KerangkaInstansi.related.get()
    assert row.tingkat[1] == {
        "kode": "sasaran", "nama": "Sasaran", "indikator": True, "hasil": "outcome", "melayani": True,
    }  # fmt: skip
    assert "Visi › Sasaran" in text_of(client.get(reverse("perencanaan:kerangka")))
    edit = reverse("perencanaan:kerangka-ubah", args=[row.pk])
    page = client.get(edit)
    sent = client.post(edit, inputs(page) | rows | {"nama": "Rencana Bisnis Lima Tahun"})
    assert sent.status_code == 302
    new = client.get(reverse("perencanaan:rencana-tambah") + f"?unit={bumd.pk}")
    assert "Rencana Bisnis Lima Tahun" in text_of(new)
    client.post(reverse("perencanaan:kerangka-hapus", args=[row.pk]))
    assert not KerangkaInstansi.related.exists()
