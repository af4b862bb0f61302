"""What a workbook would do, or did, for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sakip.kernel.transfer.problems import Problem, sentence
from sakip.perencanaan.transfers.buku_kerja.sentences import SENTENCES
from sakip.perencanaan.transfers.buku_kerja.work import Pratinjau


def said(problem: Problem) -> str:
    """A finding in one sentence."""
    return sentence(problem, SENTENCES)


def as_json(hasil: Pratinjau, *, diterapkan: bool) -> dict[str, Any]:
    """Counts, every changed cell, every finding with its place."""
    lingkup = hasil.lingkup
    return {
        "unit": lingkup.unit.nama if lingkup else None,
        "tahun": lingkup.tahun if lingkup else None,
        "diterapkan": diterapkan,
        "hitungan": {
            lembar: {tindakan.value: number for tindakan, number in sorted(counts.items())}
            for lembar, counts in hasil.hitungan.items()
        },
        "perubahan": [asdict(each) | {"tindakan": each.tindakan.value} for each in hasil.perubahan],
        "masalah": [_problem(each) for each in hasil.masalah],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "tingkat": problem.severity.value,
        "lembar": problem.sheet,
        "baris": problem.row,
        "kolom": problem.column_label,
        "sel": problem.address,
        "isi": problem.value,
        "kode": problem.code,
        "kalimat": said(problem),
    }
