"""A plan and the generations of the nomenclature: it keeps its own, and is carried over when it is being written."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sakip.kernel.access import SYSTEM, Role
from sakip.kernel.refusals import Refused, Stale
from sakip.perencanaan import actions
from sakip.perencanaan.actions import PernyataanBaru
from sakip.perencanaan.models import DokumenVersi, SimpulRencana
from tests.builders import World
from tests.pages import inputs, signed_in, text_of
from tests.people import person
from tests.perencanaan.rencana import draft, now, set_whole
from tests.referensi.tables import IBU, IMUNISASI, LAYANAN, loaded, row

pytestmark = pytest.mark.django_db
OLD, NEW = "1.02.02.2.02.0048", "1.02.02.2.02.0050"


@pytest.fixture
def versi(dunia: World) -> DokumenVersi:
    """A Renstra with the codes of generation G1; in G2 immunisation has another code."""
    loaded("G1", IBU, IMUNISASI)
    loaded(
        "G2", IBU, row("KABKOT", *LAYANAN, f"{NEW} Layanan Imunisasi", before=f"{OLD} Pengelolaan Layanan Imunisasi")
    )
    made = draft(dunia.dinkes, generasi="G1")
    rows = [
        PernyataanBaru("sasaran", "Sehat", kode="S.1"),
        PernyataanBaru("program", "Program", induk=0, kode="1.02.02"),
        PernyataanBaru("sub-kegiatan", "Ibu hamil", induk=1, kode="1.02.02.2.02.0001"),
        PernyataanBaru("sub-kegiatan", "Imunisasi", induk=1, kode=OLD),
    ]
    actions.add_many_nodes(made, simpul=rows, by=SYSTEM)
    return made


@pytest.fixture
def client(dunia: World) -> Client:
    return signed_in(person("Perencana", dunia.dinkes, Role.PERENCANA))


def codes(versi: DokumenVersi) -> dict[str, str]:
    return dict(SimpulRencana.related.filter(dokumen_versi=versi).values_list("pernyataan", "kode"))


def test_a_generation_that_was_not_loaded_is_refused(versi: DokumenVersi) -> None:
    with pytest.raises(Refused, match="“G9” belum dimuat"):
        actions.carry_codes(versi, generasi="G9", kode={}, seen=versi.versi, by=SYSTEM)
    with pytest.raises(Stale):
        actions.carry_codes(versi, generasi="G2", kode={}, seen=versi.versi + 1, by=SYSTEM)
    assert now(versi).generasi == "G1"


def test_a_set_version_keeps_its_codes_and_the_next_is_carried_over(versi: DokumenVersi, client: Client) -> None:
    done = set_whole(versi)
    address = reverse("perencanaan:rencana-versi-generasi", args=[done.pk])
    refused = client.post(address, {"ke": "G2", "versi": str(done.versi)})
    assert refused.status_code == 409
    assert "isinya tidak dapat diubah" in text_of(refused)
    baru = actions.open_version(done.dokumen, alasan="Nomenklatur baru", by=SYSTEM)
    address = reverse("perencanaan:rencana-versi-generasi", args=[baru.pk])
    page = client.get(address)
    assert "Kode berubah" in text_of(page)
    assert "S.1" not in text_of(page)  # no code of the nomenclature
    assert client.post(address, inputs(page)).status_code == 302
    assert codes(baru) == {"Sehat": "S.1", "Program": "1.02.02", "Ibu hamil": "1.02.02.2.02.0001", "Imunisasi": NEW}
    assert codes(done)["Imunisasi"] == OLD
    assert (now(done).generasi, now(baru).generasi) == ("G1", "G2")


def test_another_generation_is_offered_where_there_is_one(dunia: World, client: Client) -> None:
    loaded("G1")
    one = draft(dunia.dinkes, generasi="G1")
    address = reverse("perencanaan:rencana-versi", args=[one.pk])
    assert "Bawa ke generasi lain" not in text_of(client.get(address))
    loaded("G2", IBU)
    assert "Bawa ke generasi lain" in text_of(client.get(address))


def test_a_code_is_picked_out_of_the_documents_generation(versi: DokumenVersi, client: Client) -> None:
    program = SimpulRencana.related.get(dokumen_versi=versi, tingkat="program")
    form = client.get(reverse("perencanaan:rencana-tambah-baris", args=[versi.pk]) + f"?induk={program.pk}")
    assert "generasi=G1&amp;jenis=kab" in form.content.decode()
    plain = draft(versi.dokumen.unit, jenis="renja", tahun_akhir=2025)
    without = client.get(reverse("perencanaan:rencana-tambah-baris", args=[plain.pk]))
    assert "nomenklatur/cari" not in without.content.decode()
