"""A plan as a report: for machines as JSON with keys that stay, for people as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sakip.arithmetic.notation import format_nilai
from sakip.kernel.transfer.problems import Problem, sentence
from sakip.perencanaan.transfers.differences import Perbedaan, Peringatan
from sakip.perencanaan.transfers.plan import Rencana, RencanaIndikator, RencanaNilai, Tindakan
from sakip.perencanaan.transfers.sentences import SENTENCES


def as_json(plan: Rencana, *, cells: bool = False) -> dict[str, Any]:
    """Counts of rows, years, indicators and cells; lists of everything a person should know.

    ``cells`` adds every cell. ``baru`` counts cells with a kind of nothing too: *belum tersedia* is written with its
    reason, and listed.
    """
    done = plan.hitungan
    years = sorted({row.periode.tahun for row in plan.nilai})
    return {
        "baris": len(plan.tabel.baris),
        "tahun": len(years),
        "indikator": len(plan.indikator),
        "indikator_baru": len(plan.indikator_baru),
        "baru": done[Tindakan.BARU],
        "berubah": done[Tindakan.BERUBAH],
        "sama": done[Tindakan.SAMA],
        "ditolak": plan.ditolak,
        "belum_tersedia": sum(row.belum_tersedia for row in plan.nilai),
        "belum_diisi": done[Tindakan.BELUM_DIISI],
        "pertanyaan": plan.ditanya,
        "daftar_tahun": years,
        **({"daftar_sel": [_cell(row) for row in plan.nilai]} if cells else {}),
        "daftar_masalah": [_problem(each) for each in plan.masalah],
        "daftar_pertanyaan": [
            {
                "kunci": q.kunci,
                "kalimat": q.kalimat,
                "pilihan": [list(each) for each in q.pilihan],
                "jawaban": q.jawaban,
            }
            for q in plan.pertanyaan
        ],
        "daftar_belum_tersedia": [_cell(row) for row in plan.nilai if row.belum_tersedia],
        "daftar_belum_diisi": [_cell(row) for row in plan.nilai if row.tindakan is Tindakan.BELUM_DIISI],
        "daftar_berubah": [_cell(row) for row in plan.nilai if row.tindakan is Tindakan.BERUBAH],
        "perbedaan": [_difference(each) for each in plan.perbedaan],
        "peringatan": [_warning(each) for each in plan.peringatan],
        "usulan_polaritas": [_proposal(row) for row in plan.indikator.values() if row.usulan is not None],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "lembar": problem.sheet,
        "baris": problem.row,
        "kolom": problem.column_label,
        "sel": problem.address,
        "nilai": problem.value,
        "kode": problem.code,
        "tingkat": problem.severity.value,
        "kalimat": sentence(problem, SENTENCES),
    }


def _cell(row: RencanaNilai) -> dict[str, Any]:
    return {
        "baris": row.baris,
        "sel": row.alamat,
        "indikator": row.nama,
        "isi": row.isi.value,
        "periode": str(row.periode),
        "label": row.periode.label,
        "tindakan": row.tindakan.value,
        "tertulis": row.diketik,
        "lama": format_nilai(row.lama),
        "baru": format_nilai(row.baru),
        "alasan": getattr(row.baru, "alasan", ""),
    }


def _difference(each: Perbedaan) -> dict[str, Any]:
    return {
        "baris": each.baris,
        "sel": each.alamat,
        "indikator": each.indikator,
        "tahun": each.periode.tahun,
        "periode": each.periode.kode,
        "tercetak": each.tercetak,
        "dihitung": each.dihitung,
        "selisih": each.selisih,
        "sebab": each.sebab.value,
        "penjelasan": each.penjelasan,
        "rumus": each.rumus,
        "faktor": each.faktor,
    }


def _warning(each: Peringatan) -> dict[str, Any]:
    return {
        "kode": each.kode,
        "kalimat": each.kalimat,
        "indikator": each.indikator,
        "tahun": each.tahun,
        "baris": each.baris,
        "faktor": each.faktor,
    }


def _proposal(row: RencanaIndikator) -> dict[str, Any]:
    assert row.usulan is not None  # noqa: S101 - the caller asked
    return {
        "kunci": row.kunci,
        "baris": row.baris,
        "indikator": row.nama,
        "usulan": row.usulan.polaritas.value if row.usulan.polaritas else None,
        "alasan": row.usulan.alasan,
        "dari": row.usulan.dari,
        "rumus": row.usulan.rumus.value if row.usulan.rumus else "",
        "dipakai": row.polaritas.value if row.polaritas else None,
    }


# --- text ------------------------------------------------------------------------------------------------------------


def as_text(plan: Rencana) -> str:
    """The same for a person at a terminal."""
    return "\n".join([*_summary(plan), *_sections(plan)])


def _summary(plan: Rencana) -> Iterable[str]:
    said = as_json(plan)
    yield f"Tabel “{plan.tabel.lembar}”: {said['baris']} baris, {said['tahun']} tahun, {said['indikator']} indikator."
    yield (
        f"Indikator baru {said['indikator_baru']}; sel baru {said['baru']}, berubah {said['berubah']}, sama "
        f"{said['sama']}."
    )
    yield (
        f"Ditolak {said['ditolak']}, pertanyaan {said['pertanyaan']}, belum tersedia {said['belum_tersedia']}, "
        f"belum diisi {said['belum_diisi']}."
    )


def _sections(plan: Rencana) -> Iterable[str]:
    said = as_json(plan)
    yield from _section("Masalah dan catatan", (sentence(each, SENTENCES) for each in plan.masalah))
    yield from _section(
        "Belum tersedia dan belum diisi",
        (
            f"Sel {row['sel']}: {row['isi']} {row['indikator']}, {row['label']}: {row['baru']}"
            + (f" ({row['alasan']})" if row["alasan"] else "")
            for row in said["daftar_belum_tersedia"] + said["daftar_belum_diisi"]
        ),
    )
    yield from _section(
        "Usulan polaritas",
        (
            f"{row['indikator']}: {row['usulan'] or 'tidak ada usulan'} ({row['alasan']})"
            for row in said["usulan_polaritas"]
        ),
    )
    yield from _section("Perbedaan capaian tercetak dan hasil perhitungan", map(difference_sentence, plan.perbedaan))
    yield from _section("Peringatan", (each.kalimat for each in plan.peringatan))


def difference_sentence(each: Perbedaan) -> str:
    """One difference in one line."""
    dihitung = f"dihitung {each.dihitung}" if each.dihitung is not None else "tidak dapat dihitung"
    return f"{each.indikator}, {each.periode.label}: tercetak {each.tercetak}, {dihitung}: {each.penjelasan}."


def _section(title: str, lines: Iterable[str]) -> Iterable[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title} ({len(found)}):"
        yield from (f"  - {line}" for line in found)
