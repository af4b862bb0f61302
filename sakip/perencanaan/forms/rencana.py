"""Forms of planning documents and their statements: they check shape only and never save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from sakip.kernel.files import MOST, size_in_words
from sakip.organisasi.forms.shared import TanggalField, messages
from sakip.perencanaan.models import SimpulRencana
from sakip.perencanaan.models.rencana import nama_rincian
from sakip.perencanaan.rules import FIRST_YEAR, LAST_YEAR
from sakip.referensi.queries import JenisDokumen

Choices = Iterable[tuple[str, str]]


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = list(choices)


class NaskahField(forms.FileField):
    """The signed scan; that it is a PDF is told by its content, when it is kept."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Naskah bertanda tangan",
            help_text=f"PDF hasil pindai, paling besar {size_in_words(MOST)}.",
            widget=forms.FileInput(attrs={"accept": "application/pdf"}),
            error_messages={
                "required": "Naskah belum dipilih; pilih berkas PDF.",
                "empty": "Berkas itu kosong; pilih berkas PDF yang ada isinya.",
            },
            **kwargs,
        )


class PenetapanForm(forms.Form):
    """The decree by which a version is set."""

    nomor_penetapan = forms.CharField(
        label="Nomor penetapan",
        max_length=100,
        help_text="Seperti tertulis pada peraturan atau keputusannya, misalnya Peraturan Bupati Nomor 5 Tahun 2025.",
        error_messages=messages("Nomor penetapan"),
    )
    tanggal_penetapan = TanggalField(label="Tanggal penetapan", error_messages=messages("Tanggal penetapan"))
    berlaku_mulai = TanggalField(
        label="Berlaku mulai",
        required=False,
        help_text="Kosong berarti sejak awal rencana; untuk versi perubahan, sejak tanggal penetapannya.",
        error_messages=messages("Tanggal berlaku"),
    )
    naskah = NaskahField(required=False)


class TetapkanForm(PenetapanForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)


class NaskahForm(forms.Form):
    naskah = NaskahField()
    versi = forms.IntegerField(widget=forms.HiddenInput)


class KepalaForm(forms.Form):
    """What is said of a document as a whole."""

    nama = forms.CharField(
        label="Nama dokumen",
        max_length=200,
        required=False,
        help_text="Kosongkan untuk memakai nama yang lazim.",
        error_messages=messages("Nama dokumen"),
    )
    tahun_awal = forms.IntegerField(
        label="Tahun awal", min_value=FIRST_YEAR, max_value=LAST_YEAR, error_messages=messages("Tahun awal")
    )
    tahun_akhir = forms.IntegerField(
        label="Tahun akhir",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        required=False,
        help_text="Kosongkan untuk jangka yang lazim: RPJPD dua puluh tahun, RPJMD dan Renstra lima, lainnya satu.",
        error_messages=messages("Tahun akhir"),
    )
    induk = forms.ChoiceField(
        label="Menginduk pada",
        required=False,
        help_text="Dokumen yang dilayaninya: RPJMD atau RPJMN bagi Renstra, Renstra bagi Renja dan RKT.",
        error_messages=messages("Dokumen induk"),
    )
    generasi = forms.ChoiceField(
        label="Generasi nomenklatur",
        required=False,
        help_text="Kode program, kegiatan, dan sub kegiatan tetap memakai generasi ini sampai dibawa ke generasi lain.",
        error_messages=messages("Generasi nomenklatur"),
    )

    def __init__(self, *args: Any, induk: Choices, generasi: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "induk", [("", "Tidak menginduk"), *induk])
        _choose(self, "generasi", [("", "Tanpa nomenklatur"), *((kode, kode) for kode in generasi)])
        if not generasi:
            del self.fields["generasi"]


YANG_BERLAKU = "berlaku"
"""The choice of a parent for whom the plans themselves tell it (``queries.rencana.usual_parent``)."""


