"""What a backup holds, what its members are called, and how a row becomes a line and a row again."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import models

from sakip.arithmetic.exact import plain
from sakip.kernel.refusals import register

KIND, FORMAT = "cadangan-sakip", 1
MANIFEST = "manifest.json"
KEYS = ("history.key", "secret.key")

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "auth.group": "roles are Penugasan; nothing uses Django's groups",
        "auth.group_permissions": "likewise",
        "auth.permission": "made by Django for each version",
        "contenttypes.contenttype": "made by Django for each version",
        "sessions.session": "everybody signs in again",
        "usersessions.usersession": "everybody signs in again",
        "account.emailconfirmation": "links that nobody is sent",
        "django_tasks_db.dbtaskresult": "the queue; a job that waits is taken up again from its own row",
    }
)
"""Tables that stay behind, with the reason; everything else is in a backup, whoever adds it."""

register(
    {
        "cadangan-sudah-ada": "Berkas {nama} sudah ada. Pilih nama lain, atau tambahkan --timpa untuk menggantinya.",
        "cadangan-tanpa-folder": "Folder {folder} tidak ada. Buat foldernya dahulu, atau pilih tempat lain.",
        "cadangan-belum-migrasi": (
            "Basis data belum dimutakhirkan ke versi ini. Jalankan ./run manage migrate, atau buat cadangan dengan "
            "versi yang lama."
        ),
        "cadangan-tidak-ada": "Berkas cadangan {nama} tidak ada. Periksa --dari.",
        "cadangan-bukan": "{nama} bukan cadangan SAKIP, atau terpotong. Pilih berkas yang dibuat dengan cadangkan.",
        "cadangan-rusak": "Cadangan {nama} rusak: {sebab}. Tidak ada yang diubah; pakai cadangan yang lain.",
        "cadangan-lebih-baru": (
            "Cadangan {nama} dibuat dengan SAKIP {versi}, yang lebih baru dari pemasangan ini ({ini}). Pasang versi "
            "itu dahulu, lalu ulangi."
        ),
        "cadangan-kunci-lain": (
            "Kunci riwayat dalam SAKIP_HISTORY_KEY bukan kunci cadangan {nama}. Kosongkan SAKIP_HISTORY_KEY, atau isi "
            "dengan kunci yang semula."
        ),
        "pemasangan-berisi": (
            "Pemasangan ini sudah berisi {akun} akun. Tidak ada yang diubah; tambahkan --timpa bila seluruh isinya "
            "boleh diganti dengan isi cadangan."
        ),
        "sedang-berjalan": (
            "SAKIP sedang berjalan. Hentikan dahulu (Ctrl-C pada ./run serve, atau systemctl stop sakip), lalu ulangi."
        ),
        "sedang-dipulihkan": "Pemulihan cadangan sedang berlangsung. Tunggu sampai selesai, lalu jalankan lagi.",
    }
)

_ROWS = re.compile(r"baris/([a-z_]+\.[a-z0-9_]+)\.jsonl")
_FILES = re.compile(r"berkas/([0-9a-f]{2}/[0-9a-f]{64})")


def tables(registry: Apps) -> dict[str, type[models.Model]]:
    """The tables of a backup by label, of the models as they are or as they were at some migration."""
    every: Iterable[type[models.Model]] = registry.get_models(include_auto_created=True)
    found = {each._meta.label_lower: each for each in every if each._meta.managed and not each._meta.proxy}
    return {label: found[label] for label in sorted(found) if label not in LEFT_OUT}


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return list(model._meta.concrete_fields)


def rows_member(label: str) -> str:
    return f"baris/{label}.jsonl"


def file_member(path: str) -> str:
    return f"berkas/{path}"


def key_member(name: str) -> str:
    return f"kunci/{name}"


def label_in(member: str) -> str:
    """The table whose rows a member holds; empty for another member."""
    found = _ROWS.fullmatch(member)
    return found[1] if found else ""


def path_in(member: str) -> str:
    """Where the file of a member lies in the file store; empty for another member."""
    found = _FILES.fullmatch(member)
    return found[1] if found else ""


def is_member(name: str) -> bool:
    """Whether a backup can have a member of this name: no other path leads anywhere."""
    return bool(label_in(name) or path_in(name)) or name in {key_member(key) for key in KEYS}


def fingerprint(key: str) -> str:
    """By what a key is known without being told."""
    return hashlib.sha256(b"sakip kunci riwayat\n" + key.encode()).hexdigest()


def encoded(value: Any) -> Any:
    """A column's value as JSON holds it, the same on every database; ``Field.to_python`` reads it back."""
    match value:
        case None | bool() | int() | str() | list() | dict():
            return value
        case Decimal():
            return format(plain(value), "f")
        case datetime() | date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"a backup cannot hold {type(value).__name__}")
