"""Freezing: a document and its numbers become immutable canonical JSON with a hash (of the JSON, never a file)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone

from sakip.documents.canonical import from_json, to_json
from sakip.documents.model import Document
from sakip.kernel import history
from sakip.kernel.access import Access
from sakip.kernel.models import FrozenDocument
from sakip.kernel.refusals import Refused


def sha256(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def freeze(
    document: Document,
    *,
    kind: str,
    subject: str,
    unit_path: str,
    rules: Mapping[str, Any],
    by: Access,
    reason: str = "",
) -> FrozenDocument:
    """Keep the document as it is now as the subject's next version. Used inside an action.

    ``rules`` names the versions of the rules that made the numbers. The first version needs no reason, a later one does
    (Refused alasan-wajib).
    """
    content = to_json(document)
    earlier = FrozenDocument.objects.unscoped("numbers the versions of one subject").filter(subject=subject)
    version = (earlier.aggregate(last=Max("version"))["last"] or 0) + 1
    if version > 1 and not reason.strip():
        raise Refused("alasan-wajib", at_field="alasan")
    return FrozenDocument.related.create(
        kind=kind,
        title=document.title,
        unit_path=unit_path,
        subject=subject,
        version=version,
        content=content,
        sha256=sha256(content),
        rules=dict(rules),
        history_head=history.head()[1],
        frozen_at=timezone.now(),
        frozen_by_id=by.actor_id,
        frozen_by_name=by.actor_name,
        reason=reason,
    )


def thaw(frozen: FrozenDocument) -> Document:
    """The document as it was frozen. Raises FrozenDiffers when its content no longer has its hash."""
    if sha256(frozen.content) != frozen.sha256:
        raise FrozenDiffers(str(frozen))
    return from_json(frozen.content)


class FrozenDiffers(RuntimeError):
    """A frozen document's content does not match its hash: it was changed outside the system."""
