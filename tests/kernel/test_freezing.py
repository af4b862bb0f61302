"""Frozen means immutable; a correction is a new version with a reason."""

from __future__ import annotations

import pytest
from django.db import connection

from sakip.documents.model import Document, Heading
from sakip.kernel.access import SYSTEM, Access, AppendOnly, Permission
from sakip.kernel.actions import REGISTERED, action
from sakip.kernel.freezing import FrozenDiffers, freeze, sha256, thaw
from sakip.kernel.history import check_integrity
from sakip.kernel.models import FrozenDocument
from sakip.kernel.refusals import Refused
from sakip.kernel.writing import WriteOutsideAction
from sakip.organisasi.models import Unit
from tests.builders import World


@action(Permission.FREEZE_REPORT, "membekukan")
def freeze_it(unit: Unit, *, text: str, by: Access, alasan: str = "") -> FrozenDocument:
    document = Document(title="Laporan", subject="Uji", blocks=(Heading(1, text),))
    return freeze(
        document, kind="uji", subject=f"uji:{unit.pk}:2025", unit_path=unit.path, rules={"r": 1}, by=by, reason=alasan
    )


REGISTERED.pop(next(name for name in REGISTERED if name.endswith("freeze_it")))


def test_freezing_outside_an_action_is_refused(dunia: World) -> None:
    with pytest.raises(WriteOutsideAction):
        freeze(
            Document(title="X", subject="", blocks=()),
            kind="uji",
            subject="x",
            unit_path=dunia.dinkes.path,
            rules={},
            by=SYSTEM,
        )


def test_a_second_version_needs_a_reason(dunia: World) -> None:
    freeze_it(dunia.dinkes, text="Bab I", by=SYSTEM)
    with pytest.raises(Refused, match="Alasan belum diisi"):
        freeze_it(dunia.dinkes, text="Bab I baru", by=SYSTEM)
    second = freeze_it(dunia.dinkes, text="Bab I baru", by=SYSTEM, alasan="Salah ketik")
    assert (second.version, second.reason) == (2, "Salah ketik")


def test_a_frozen_document_comes_back_as_it_was(dunia: World) -> None:
    frozen = freeze_it(dunia.dinkes, text="Bab I", by=SYSTEM)
    assert thaw(frozen).blocks == (Heading(1, "Bab I"),)
    assert (frozen.sha256, frozen.frozen_by_name) == (sha256(frozen.content), "Baris perintah")
    assert len(frozen.history_head) == 64  # what went before is anchored in it


def test_it_cannot_be_changed_by_any_way_the_program_has(dunia: World) -> None:
    frozen = freeze_it(dunia.dinkes, text="Bab I", by=SYSTEM)
    frozen.title = "Lain"
    for attempt in (frozen.save, frozen.delete, lambda: FrozenDocument.related.update(title="Lain")):
        with pytest.raises((AppendOnly, WriteOutsideAction)):
            attempt()


def test_a_change_from_outside_is_noticed_by_its_hash_and_by_the_check(dunia: World) -> None:
    frozen = freeze_it(dunia.dinkes, text="Bab I", by=SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_frozendocument SET content = replace(content, 'Bab I', 'Bab X'), sha256 = 'x'")
    changed = FrozenDocument.related.get(pk=frozen.pk)
    with pytest.raises(FrozenDiffers):
        thaw(changed)
    assert [finding.code for finding in check_integrity()] == ["row-differs"]
