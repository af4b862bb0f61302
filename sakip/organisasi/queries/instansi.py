"""The instansi one may keep the settings of, and its emblem."""

from __future__ import annotations

from django.db.models import QuerySet

from sakip.kernel import files
from sakip.kernel.access import Access, Permission
from sakip.organisasi.models import Instansi


def instansi_to_set(seen_by: Access) -> QuerySet[Instansi]:
    """The instansi whose settings this person keeps."""
    return (
        Instansi.objects.visible_to(seen_by, Permission.MANAGE_SETTINGS).select_related("unit").order_by("unit__path")
    )


def instansi_seen(seen_by: Access) -> QuerySet[Instansi]:
    """The instansi this person reads in."""
    return Instansi.objects.visible_to(seen_by).select_related("unit").order_by("unit__path")


def emblem_of(instansi: Instansi) -> bytes | None:
    """The emblem's PNG; None where there is none, or where its file is gone or damaged: the integrity check tells."""
    if not instansi.lambang:
        return None
    try:
        return files.read(instansi.lambang)
    except (FileNotFoundError, files.FileDiffers):
        return None
