"""Letters with a one-time link. What is mailed is also shown to the administrator: many addresses are never read."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from sakip.kernel.access import SYSTEM
from sakip.organisasi import actions
from sakip.organisasi.models import TujuanUndangan
from sakip.organisasi.queries import access_of, akun_by_email, managed_accounts, own_access

SUBJECTS = {
    TujuanUndangan.UNDANGAN: "Undangan akun SAKIP",
    TujuanUndangan.SANDI: "Kata sandi baru untuk akun SAKIP",
}
log = logging.getLogger(__name__)


def address_of(tautan: actions.Tautan, base: str) -> str:
    """The whole address of a link; ``base`` is the page's own, used where no public address is set."""
    return (settings.PUBLIC_URL or base).rstrip("/") + reverse("organisasi:undangan", args=[tautan.token])


def configured() -> bool:
    """Whether letters reach anybody."""
    return bool(settings.MAIL_CONFIGURED)


def public() -> bool:
    """Whether the address under which people reach the application is known without a page of it."""
    return bool(settings.PUBLIC_URL)


def mail_link(tautan: actions.Tautan, alamat: str) -> bool:
    """Send a link to its account's address; whether the mail server took it."""
    undangan = tautan.undangan
    context = {"undangan": undangan, "akun": undangan.akun, "alamat": alamat}
    text = render_to_string("organisasi/surat_tautan.txt", context)
    try:
        send_mail(SUBJECTS[TujuanUndangan(undangan.tujuan)], text, None, [undangan.akun.email])
    except (SMTPException, OSError):
        log.exception("mail to %s was not taken", undangan.akun.email)
        return False
    return True


@task()
def mail_invitations(accounts: list[int], actor: int | None, base: str) -> None:
    """Letters to accounts that were invited together, on behalf of who invited them.

    Each link is made here, anew: a task is kept in the database, and a link must never be.
    """
    by = access_of(actor) if actor is not None else SYSTEM
    for akun in managed_accounts(by).filter(pk__in=accounts, aktif=True).order_by("pk"):
        tautan = actions.send_password_link(akun, by=by)
        mail_link(tautan, address_of(tautan, base))


@task()
def mail_forgotten(email: str, base: str) -> None:
    """A link for who forgot the password, if there is such an active account.

    The worker looks, not the page: how long the page takes must not tell whether the address has an account.
    """
    akun = akun_by_email(email)
    if akun is not None and akun.aktif:
        tautan = actions.ask_password_link(akun, by=own_access(akun))
        mail_link(tautan, address_of(tautan, base))
