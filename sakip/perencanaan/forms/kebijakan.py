"""The form of a policy: every choice from a year on. It checks shape only and never saves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from sakip.arithmetic.notation import Bertanya, Ditolak, Terbaca, format_entry, read_number
from sakip.arithmetic.scales import SENDIRI, WARNA, scales
from sakip.kernel.fields import refuse_unstorable
from sakip.kernel.typed import question_sentence, refused_sentence
from sakip.organisasi.queries import KebijakanBerlaku
from sakip.perencanaan.pilihan import NUMBERS, code_of, stored
from sakip.referensi.queries import Pilihan, pilihan_kebijakan

EARLIEST, LATEST = 2000, 2100
CLASSES = 7
"""How many classes a scale of one's own may have."""
WARNA_KATA = dict(zip(WARNA, ("Hijau", "Biru kehijauan", "Kuning", "Jingga", "Merah"), strict=True))


class AngkaField(forms.Field):
    """A number as people type it, with a decimal comma; empty is None."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        match reading := read_number(text):
            case Terbaca(nilai=nilai):
                assert nilai.angka is not None  # noqa: S101 - a number has one
                return refuse_unstorable(nilai.angka)
            case Bertanya():
                raise ValidationError(question_sentence(reading).replace("pilih", "tulis"))
            case Ditolak():
                raise ValidationError(refused_sentence(reading))
            case _:
                raise ValidationError(f"“{text}” bukan angka; tulis angka dengan koma desimal, misalnya 94,50.")

    def prepare_value(self, value: Any) -> Any:
        return format_entry(value) if isinstance(value, Decimal) else value


class KebijakanForm(forms.Form):
    """The choices of an instansi; fields come from the data file of choices, the scale of one's own in rows."""

    mulai_tahun = forms.IntegerField(
        label="Berlaku mulai tahun",
        min_value=EARLIEST,
        max_value=LATEST,
        help_text="Tahun-tahun sebelumnya tetap memakai kebijakan yang lama.",
        error_messages={
            "required": "Tahun mulai belum diisi; tulis misalnya 2026.",
            "invalid": "Tahun mulai harus berupa bilangan bulat, misalnya 2026.",
            "min_value": f"Tahun mulai paling awal {EARLIEST}.",
            "max_value": f"Tahun mulai paling akhir {LATEST}.",
        },
    )
    dasar_hukum = forms.CharField(
        label="Dasar penetapan",
        max_length=300,
        required=False,
        help_text="Nomor dan tanggal keputusan atau pedoman instansi, misalnya Keputusan Bupati Nomor 100 Tahun 2026.",
        error_messages={
            "max_length": "Dasar penetapan paling panjang %(limit_value)d huruf, sekarang %(show_value)d; ringkaskan."
        },
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Wajib bila kebijakan ini mengubah angka tahun yang sudah berlalu atau sudah dilaporkan.",
        error_messages={
            "max_length": "Alasan paling panjang %(limit_value)d huruf, sekarang %(show_value)d; ringkaskan."
        },
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)
    versi_tahun = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in pilihan_kebijakan().values():
            self.fields[row.nama] = self._field(row)
        for number in range(1, CLASSES + 1):
            self.fields |= _class_fields(number)

    def _field(self, row: Pilihan) -> forms.Field:
        if row.nama in NUMBERS:
            return _number_field(row)
        if row.nama == "skala":
            choices = [*((kode, each.nama) for kode, each in scales().items()), (SENDIRI, "Skala sendiri")]
        else:
            choices = [(each.kode, each.label) for each in row.opsi]
        kept = self.initial.get(row.nama)
        if kept and kept not in dict(choices):  # set by a command; not lost by opening the form
            choices.append((kept, kept.replace(",", ", lalu ")))
        return forms.ChoiceField(
            label=row.judul,
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={
                "required": f"{row.judul} belum dipilih; pilih salah satu.",
                "invalid_choice": f"{row.judul} tidak ada dalam pilihan; pilih salah satu.",
            },
        )

    def rows(self) -> Iterator[dict[str, BoundField]]:
        """The classes of the scale of one's own as they stand in the form."""
        for number in range(1, CLASSES + 1):
            yield {part: self[f"kelas_{number}_{part}"] for part in ("label", "mulai", "eksklusif", "warna")}

    def choices(self) -> dict[str, Any]:
        """The choices as the use case takes them; the form is valid."""
        data = self.cleaned_data
        made = {row: stored(row, data[row]) if isinstance(data[row], str) else data[row] for row in pilihan_kebijakan()}
        return made | {
            "hari_tenggat": int(data["hari_tenggat"]),
            "dasar_hukum": data["dasar_hukum"].strip(),
            "skala_sendiri": self._own_scale() if data["skala"] == SENDIRI else [],
        }

    def _own_scale(self) -> list[dict[str, Any]]:
        """The rows that hold anything, as they are stored."""
        data = self.cleaned_data
        rows = []
        for number in range(1, CLASSES + 1):
            label, mulai = data[f"kelas_{number}_label"].strip(), data[f"kelas_{number}_mulai"]
            if label or mulai is not None:
                rows.append(
                    {
                        "label": label,
                        "mulai": "" if mulai is None else str(mulai),
                        "eksklusif": data[f"kelas_{number}_eksklusif"],
                        "warna": data[f"kelas_{number}_warna"],
                    }
                )
        return rows

    def clean_hari_tenggat(self) -> Decimal:
        days: Decimal | None = self.cleaned_data["hari_tenggat"]
        if days is None or days != days.to_integral_value():
            raise ValidationError("Batas waktu pengisian harus berupa jumlah hari, misalnya 30.")
        return days


def _number_field(row: Pilihan) -> AngkaField:
    return AngkaField(
        label=row.judul,
        required=not row.tanpa,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=f"Kosongkan untuk {row.tanpa}." if row.tanpa else "",
        error_messages={"required": f"{row.judul} belum diisi; bagian ini wajib diisi."},
    )


def _class_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"kelas_{number}_label": forms.CharField(
            label=f"Sebutan kelas ke-{number}",
            required=False,
            max_length=40,
            error_messages={
                "max_length": f"Sebutan kelas ke-{number} paling panjang %(limit_value)d huruf; ringkaskan."
            },
        ),
        f"kelas_{number}_mulai": AngkaField(
            label=f"Batas bawah kelas ke-{number}",
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        ),
        f"kelas_{number}_eksklusif": forms.BooleanField(label=f"Lebih dari batas, kelas ke-{number}", required=False),
        f"kelas_{number}_warna": forms.ChoiceField(
            label=f"Warna kelas ke-{number}", choices=list(WARNA_KATA.items()), required=False
        ),
    }


def initial_of(policy: KebijakanBerlaku) -> dict[str, Any]:
    """A policy as the form begins with it; the rows of the own scale show the scale that holds, to begin from."""
    initial: dict[str, Any] = {nama: code_of(nama, policy.aturan) for nama in pilihan_kebijakan()}
    for number, kelas in enumerate(policy.skala.kelas[:CLASSES], 1):
        initial |= {
            f"kelas_{number}_label": kelas.label,
            f"kelas_{number}_mulai": kelas.mulai[-1] if kelas.mulai else None,
            f"kelas_{number}_eksklusif": kelas.eksklusif,
            f"kelas_{number}_warna": kelas.warna,
        }
    return initial
