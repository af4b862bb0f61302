"""Use cases of reporting: freezing a report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from sakip.kernel import freezing, history
from sakip.kernel.access import Access, Permission
from sakip.kernel.actions import action
from sakip.kernel.models import FrozenDocument
from sakip.organisasi.models import Unit
from sakip.organisasi.queries import KebijakanBerlaku, Susunan
from sakip.pelaporan.documents import lkjip, report_to_show
from sakip.pelaporan.queries import KIND, subject_of

RULES_VERSION = "lkjip-3"
"""Version of the outline; raised when the same facts would make another document."""


@action(Permission.FREEZE_REPORT, "membekukan laporan kinerja")
def freeze_laporan(
    unit: Unit,
    *,
    tahun: int,
    by: Access,
    alasan: str = "",
    posisi_data: date | None = None,
    susunan: Susunan | None = None,
) -> FrozenDocument:
    """Keep the report as it is now as its next version, with its hash, the policy and the head of the history.

    ``susunan``: in which composition the year is read, where the instansi has had more than one.
    A first version needs no reason, a later one does. Raises Refused: laporan-tanpa-indikator, alasan-wajib.
    """
    day = posisi_data or timezone.localdate()
    report = report_to_show(unit, tahun, posisi_data=day, seen_by=by, susunan=susunan)
    return freezing.freeze(
        lkjip(report, status="", jejak=history.head()[1]),
        kind=KIND,
        subject=subject_of(unit, tahun),
        unit_path=unit.path,
        rules=_rules_of(report.kebijakan) | ({"susunan": susunan.value} if susunan else {}),
        by=by,
        reason=alasan.strip(),
    )


def _rules_of(policy: KebijakanBerlaku) -> dict[str, Any]:
    """Every choice that made the numbers, as it is kept beside a frozen report."""
    chosen = vars(policy.aturan)
    return {
        "dokumen": RULES_VERSION,
        "kebijakan": {name: _plain(value) for name, value in chosen.items()},
        "kebijakan_sejak": policy.sejak,
        "kebijakan_dasar": policy.dasar_hukum,
        "skala_berlaku_sejak": policy.skala.berlaku_sejak.isoformat(),
        "skala_sumber": policy.skala.sumber,
        "skala_kelas": [
            {
                "label": kelas.label,
                "mulai": [str(bound) for bound in kelas.mulai],
                "eksklusif": kelas.eksklusif,
                "warna": kelas.warna,
            }
            for kelas in policy.skala.kelas
        ],
    }


def _plain(value: Any) -> Any:
    """As JSON holds it: lists for tuples, text for numbers with decimals."""
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, int) else str(value)
