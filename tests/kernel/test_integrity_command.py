"""``periksa-integritas``: quiet when all is well; one sentence for each thing that does not fit, and exit 1."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.db import connection

from sakip.documents.model import Document
from sakip.kernel.access import SYSTEM, Permission
from sakip.kernel.actions import action
from sakip.kernel.freezing import freeze
from sakip.kernel.models import FrozenDocument, HistoryEntry, HistoryHead
from sakip.organisasi.models import Unit
from tests.builders import World


@action(Permission.FREEZE_REPORT, "membekukan dokumen uji")
def freeze_for_test(unit: Unit, *, by: Any) -> FrozenDocument:
    return freeze(
        Document(title="Laporan Uji", blocks=()), kind="uji", subject="uji:1", unit_path=unit.path, rules={}, by=by
    )


def checked() -> str:
    out = StringIO()
    with pytest.raises(CommandError, match=r"Ada \d+ temuan\."):
        call_command("periksa-integritas", stdout=out)
    return out.getvalue()


def test_all_is_well(dunia: World) -> None:
    freeze_for_test(dunia.dinkes, by=SYSTEM)
    out = StringIO()
    call_command("periksa-integritas", stdout=out)
    assert out.getvalue() == "Riwayat utuh, dan semua data cocok dengan riwayatnya.\n"


def test_a_fact_changed_behind_the_systems_back(dunia: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update organisasi_unit set nama = 'Dinas Lain' where id = %s", [dunia.dinkes.pk])
    assert checked() == f"Unit {dunia.dinkes.pk} berbeda dengan riwayatnya pada: nama.\n"


def test_an_entry_changed(dunia: World) -> None:
    HistoryEntry.base.filter(link=2).update(actor_name="Orang Lain")
    assert "Catatan riwayat pada mata rantai 2 telah diubah" in checked()


def test_a_chain_without_the_head_that_a_document_carries(dunia: World) -> None:
    """As after a chain was written anew: whole in itself, and only the document's head is left to tell."""
    freeze_for_test(dunia.dinkes, by=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("update kernel_frozendocument set history_head = %s", ["0" * 64])
    assert "Dokumen “Laporan Uji (versi 1)” mencetak jejak 000000000000 yang tidak ada dalam rantai" in checked()


def test_a_frozen_text_changed(dunia: World) -> None:
    freeze_for_test(dunia.dinkes, by=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("update kernel_frozendocument set content = '{}'")
    assert checked() == "Dokumen “Laporan Uji (versi 1)” tidak lagi sama dengan saat dibekukan.\n"


def test_findings_as_json(dunia: World) -> None:
    HistoryHead.objects.update(hash="x")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("periksa-integritas", "--json", stdout=out)
    found = json.loads(out.getvalue())["temuan"]
    assert [each["code"] for each in found] == ["head-differs"]
    assert found[0]["kalimat"].startswith("Kepala rantai tidak cocok")


def test_every_finding_has_its_sentence() -> None:
    sentences = load_command_class("sakip.kernel", "periksa-integritas").__class__
    module = __import__(sentences.__module__, fromlist=["SENTENCES"])
    codes = {
        "entry-changed",
        "entry-missing",
        "link-missing",
        "head-differs",
        "anchor-missing",
        "row-differs",
        "row-missing",
        "row-without-history",
        "frozen-differs",
        "file-missing",
        "file-differs",
    }
    assert set(module.SENTENCES) == codes
