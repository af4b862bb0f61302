"""What the pages of planning share: the way here, capaian ready to show."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sakip.kernel.sparkline import sparkline
from sakip.kernel.web import Request
from sakip.organisasi.queries import Pilihan, susunan_of
from sakip.perencanaan.penjelasan import hasil, tone

Crumbs = list[tuple[str, str]]


def crumbs(*more: tuple[str, str]) -> Crumbs:
    return [("Beranda", reverse("perencanaan:beranda")), *more]


def unit_crumbs(unit: Any, *more: tuple[str, str]) -> Crumbs:
    """Home, the units, the unit, its indicators, and what is given."""
    return crumbs(
        ("Unit kerja", reverse("organisasi:unit-daftar")),
        (unit.singkatan or unit.nama, reverse("organisasi:unit", args=[unit.pk])),
        *more,
    )


def plan_crumbs(versi: Any, *more: tuple[str, str]) -> Crumbs:
    """Home, the plans, the document, and what is given."""
    here = (versi.dokumen.nama, reverse("perencanaan:rencana-versi", args=[versi.pk]))
    return crumbs(("Rencana", reverse("perencanaan:rencana-daftar")), here, *more)


def years(dokumen: Any) -> str:
    """2025-2029; of a yearly document the one year."""
    if dokumen.tahun_awal == dokumen.tahun_akhir:
        return str(dokumen.tahun_awal)
    return f"{dokumen.tahun_awal}-{dokumen.tahun_akhir}"


def susunan(request: Request, unit: Any, *, changed: bool | None = None) -> Pilihan:
    """In which composition a page reads the chosen year (?susunan=); ``changed``: whether there have been several."""
    asked, today = request.GET.get("susunan", ""), timezone.localdate()
    return susunan_of(unit, request.periode.tahun, asked=asked, on=today, seen_by=request.access, changed=changed)


def indikator_crumbs(indikator: Any, *more: tuple[str, str]) -> Crumbs:
    return unit_crumbs(
        indikator.unit,
        ("Indikator", reverse("perencanaan:indikator-unit", args=[indikator.unit.pk])),
        (indikator.nama, reverse("perencanaan:indikator", args=[indikator.pk])),
        *more,
    )


def shown(row: Any) -> dict[str, Any]:
    """A row of a table of indicators, ready for the template."""
    kinerja = row.kinerja
    known = [value for value in row.tren if value is not None]
    return {
        "kinerja": kinerja,
        "indikator": kinerja.indikator,
        "hasil": hasil(kinerja.capaian, kinerja.kelas, kinerja.places),
        "tren": sparkline(row.tren) if len(known) > 1 else None,
    }


def rekap_bar(rekap: Any) -> list[dict[str, Any]]:
    """The four counts with their tones and their places in a bar 100 wide."""
    parts = (
        ("Tercapai", rekap.tercapai, "sangat-baik"),
        ("Mendekati", rekap.mendekati, "sedang"),
        ("Tidak tercapai", rekap.tidak_tercapai, "sangat-rendah"),
        ("Belum ada data", rekap.belum_ada_data, "netral"),
    )
    total = sum(count for _word, count, _tone in parts)
    found, x = [], Decimal(0)
    for word, count, name in parts:
        width = Decimal(count * 100) / total if total else Decimal(0)
        found.append({"kata": word, "jumlah": count, "tone": name, "x": round(x, 2), "lebar": round(width, 2)})
        x += width
    return found


def ringkas(total: Any) -> dict[str, Any]:
    """A unit's roll-up, ready for the template."""
    return {"total": total, "tone": tone(total.kelas), "bagian": rekap_bar(total.rekap)}
