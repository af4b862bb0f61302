"""The search over 3,000 indicators and 45 perangkat daerah, with the rights of a pelapor. Bar: p95 150 ms."""

from __future__ import annotations

from django.test import override_settings
from django.urls import reverse

from benches.halaman import PLAIN_STATIC, Page, measured, signed_in
from benches.world import prepare

TEXTS = {
    "every indicator": "layanan",
    "two letters": "pe",
    "a code": "I-033",
    "several words": "pelayanan ke-12 daerah 45",
    "nothing": "tidak pernah ada",
}


def run() -> dict[str, Page]:
    prepare()
    with override_settings(STORAGES=PLAIN_STATIC):
        pelapor = signed_in("pelapor")
        return {
            f"{name}, {how}": measured(pelapor, reverse("kernel:cari") + f"?q={text}", htmx=how == "suggestions")
            for name, text in TEXTS.items()
            for how in ("suggestions", "page")
        }
