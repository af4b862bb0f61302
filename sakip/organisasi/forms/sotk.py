"""Forms of a reorganisation's draft, step by step: they check shape only and never save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from sakip.organisasi.forms.shared import TanggalField, messages
from sakip.referensi.queries import jenis_unit

MOST = 60
"""Rows of units one step takes; a regulation that changes more is prepared in several drafts."""
Choices = Sequence[tuple[str, str]]


class ApaForm(forms.Form):
    """What changes, from which day, by which regulation."""

    judul = forms.CharField(
        label="Perubahan",
        max_length=200,
        help_text="Apa yang berubah, misalnya Pemecahan Dinas Pendidikan dan Kebudayaan.",
        error_messages=messages("Perubahan"),
    )
    tanggal = TanggalField(
        label="Berlaku mulai",
        help_text="Unit lama berakhir sehari sebelumnya. Rancangan dapat disiapkan kapan saja dan diterapkan mulai "
        "tanggal ini.",
        error_messages=messages("Tanggal berlaku"),
    )
    dasar_hukum = forms.CharField(
        label="Dasar hukum",
        max_length=300,
        help_text="Nomor dan judul peraturannya, misalnya Perda Nomor 7 Tahun 2024; dicatat pada setiap unit, jabatan, "
        "dan silsilahnya.",
        error_messages=messages("Dasar hukum"),
    )
    mulai_tahun = forms.IntegerField(
        label="Tahun pertama indikator unit penerus",
        required=False,
        min_value=1990,
        max_value=2100,
        help_text="Bila kosong: tahun berlakunya, jika berlaku 1 Januari; selain itu tahun berikutnya, sehingga tahun "
        "yang sedang berjalan diselesaikan pada indikator lama.",
        error_messages=messages("Tahun pertama"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        day, year = values.get("tanggal"), values.get("mulai_tahun")
        if day and year and year not in {day.year, day.year + 1}:  # figures of other years are the old unit's
            self.add_error(
                "mulai_tahun",
                f"Tahun {year} tidak sesuai dengan tanggal berlakunya; tulis {day.year} atau {day.year + 1}, "
                "atau kosongkan.",
            )
        return values


class AsalForm(forms.Form):
    """The units that end: one choice a line, an empty line chooses none."""

    def __init__(self, *args: Any, units: Choices, rows: int, asal: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {f"asal-{n}": str(pk) for n, pk in enumerate(asal)}
        for n in range(min(rows, MOST)):
            self.fields[f"asal-{n}"] = forms.ChoiceField(
                label=f"Unit {n + 1}",
                choices=[("", "Tidak ada"), *units],
                required=False,
                error_messages=messages(f"Unit {n + 1}"),
            )

    @property
    def chosen(self) -> tuple[int, ...]:
        """Each unit once, in the order of the lines."""
        return tuple(dict.fromkeys(int(value) for value in self.cleaned_data.values() if value))


BARU = "baru"


class PenerusForm(forms.Form):
    """A unit that carries on: a new one, or one that is there and takes in. Without a name or a choice it is empty."""

    kunci = forms.CharField(widget=forms.HiddenInput, max_length=10, required=False)
    ada = forms.ChoiceField(label="Unit penerus", required=False, error_messages=messages("Unit penerus"))
    nama = forms.CharField(
        label="Nama unit",
        max_length=200,
        required=False,
        help_text="Lengkap seperti pada peraturannya; boleh sama dengan nama unit yang berakhir.",
        error_messages=messages("Nama unit"),
    )
    singkatan = forms.CharField(label="Singkatan", max_length=40, required=False, error_messages=messages("Singkatan"))
    jenis = forms.ChoiceField(label="Jenis", required=False, error_messages=messages("Jenis"))
    induk = forms.ChoiceField(label="Di bawah", required=False, error_messages=messages("Unit induk"))
    kode = forms.CharField(label="Kode unit", max_length=40, required=False, error_messages=messages("Kode unit"))
    sebutan_kepala = forms.CharField(
        label="Sebutan kepala",
        max_length=120,
        required=False,
        help_text="Menjadi nama jabatan pimpinannya, misalnya Kepala Dinas Kebudayaan.",
        error_messages=messages("Sebutan kepala"),
    )
    dasar_hukum = forms.CharField(
        label="Dasar hukum SOTK",
        max_length=300,
        required=False,
        help_text="Bila kosong: dasar hukum perubahan ini.",
        error_messages=messages("Dasar hukum"),
    )
    dari = forms.MultipleChoiceField(
        label="Meneruskan",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=messages("Unit yang diteruskan"),
    )
    hapus = forms.BooleanField(label="Hapus unit penerus ini dari rancangan", required=False)

    def __init__(self, *args: Any, units: Choices, parents: Choices, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices(
            "ada", [(BARU, "Unit baru"), *((pk, f"Unit yang sudah ada: {nama.strip()}") for pk, nama in units)]
        )
        kinds = {kode: nama for kode, nama in jenis_unit().items() if kode != "instansi"}
        self._choices("jenis", [("", "Sama dengan unit asalnya"), *kinds.items()])
        self._choices("induk", [("", "Sama dengan unit asalnya"), *parents])
        self._choices("dari", sources)
        if len(sources) < 2:
            del self.fields["dari"]

    def _choices(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(choices)

    @property
    def empty(self) -> bool:
        data = self.cleaned_data
        return bool(data["hapus"]) or (not data["nama"].strip() and data["ada"] in {"", BARU})


class VersiForm(forms.Form):
    """The version of the draft that was seen."""

    versi = forms.IntegerField(widget=forms.HiddenInput)


class PutusanForm(VersiForm):
    """Where each of some rows goes: keys of units, and the name there. Fields are named by part and id."""

    def __init__(self, *args: Any, rows: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self._add(row)

    def _add(self, row: Mapping[str, Any]) -> None:
        """``row``: kunci, label, pilihan (key, name), ke (chosen keys), nama (chosen), banyak, bernama."""
        label = f"{row['label']}"
        if row["banyak"]:
            self.fields[f"ke-{row['kunci']}"] = forms.MultipleChoiceField(
                label=label,
                choices=row["pilihan"],
                initial=list(row["ke"]),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages=messages(label),
            )
        else:
            self.fields[f"ke-{row['kunci']}"] = forms.ChoiceField(
                label=label,
                choices=[*row["pilihan"], ("", "Berakhir")],
                initial=next(iter(row["ke"]), ""),
                required=False,
                error_messages=messages(label),
            )
        if row["bernama"]:
            self.fields[f"nama-{row['kunci']}"] = forms.CharField(
                label=f"Nama baru {label}",
                max_length=200,
                initial=row["nama"],
                required=False,
                widget=forms.TextInput(attrs={"placeholder": row["label"]}),
                error_messages=messages(f"Nama baru {label}"),
            )

    def chosen(self, kunci: str) -> tuple[tuple[str, ...], str]:
        """The keys and the name that were chosen for a row."""
        ke = self.cleaned_data[f"ke-{kunci}"]
        keys = tuple(ke) if isinstance(ke, list) else (ke,) if ke else ()
        return keys, self.cleaned_data.get(f"nama-{kunci}", "").strip()


class TerapkanForm(VersiForm):
    """The last look before the change is made."""

    setuju = forms.BooleanField(
        label="Saya sudah memeriksa rancangan ini. Perubahan yang diterapkan tidak dapat dibatalkan.",
        error_messages={"required": "Periksa rancangannya, lalu centang pernyataan ini."},
    )
