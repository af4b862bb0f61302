"""``./run manage periksa-integritas``: does the history hold, and do the facts agree with it? For every night."""  # noqa: N999 - the command's name

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sakip.kernel.access import SYSTEM
from sakip.kernel.files import check_files
from sakip.kernel.freezing import sha256
from sakip.kernel.history import Finding, check_integrity
from sakip.kernel.models import FrozenDocument

SENTENCES: dict[str, str] = {
    "entry-changed": "Catatan riwayat pada {where} telah diubah, atau kunci riwayat bukan yang semula.",
    "entry-missing": "Catatan riwayat pada {where} tidak lengkap: {detail}.",
    "link-missing": "{where} tidak ada lagi dalam rantai riwayat.",
    "head-differs": "{where} tidak cocok dengan mata rantai terakhir; akhir riwayat mungkin dipotong.",
    "anchor-missing": "{where} mencetak jejak {detail} yang tidak ada dalam rantai; riwayat mungkin ditulis ulang.",
    "row-differs": "{where} berbeda dengan riwayatnya pada: {detail}.",
    "row-missing": "{where} tercatat dalam riwayat, tetapi datanya tidak ada lagi.",
    "row-without-history": "{where} ({detail}) tidak memiliki riwayat.",
    "file-missing": "Berkas {detail} yang disebut {where} tidak ada lagi di penyimpanan.",
    "file-differs": "Berkas {detail} yang disebut {where} bukan lagi isi yang semula.",
    "frozen-differs": "{where} tidak lagi sama dengan saat dibekukan.",
}
"""Sentence by the code of a finding."""


class Command(BaseCommand):
    help = "Memeriksa keutuhan riwayat dan kecocokan data dengan riwayatnya; berakhir dengan kode 1 bila ada temuan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="hasil berupa JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        findings = [*check_integrity(anchors()), *frozen_that_differ(), *check_files()]
        if options["json"]:
            rows = [{**asdict(each), "kalimat": sentence(each)} for each in findings]
            self.stdout.write(json.dumps({"temuan": rows}, ensure_ascii=False, indent=2))
        else:
            for each in findings:
                self.stdout.write(sentence(each))
            if not findings:
                self.stdout.write("Riwayat utuh, dan semua data cocok dengan riwayatnya.")
        if findings:
            raise CommandError(
                f"Ada {len(findings)} temuan. Jangan ubah apa pun; bandingkan dengan cadangan data terakhir."
            )


def sentence(finding: Finding) -> str:
    """A finding as a person reads it."""
    text = SENTENCES[finding.code].format(where=finding.where, detail=finding.detail)
    return text[0].upper() + text[1:]


def anchors() -> list[tuple[str, str]]:
    """The chain's heads that frozen documents carry: they lie outside the chain, on paper too."""
    rows = FrozenDocument.objects.visible_to(SYSTEM).defer("content").order_by("pk")
    return [(f"dokumen “{each}”", each.history_head) for each in rows]


def frozen_that_differ() -> list[Finding]:
    """Frozen documents whose content no longer has its hash; the history holds the hash alone."""
    rows = FrozenDocument.objects.visible_to(SYSTEM).order_by("pk").iterator(50)
    return [Finding("frozen-differs", f"dokumen “{each}”") for each in rows if sha256(each.content) != each.sha256]
