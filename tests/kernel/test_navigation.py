"""The sidebar: where one is, and no entry one may not use."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sakip.kernel.access import Role
from tests.builders import World
from tests.people import person


def links(client: Client, url: str) -> dict[str, bool]:
    """Every entry of the sidebar with whether it is the active one."""
    navigation = client.get(url).context["navigation"]
    return {link["label"]: link["active"] for section in navigation for link in section["links"]}


@pytest.mark.parametrize(
    ("name", "active"),
    [
        ("organisasi:unit", "Unit kerja"),
        ("perencanaan:isian-unit", "Isi realisasi"),
        ("perencanaan:indikator-unit", "Indikator"),
    ],
)
def test_a_page_of_a_unit_belongs_to_the_entry_of_its_work(dunia: World, name: str, active: str) -> None:
    client = Client()
    client.force_login(person("Sari", dunia.kabupaten, Role.PENGELOLA).akun)
    found = links(client, reverse(name, args=[dunia.dinkes.pk]))
    assert [label for label, is_active in found.items() if is_active] == [active]


def test_an_entry_one_may_not_use_is_left_out(dunia: World) -> None:
    client = Client()
    client.force_login(person("Dimas", dunia.dinkes, Role.PEMBACA).akun)
    assert {"Impor", "Isi realisasi"} & set(links(client, "/")) == set()
