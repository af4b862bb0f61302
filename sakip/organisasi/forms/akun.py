"""Forms of accounts and roles: they check shape only; units, people and roles come scoped from the view."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.kernel.access import GIVEN_ROLES, ROLE_LABELS
from sakip.organisasi.forms.shared import TanggalField, messages

Choices = list[tuple[str, str]]


def _email() -> forms.EmailField:
    return forms.EmailField(
        label="Surel",
        max_length=254,
        help_text="Untuk masuk. Pakai surel dinas orangnya sendiri, bukan surel bersama.",
        error_messages=messages("Surel") | {"invalid": "Itu bukan alamat surel. Tulis misalnya nama@instansi.go.id."},
    )


def _date(label: str, *, required: bool, help_text: str = "") -> TanggalField:
    return TanggalField(
        label=label,
        required=required,
        help_text=help_text,
        error_messages=messages(label) | {"invalid": f"{label} bukan tanggal. Tulis hari, bulan, dan tahunnya."},
    )


class _Scoped(forms.Form):
    """A form whose choices are given by the view: field name to choices."""

    def __init__(self, *args: Any, choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, given in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
            field.choices = given


class AkunForm(_Scoped):
    """Whose account it is and where he works."""

    nama = forms.CharField(
        label="Nama",
        max_length=150,
        help_text="Seperti akan tampil pada riwayat dan laporan, lengkap dengan gelar bila dipakai.",
        error_messages=messages("Nama"),
    )
    unit = forms.ChoiceField(
        label="Unit kerja",
        help_text="Tempat orang ini bekerja. Yang boleh dilakukannya diatur oleh peran, bukan oleh unit ini.",
        error_messages=messages("Unit kerja"),
    )
    pegawai = forms.ChoiceField(
        label="Pegawai",
        required=False,
        help_text="Hubungkan dengan data pegawai, supaya jabatannya dikenali saat menandatangani.",
        error_messages=messages("Pegawai"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PeranForm(_Scoped):
    """A role on a unit, from a day to a day."""

    peran = forms.ChoiceField(
        label="Peran",
        choices=[("", "Pilih peran"), *((role.value, ROLE_LABELS[role]) for role in GIVEN_ROLES)],
        help_text="Pengelola SAKIP mengatur instansi, perencana menyusun indikator dan target, pelapor mengisi "
        "realisasi, verifikator memeriksanya, pimpinan membekukan laporan; administrator hanya mengurus akun.",
        error_messages=messages("Peran"),
    )
    di = forms.ChoiceField(
        label="Berlaku di",
        help_text="Peran berlaku pada unit ini dan semua unit di bawahnya.",
        error_messages=messages("Unit"),
    )
    mulai = _date("Mulai", required=True, help_text="Hari pertama peran ini berlaku.")
    sampai = _date("Sampai", required=False, help_text="Kosongkan bila belum diketahui kapan berakhir.")


class UndangForm(AkunForm, PeranForm):
    """An invitation: the person, and the first role."""

    email = _email()
    field_order = ("nama", "email", "unit", "pegawai", "peran", "di", "mulai", "sampai")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["versi"]


class SurelForm(forms.Form):
    """A new address."""

    email = _email()
    versi = forms.IntegerField(widget=forms.HiddenInput)


class AkhiriPeranForm(forms.Form):
    """The last day of a role."""

    sampai = _date("Hari terakhir", required=True, help_text="Sampai akhir hari itu peran masih berlaku.")


class AlasanForm(forms.Form):
    """Why something is taken away from somebody."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Satu kalimat; tercatat dalam riwayat.",
        error_messages=messages("Alasan"),
    )

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].required = required


class WajibDuaLangkahForm(forms.Form):
    """The roles whose holders must use a second factor."""

    peran = forms.MultipleChoiceField(
        label="Peran yang wajib masuk dua langkah",
        required=False,
        choices=[(role.value, ROLE_LABELS[role]) for role in GIVEN_ROLES],
        widget=forms.CheckboxSelectMultiple,
        error_messages=messages("Peran"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)
