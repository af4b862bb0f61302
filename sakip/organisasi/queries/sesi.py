"""Sessions: where an account is signed in, told so that its owner recognises the device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from sakip.kernel.access import Access, Permission
from sakip.organisasi.models import Akun

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Sesi:
    """One place where an account is signed in; ``ini`` is the one from which it is looked at."""

    pk: int
    perangkat: str
    alamat: str
    sejak: datetime
    ini: bool


def sessions_of(akun: Akun, seen_by: Access, *, at: datetime, current: str = "") -> list[Sesi]:
    """The sessions of an account that are open, newest first, for its owner or its administrator; for others none."""
    if seen_by.actor_id != akun.pk and not seen_by.allows(Permission.MANAGE_ACCOUNTS, akun.unit.path):
        return []
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    rows = UserSession.objects.filter(user_id=akun.pk, session_key__in=alive).order_by("-created_at", "-pk")
    return [Sesi(row.pk, device(row.user_agent), row.ip, row.created_at, row.session_key == current) for row in rows]


def device(user_agent: str) -> str:
    """'Chrome di Windows', from what the browser says of itself."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "Peramban lain")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return f"{browser} di {system}" if system else browser
