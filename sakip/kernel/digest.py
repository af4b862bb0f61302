"""The digest: what a person has not read yet, by mail, at most once a day and only for the reasons he chose."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from sakip.kernel.access import Access
from sakip.kernel.models import Notice, NoticeSetting
from sakip.kernel.notices import REASONS, told_to

MOST = 40
"""Notices that one mail lists; the others are counted."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipient:
    """Where a person's mail goes; ``alamat`` is the public address of the system, empty where none is set."""

    email: str
    nama: str
    alamat: str


@dataclass(frozen=True)
class Sent:
    """How many digests went out, and to whom one could not be sent."""

    terkirim: int
    gagal: tuple[str, ...]


def send_digests() -> Sent:
    """Write to everyone who has something to read by mail and was not written to today.

    A digest is sent, then its notices are marked, in one transaction for each person: what could not be sent is tried
    the next time; a crash between the two may repeat one digest, never lose one. Raises OSError where the mail server
    does not answer at all.
    """
    people = _waiting().order_by("akun_id").values_list("akun_id", flat=True).distinct()
    sent, failed = 0, []
    with get_connection() as connection:
        for akun_id in list(people):
            try:
                sent += _send(akun_id, connection)
            except OSError:  # what smtplib raises is one as well
                logger.exception("digest for account %s", akun_id)
                failed.append(str(akun_id))
    return Sent(sent, tuple(failed))


def send_where_mail_is_set_up() -> Sent | None:
    """The day's digests; without a mail server nobody would read them."""
    return send_digests() if settings.MAIL_CONFIGURED else None


def _waiting() -> QuerySet[Notice]:
    """Unread notices, not mailed yet, whose reader wants this reason by mail."""
    wanted = NoticeSetting.base.filter(akun_id=OuterRef("akun_id"), reason=OuterRef("reason"), by_mail=True)
    return Notice.base.filter(Exists(wanted), read_at=None, mailed_at=None)


@transaction.atomic
def _send(akun_id: int, connection: Any) -> bool:
    """One person's digest. The rows are locked, so that of two runs at once the second finds them mailed."""
    access_of: Callable[[int], Access] = import_string(settings.ACCESS_OF)
    recipient_of: Callable[[int], Recipient | None] = import_string(settings.RECIPIENT_OF)
    rows = list(_waiting().filter(akun_id=akun_id).select_for_update().order_by("reason", "pk"))
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if Notice.base.filter(akun_id=akun_id, mailed_at__gte=midnight).exists():
        return False
    still = set(told_to(access_of(akun_id)).values_list("pk", flat=True)) if rows else set()
    rows = [row for row in rows if row.pk in still]
    recipient = recipient_of(akun_id)
    if not rows or recipient is None:
        return False
    message(recipient, rows, connection).send()
    Notice.base.filter(pk__in=[row.pk for row in rows]).update(mailed_at=timezone.now())
    return True


def message(recipient: Recipient, rows: list[Notice], connection: Any = None) -> EmailMessage:
    """The mail: plain text, by reason, with whole addresses where the system knows its own."""
    base = recipient.alamat.rstrip("/")
    groups = [
        (REASONS[reason].label if reason in REASONS else reason, [(row.text, row.url) for row in some])
        for reason, some in groupby(rows[:MOST], key=lambda row: row.reason)
    ]
    context = {
        "nama": recipient.nama,
        "jumlah": len(rows),
        "kelompok": groups,
        "lain": max(len(rows) - MOST, 0),
        "alamat": base,
        "semua": reverse("kernel:pemberitahuan"),
        "atur": reverse("kernel:pemberitahuan-atur"),
    }
    body = render_to_string("kernel/surel/ringkasan.txt", context)
    subject = f"SAKIP: {len(rows)} pemberitahuan belum dibaca"
    return EmailMessage(subject, body, to=[recipient.email], connection=connection)