class UbahKepalaForm(KepalaForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("nama", "tahun_akhir"):
            self.fields[name].required = True
            self.fields[name].help_text = ""


class TeruskanForm(KepalaForm):
    """Of which years the copy is, and of which kind."""

    jenis = forms.ChoiceField(label="Jenis dokumen", error_messages=messages("Jenis dokumen"))
    field_order = ("jenis", "tahun_awal", "tahun_akhir", "nama", "induk")

    def __init__(self, *args: Any, jenis: Mapping[str, JenisDokumen], **kwargs: Any) -> None:
        super().__init__(*args, generasi=(), **kwargs)
        _choose(self, "jenis", ((kode, each.nama) for kode, each in jenis.items()))
        self.kinds = jenis

    def clean(self) -> dict[str, Any]:
        """The usual length where none is typed."""
        data = super().clean() or self.cleaned_data
        return _with_usual_end(data, self.kinds)


def _with_usual_end(data: dict[str, Any], jenis: Mapping[str, JenisDokumen]) -> dict[str, Any]:
    kind, awal = jenis.get(data.get("jenis", "")), data.get("tahun_awal")
    if kind and awal:
        data["tahun_akhir"] = data.get("tahun_akhir") or awal + kind.tahun - 1
    return data


class SusunForm(KepalaForm):
    """A document of a unit: its kind and levels besides."""

    jenis = forms.ChoiceField(label="Jenis dokumen", error_messages=messages("Jenis dokumen"))
    kerangka = forms.ChoiceField(
        label="Kerangka",
        help_text="Tingkat-tingkat isinya, dari atas ke bawah.",
        error_messages=messages("Kerangka"),
    )
    field_order: tuple[str, ...] = ("jenis", "kerangka", "tahun_awal", "tahun_akhir", "nama", "induk", "generasi")

    def __init__(
        self, *args: Any, jenis: Mapping[str, JenisDokumen], kerangka: Mapping[str, str], induk: Choices, **kwargs: Any
    ) -> None:
        held = (YANG_BERLAKU, "Rencana di atasnya yang berlaku, bila hanya satu")
        super().__init__(*args, induk=[held, *induk], **kwargs)
        _choose(
            self,
            "jenis",
            [("", "Pilih jenis"), *((kode, f"{each.nama} ({each.panjang})") for kode, each in jenis.items())],
        )
        _choose(self, "kerangka", kerangka.items())
        if len(kerangka) == 1:
            self.fields["kerangka"].widget = forms.HiddenInput()
            self.fields["kerangka"].initial = next(iter(kerangka))
        self.kinds = jenis

    def clean(self) -> dict[str, Any]:
        """The usual length where none is typed."""
        data = super().clean() or self.cleaned_data
        return _with_usual_end(data, self.kinds)


class CatatForm(SusunForm, PenetapanForm):
    """A document that was set elsewhere: its decree and scan besides."""

    field_order = (*SusunForm.field_order, "nomor_penetapan", "tanggal_penetapan", "berlaku_mulai", "naskah")


class AlasanForm(forms.Form):
    """Why the next version is opened."""

    alasan = forms.CharField(
        label="Alasan perubahan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya perubahan RPJMD, hasil evaluasi, atau perubahan struktur organisasi. Alasan ini tercetak.",
        error_messages=messages("Alasan perubahan"),
    )


# --- statements ------------------------------------------------------------------------------------------------------


RINCIAN_HELP: Mapping[str, str] = {
    "lokasi": "Tempat kegiatan atau sub kegiatan dilaksanakan, misalnya kecamatan atau “Semua kecamatan”.",
    "nspk": "Norma, standar, prosedur, atau kriteria yang dipenuhi tujuan dan sasaran perangkat daerah ini.",
    "prioritas": "Program prioritas kepala daerah atau prioritas nasional; berlaku juga bagi baris di bawahnya.",
    "catatan": "Tercetak pada kolom Ket dan Catatan naskah rencana.",
}


class BarisForm(forms.Form):
    """A statement of a plan."""

    tingkat = forms.ChoiceField(label="Tingkat", error_messages=messages("Tingkat"))
    pernyataan = forms.CharField(
        label="Pernyataan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tulis seperti dalam naskah, tanpa nomor di depannya.",
        error_messages=messages("Pernyataan"),
    )
    kode = forms.CharField(
        label="Kode",
        max_length=60,
        required=False,
        help_text="Kode nomenklatur bagi program, kegiatan, dan sub kegiatan; selainnya penomoran naskah sendiri.",
        error_messages=messages("Kode"),
    )
    pelaksana = forms.ChoiceField(
        label="Pelaksana",
        required=False,
        help_text="Isi bila dilaksanakan unit lain daripada pemilik dokumen.",
        error_messages=messages("Pelaksana"),
    )

    def __init__(self, *args: Any, tingkat: Choices, pelaksana: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = {each.name: each.max_length for each in SimpulRencana._meta.concrete_fields}
        for name, label in nama_rincian().items():
            self.fields[name] = forms.CharField(
                label=label,
                max_length=longest[name],
                required=False,
                help_text=RINCIAN_HELP[name],
                error_messages=messages(label),
            )
        _choose(self, "tingkat", tingkat)
        _choose(self, "pelaksana", [("", "Pemilik dokumen"), *pelaksana])


class UbahBarisForm(BarisForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def leave_out(self, *, kerja: bool) -> None:
        """Ask of work no NSPK, and of a result or a strategy neither place nor priority, but what is filled stays."""
        for name in ("nspk",) if kerja else ("lokasi", "prioritas"):
            if not self.initial.get(name):
                del self.fields[name]


class SuntingForm(forms.Form):
    """What is edited in the row itself: text and code, of work its place."""

    pernyataan = forms.CharField(
        label="Pernyataan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=messages("Pernyataan"),
    )
    kode = forms.CharField(label="Kode", max_length=60, required=False, error_messages=messages("Kode"))
    lokasi = forms.CharField(label="Lokasi", max_length=300, required=False, error_messages=messages("Lokasi"))
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kerja: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kerja:
            del self.fields["lokasi"]
