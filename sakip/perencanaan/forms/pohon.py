"""Forms of the pohon kinerja: they check shape only and never save."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from sakip.organisasi.forms.shared import messages
from sakip.perencanaan.forms.indikator import EARLIEST, LATEST
from sakip.perencanaan.models import AsalOutcome, Jawaban, JenisSimpul

Choices = Sequence[tuple[Any, Any]]


def _text(what: str, longest: int, *, required: bool = True, rows: int = 0, **rest: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=what, max_length=longest, required=required, error_messages=messages(what), widget=widget, **rest
    )


def _year(what: str) -> forms.IntegerField:
    return forms.IntegerField(label=what, min_value=EARLIEST, max_value=LATEST, error_messages=messages(what))


def _choice(what: str, choices: Choices = (), *, required: bool = True, **rest: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=what, choices=choices, required=required, error_messages=messages(what), **rest)


class PohonForm(forms.Form):
    """Name and years of a tree."""

    nama = _text("Nama pohon kinerja", 200)
    tahun_awal = _year("Tahun awal")
    tahun_akhir = _year("Tahun akhir")


class UbahPohonForm(PohonForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)


class SimpulForm(forms.Form):
    """A condition: what must be true, what kind it is, where an outcome comes from and on what evidence."""

    pernyataan = _text(
        "Kondisi",
        500,
        rows=2,
        help_text="Tulis keadaan yang terwujud, bukan kegiatan: “Ibu dan bayi selamat”, bukan “Penyuluhan ibu hamil”.",
    )
    jenis = _choice("Jenis kondisi", JenisSimpul.choices)
    kode = _text("Kode", 30, required=False, help_text="Boleh dikosongkan, misalnya 1.2.")
    asal = _choice(
        "Asal hasil",
        [("", "Belum ditentukan"), *AsalOutcome.choices],
        required=False,
        help_text="Hanya untuk hasil (outcome).",
    )
    bukti = _text(
        "Bukti atau data pendukung",
        4000,
        required=False,
        rows=3,
        help_text="Data dan fakta yang menjadi dasar, dengan tahun dan sumbernya.",
    )


class TambahSimpulForm(SimpulForm):
    """A new condition and what it serves; only of an outcome it is asked where it comes from."""

    induk = _choice("Menopang kondisi", required=False)

    def __init__(self, *args: Any, induk: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "induk", [("", "Berdiri di puncak, hanya untuk hasil"), *induk])
        if self.initial.get("jenis") not in {"", None, JenisSimpul.OUTCOME}:
            del self.fields["asal"], self.fields["bukti"]


class UbahSimpulForm(SimpulForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)


class TempatForm(forms.Form):
    """Where a node hangs: moved from one parent to another, or one parent more."""

    cara = _choice("Yang dilakukan", widget=forms.RadioSelect)
    ke = _choice(
        "Kondisi yang ditopang", required=False, help_text="Tidak perlu dipilih bila kondisi ini hanya dilepas."
    )

    urutan = forms.IntegerField(required=False, min_value=1, max_value=32_767, widget=forms.HiddenInput)
    """Where it stood, of a move that is taken back."""

    def __init__(
        self, *args: Any, cara: Choices, induk: Iterable[tuple[str, str]], puncak: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "cara", cara)
        _set(self, "ke", [("", "Tidak ada, menjadi puncak" if puncak else "Pilih kondisi"), *induk])
        if not any(way.startswith("lepas") for way, _words in cara):
            self.fields["ke"].help_text = ""


class TarikForm(forms.Form):
    """Why a condition goes; ``bawahan``: how many below it serve nothing else and would hang in the air."""

    alasan = _text("Alasan", 500, rows=2)
    beserta_bawahan = forms.BooleanField(required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bawahan: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beserta_bawahan"].label = f"Tarik juga {bawahan} kondisi di bawahnya yang tidak menopang yang lain"
        if not bawahan:
            del self.fields["beserta_bawahan"]


class IndikatorSimpulForm(forms.Form):
    """An indicator that exists, or the wording of one."""

    salah_satu = ("indikator", "uraian")
    indikator = _choice("Indikator yang sudah ada", required=False)
    uraian = _text("Atau rumusan indikator baru", 400, required=False)

    def __init__(self, *args: Any, indikator: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "indikator", [("", "Belum ada, tulis rumusannya"), *indikator])


class UbahIndikatorSimpulForm(IndikatorSimpulForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)


class TerjemahForm(forms.Form):
    """Into a statement of a plan, or a position."""

    salah_satu = ("rencana", "jabatan")
    rencana = _choice("Pernyataan rencana", required=False)
    jabatan = _choice("Jabatan", required=False)

    def __init__(self, *args: Any, rencana: Choices, jabatan: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "rencana", [("", "Tidak diterjemahkan ke rencana"), *rencana])
        _set(self, "jabatan", [("", "Tidak diterjemahkan ke jabatan"), *jabatan])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("rencana") and not data.get("jabatan") and not self.errors:
            raise forms.ValidationError(
                "Pernyataan rencana atau jabatan belum dipilih; pilih salah satu atau keduanya."
            )
        return data


class PernyataanBaruForm(forms.Form):
    """A new statement made from a condition: where it stands, at which level, its words, who answers for it."""

    induk = _choice("Ditempatkan di bawah", help_text="Hanya rencana yang masih disusun yang dapat ditambah.")
    tingkat = _choice("Tingkat", required=False)
    pernyataan = _text("Pernyataan", 1000, rows=2, help_text="Disalin dari kondisi; sesuaikan bila perlu.")
    jabatan = _choice("Jabatan", required=False)

    def __init__(self, *args: Any, induk: Choices, tingkat: Choices, jabatan: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "induk", [("", "Pilih tempatnya"), *induk])
        _set(self, "tingkat", [("", "Satu tingkat di bawah induknya"), *tingkat])
        _set(self, "jabatan", [("", "Tidak diterjemahkan ke jabatan"), *jabatan])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("induk", "").endswith(":") and not data.get("tingkat"):
            self.add_error("tingkat", "Tingkat belum dipilih; pernyataan tanpa induk memerlukannya.")
        return data


# --- crosscutting ----------------------------------------------------------------------------------------------------


class MintaForm(forms.Form):
    """Ask a unit or an external partner for a contribution."""

    salah_satu = ("mitra", "mitra_luar")
    mitra = _choice("Unit mitra", required=False)
    mitra_luar = _text(
        "Atau mitra di luar instansi", 200, required=False, help_text="Misalnya BPJS Kesehatan atau pemerintah desa."
    )
    kontribusi = _text(
        "Kontribusi yang diminta", 500, rows=2, help_text="Hasil yang diharapkan dari mitra, bukan sekadar koordinasi."
    )
    waktu = _text("Waktu", 100, required=False, help_text="Misalnya setiap triwulan, atau tahun 2026.")
    bukti = _text(
        "Bukti", 300, required=False, help_text="Yang akan menunjukkan kontribusi itu diberikan, misalnya laporan."
    )

    def __init__(self, *args: Any, mitra: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "mitra", [("", "Bukan unit dalam instansi ini"), *mitra])


class JawabForm(forms.Form):
    """The partner's answer."""

    jawaban = _choice("Jawaban", Jawaban.choices, widget=forms.RadioSelect)
    simpul = _choice(
        "Kondisi Anda yang menopang", required=False, help_text="Dari pohon kinerja unit Anda; boleh dikosongkan."
    )
    uraian = _text(
        "Alasan atau usulan", 500, required=False, rows=2, help_text="Wajib bila mengusulkan perubahan atau menolak."
    )

    def __init__(self, *args: Any, simpul: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set(self, "simpul", [("", "Belum ditentukan"), *simpul])


class JawabanLuarForm(forms.Form):
    """What a partner outside the instansi answered."""

    jawaban = _choice("Jawaban", Jawaban.choices, widget=forms.RadioSelect)
    penjawab = _text("Dijawab oleh", 200, help_text="Nama atau jabatan orang yang menjawab atas nama mitra.")
    uraian = _text("Alasan atau usulan", 500, required=False, rows=2)


class UbahMintaForm(forms.Form):
    kontribusi = _text("Kontribusi yang diminta", 500, rows=2)
    waktu = _text("Waktu", 100, required=False)
    bukti = _text("Bukti", 300, required=False)
    versi = forms.IntegerField(widget=forms.HiddenInput)


class TarikMintaForm(forms.Form):
    alasan = _text("Alasan", 500, rows=2)
    versi = forms.IntegerField(widget=forms.HiddenInput)


def _set(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = list(choices)
