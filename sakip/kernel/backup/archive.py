"""Reading a backup: nothing of it is believed before all of it has been looked at."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Self

from sakip.kernel.backup.content import (
    FORMAT,
    KEYS,
    KIND,
    MANIFEST,
    fingerprint,
    is_member,
    key_member,
    label_in,
    path_in,
    rows_member,
)
from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.reading.package import DAMAGED
from sakip.kernel.web import VERSION

_DAMAGED = (*DAMAGED, RuntimeError)  # the last for a member under a password
_MOST = 256 * 1024 * 1024  # bytes of a manifest
_PIECE = 1024 * 1024


class Archive:
    """A backup that is open for reading; :meth:`verify` before anything else."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        if not path.is_file():
            raise Refused("cadangan-tidak-ada", nama=path)
        try:
            self._zip = zipfile.ZipFile(path)
        except _DAMAGED as wrong:
            raise Refused("cadangan-bukan", nama=path.name) from wrong
        try:
            self.manifest = self._read_manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _read_manifest(self) -> dict[str, Any]:
        try:
            if self._zip.getinfo(MANIFEST).file_size > _MOST:
                raise Refused("cadangan-bukan", nama=self.name)
            found = json.loads(self._zip.read(MANIFEST))
        except KeyError as none:
            raise Refused("cadangan-bukan", nama=self.name) from none
        except (*_DAMAGED, ValueError, RecursionError) as wrong:
            raise self.damaged("daftar isinya tidak terbaca") from wrong
        if not isinstance(found, dict) or found.get("jenis") != KIND:
            raise Refused("cadangan-bukan", nama=self.name)
        if found.get("format") != FORMAT:
            raise self.newer(str(found.get("sakip")))
        return found

    def damaged(self, why: str) -> Refused:
        return Refused("cadangan-rusak", nama=self.name, sebab=why)

    def newer(self, version: str = "") -> Refused:
        return Refused("cadangan-lebih-baru", nama=self.name, versi=version or self.manifest["sakip"], ini=VERSION)

    # --- everything as the manifest says -----------------------------------------------------------------------------

    def verify(self) -> None:
        """Every member is there, none besides, each with its size and hash; the key is the one that is named.

        Raises Refused cadangan-rusak.
        """
        try:
            expected = {each["nama"]: each for each in self.manifest["anggota"]}
            self._verify_names(set(expected))
            for name, member in expected.items():
                self._verify_member(name, member)
            known = self.manifest["sidik_kunci_riwayat"] == fingerprint(self.key("history.key"))
            self.migrations()
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise self.damaged("daftar isinya tidak lengkap") from wrong
        if not known:
            raise self.damaged("kunci riwayat di dalamnya bukan kunci yang disebut daftar isinya")

    def _verify_names(self, expected: set[str]) -> None:
        names = self._zip.namelist()
        if len(names) != len(set(names)):
            raise self.damaged("ada bagian yang dimuat dua kali")
        for name in sorted(set(names) - expected - {MANIFEST}):
            raise self.damaged(f"bagian “{name}” tidak disebut dalam daftar isinya")
        for name in sorted(expected - set(names)):
            raise self.damaged(f"bagian “{name}” tidak ada")
        for name in sorted(expected):
            if not is_member(name):
                raise self.damaged(f"bagian “{name}” bukan milik cadangan SAKIP")
        for key in KEYS:
            if key_member(key) not in expected:
                raise self.damaged(f"bagian “{key_member(key)}” tidak ada")

    def _verify_member(self, name: str, member: dict[str, Any]) -> None:
        digest, size, lines = hashlib.sha256(), 0, 0
        try:
            with self._zip.open(name) as content:
                while piece := content.read(_PIECE):
                    digest.update(piece)
                    size += len(piece)
                    lines += piece.count(b"\n")
        except _DAMAGED as wrong:
            raise self.damaged(f"bagian “{name}” tidak terbaca") from wrong
        if (digest.hexdigest(), size) != (member["sha256"], member["ukuran"]):
            raise self.damaged(f"isi bagian “{name}” bukan isi yang semula")
        if label_in(name) and lines != member["baris"]:
            raise self.damaged(f"bagian “{name}” memuat {lines} baris, seharusnya {member['baris']}")

    # --- what it holds -----------------------------------------------------------------------------------------------

    def migrations(self) -> list[tuple[str, str]]:
        """The migrations by which the rows were made."""
        return [(app, name) for app, names in sorted(self.manifest["migrasi"].items()) for name in names]

    def key(self, name: str) -> str:
        return self._zip.read(key_member(name)).decode("ascii")

    def labels(self) -> dict[str, list[str]]:
        """The tables and their columns."""
        return {label_in(each["nama"]): each["kolom"] for each in self.manifest["anggota"] if label_in(each["nama"])}

    def rows(self, label: str) -> Iterator[list[Any]]:
        """The rows of a table, one after the other."""
        with self._zip.open(rows_member(label)) as content:
            for line in content:
                yield json.loads(line)

    def files(self) -> Iterator[tuple[str, IO[bytes]]]:
        """The kept files with their place in the file store."""
        for each in self.manifest["anggota"]:
            if path := path_in(each["nama"]):
                with self._zip.open(each["nama"]) as content:
                    yield path, content
