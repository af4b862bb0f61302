"""A backup: what it holds, and that nothing of a damaged or foreign one is believed. The round trip: tests/stories."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import timezone

from sakip.kernel.backup import content, restoring
from sakip.kernel.backup.archive import Archive
from sakip.kernel.backup.running import alone, running
from sakip.kernel.backup.writing import write_backup
from sakip.kernel.refusals import Refused
from tests.builders import world
from tests.emblems import set_emblem

Members = dict[str, bytes]


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path) -> Path:
    set_emblem(world().kabupaten)
    path = tmp_path / "cadangan.zip"
    write_backup(path, at=timezone.now())
    return path


def members(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in parts.items():
            archive.writestr(name, each)
    return path


def refused(path: Path) -> str:
    with pytest.raises(Refused) as caught, Archive(path) as archive:
        archive.verify()
    return caught.value.refusal.sentence


def test_it_holds_every_table_but_those_left_out_for_a_reason(backup: Path) -> None:
    parts = members(backup)
    every = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    assert {content.label_in(name) for name in parts} - {""} == every - set(content.LEFT_OUT)
    assert [name for name in parts if content.path_in(name)]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert sorted(path.name for path in backup.parent.iterdir()) == [backup.name], "nothing lies beside it"
    with Archive(backup) as archive:
        archive.verify()


def test_an_existing_file_is_not_replaced_unasked(backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("cadangkan", ke=backup)
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("cadangkan", ke=backup.parent / "tiada" / "a.zip")
    assert backup.read_bytes() == before
    call_command("cadangkan", ke=backup, timpa=True)
    assert members(backup)[content.rows_member("organisasi.unit")] == _of(before, "organisasi.unit", backup)


def _of(packed_before: bytes, label: str, beside: Path) -> bytes:
    path = beside.with_name("lama.zip")
    path.write_bytes(packed_before)
    return members(path)[content.rows_member(label)]


def _edited(change: Callable[[Members, dict[str, Any]], None]) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        parts = members(path)
        manifest = json.loads(parts[content.MANIFEST])
        change(parts, manifest)
        packed(path, {**parts, content.MANIFEST: json.dumps(manifest).encode()})

    return apply


def _without(parts: Members, _manifest: dict[str, Any]) -> None:
    del parts[content.rows_member("organisasi.akun")]


def _more(parts: Members, _manifest: dict[str, Any]) -> None:
    parts["berkas/lain.txt"] = b"x"


def _climbing(parts: Members, manifest: dict[str, Any]) -> None:
    parts["../../etc/cron.d/x"] = b"x"
    digest = hashlib.sha256(b"x").hexdigest()
    manifest["anggota"].append({"nama": "../../etc/cron.d/x", "sha256": digest, "ukuran": 1})


def _other_rows(parts: Members, _manifest: dict[str, Any]) -> None:
    name = content.rows_member("organisasi.unit")
    parts[name] = parts[name].replace(b"Kabupaten Uji", b"Kabupaten Lai")


def _other_key(parts: Members, manifest: dict[str, Any]) -> None:
    name = content.key_member("history.key")
    parts[name] = b"kunci lain"
    for each in manifest["anggota"]:
        if each["nama"] == name:
            each |= {"sha256": hashlib.sha256(parts[name]).hexdigest(), "ukuran": len(parts[name])}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_edited(_without), "“baris/organisasi.akun.jsonl” tidak ada"),
        (_edited(_more), "“berkas/lain.txt” tidak disebut"),
        (_edited(_climbing), "“../../etc/cron.d/x” bukan milik cadangan SAKIP"),
        (_edited(_other_rows), "“baris/organisasi.unit.jsonl” bukan isi yang semula"),
        (_edited(_other_key), "bukan kunci yang disebut"),
        (_edited(lambda _parts, manifest: manifest.update(anggota=None)), "daftar isinya tidak lengkap"),
        (_edited(lambda _parts, manifest: manifest.update(format=2)), "yang lebih baru dari pemasangan ini"),
        (_edited(lambda _parts, manifest: manifest.update(jenis="lain")), "bukan cadangan SAKIP"),
        (lambda path: path.write_bytes(path.read_bytes()[:-900]), "bukan cadangan SAKIP, atau terpotong"),
        (lambda path: path.write_bytes(b"isi lain"), "bukan cadangan SAKIP"),
        (lambda path: packed(path, {"foto.jpg": b"x"}), "bukan cadangan SAKIP"),
        (lambda path: path.unlink(), "tidak ada. Periksa --dari"),
    ],
    ids=range(12),
)
def test_a_damaged_or_foreign_one_is_refused(backup: Path, change: Callable[[Path], Any], sentence: str) -> None:
    change(backup)
    assert sentence in refused(backup)


def test_a_flipped_byte_is_noticed_or_changes_nothing(backup: Path) -> None:
    whole, original = backup.read_bytes(), members(backup)
    for place in range(0, len(whole), 211):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        try:
            with Archive(backup) as archive:
                archive.verify()
        except Refused:
            continue
        assert members(backup) == original, place


@pytest.mark.parametrize(
    ("key", "sentence"), [("kunci instansi lain", "bukan kunci cadangan"), ("", "sudah berisi 0 akun")]
)
def test_the_key_of_another_instansi_and_an_installation_in_use_are_refused(
    backup: Path, monkeypatch: pytest.MonkeyPatch, key: str, sentence: str
) -> None:
    monkeypatch.setitem(os.environ, "SAKIP_HISTORY_KEY", key)
    monkeypatch.setattr(restoring, "_accounts", lambda: 0 if key else 1)
    with pytest.raises(CommandError, match=sentence.replace("0", "1")):
        call_command("pulihkan", dari=backup)


def test_migrations_that_are_unknown_here_are_of_a_newer_version(backup: Path) -> None:
    _edited(lambda _parts, manifest: manifest["migrasi"]["organisasi"].append("9999_nanti"))(backup)
    with pytest.raises(CommandError, match="lebih baru dari pemasangan ini"):
        call_command("pulihkan", dari=backup, timpa=True)


def test_a_restore_needs_the_system_stopped(backup: Path) -> None:
    with running(), running(), pytest.raises(CommandError, match="sedang berjalan"):
        call_command("pulihkan", dari=backup)
    with alone(), pytest.raises(Refused), running():
        pass
