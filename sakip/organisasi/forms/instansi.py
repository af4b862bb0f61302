"""The settings of an instansi."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.documents.emblem import MOST_BYTES, Emblem, EmblemRefused, emblem
from sakip.organisasi.forms.shared import messages
from sakip.organisasi.models import ZonaWaktu
from sakip.organisasi.rules import FIRST_YEARS, emblem_refusal

INK = "#1B1F24"
ZONES = {
    ZonaWaktu.WIB: "WIB (Sumatera, Jawa, Kalimantan Barat dan Tengah)",
    ZonaWaktu.WITA: "WITA (Bali, Nusa Tenggara, Sulawesi, Kalimantan lainnya)",
    ZonaWaktu.WIT: "WIT (Maluku dan Papua)",
}


class LambangField(forms.FileField):
    """A picture that becomes an emblem. One that is too large is not even read."""

    def clean(self, data: Any, initial: Any = None) -> Emblem | None:  # noqa: ARG002 - Django's signature
        if not data:
            return None
        if data.size > MOST_BYTES:
            raise forms.ValidationError(emblem_refusal(EmblemRefused("besar", ukuran=data.size)).sentence)
        try:
            return emblem(data.read())
        except EmblemRefused as no:
            raise forms.ValidationError(emblem_refusal(no).sentence) from no


class WarnaField(forms.CharField):
    """A colour out of a picker that has no empty choice: that of ink means none."""

    def clean(self, value: Any) -> str:
        text = str(value or "").strip().upper()
        return "" if text == INK else text


class PengaturanForm(forms.Form):
    """Letterhead, place and time, public address, first year."""

    alamat = forms.CharField(
        label="Alamat",
        max_length=300,
        required=False,
        help_text="Jalan, nomor, tempat, dan kode pos; dicetak pada kop di bawah nama instansi.",
        error_messages=messages("Alamat"),
    )
    kontak = forms.CharField(
        label="Telepon, surel, laman",
        max_length=300,
        required=False,
        help_text="Satu baris, misalnya Telepon (0286) 555010, laman banyu.go.id.",
        error_messages=messages("Kontak"),
    )
    lambang = LambangField(
        label="Lambang",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.svg"}),
        help_text="PNG, JPEG, atau SVG, paling besar 2 MB; paling baik dengan latar tembus pandang. Bentuk lambang "
        "daerah mengikuti PP Nomor 77 Tahun 2007.",
    )
    hapus_lambang = forms.BooleanField(label="Hapus lambang yang tersimpan", required=False)
    warna = WarnaField(
        label="Warna garis kop",
        required=False,
        widget=forms.TextInput(attrs={"type": "color", "class": "sk-color"}),
        help_text="Dipakai pada garis di bawah kop dan sebagai tanda di kepala halaman.",
    )
    tempat = forms.CharField(
        label="Tempat penandatanganan",
        max_length=100,
        required=False,
        help_text="Dicetak di depan tanggal, misalnya Sukamaju, 31 Januari 2026.",
        error_messages=messages("Tempat penandatanganan"),
    )
    zona_waktu = forms.ChoiceField(
        label="Zona waktu",
        choices=ZONES.items,
        widget=forms.RadioSelect,
        help_text="Menentukan pergantian hari, tenggat, dan jam pada riwayat (Keppres Nomor 41 Tahun 1987).",
        error_messages=messages("Zona waktu"),
    )
    alamat_publik = forms.CharField(
        label="Alamat publik",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="Alamat laman tempat dokumen dapat diperiksa, misalnya https://sakip.banyu.go.id. Dicetak sebagai "
        "kode QR; kosongkan bila memakai alamat pemasangan ini.",
        error_messages=messages("Alamat publik"),
    )
    tahun_mulai = forms.IntegerField(
        label="Tahun pertama pemakaian",
        required=False,
        min_value=FIRST_YEARS.start,
        max_value=FIRST_YEARS.stop - 1,
        help_text="Tahun kinerja paling awal dalam pilihan tahun. Data tahun sebelumnya tetap tersimpan dan ditandai "
        "“sebelum pemakaian”.",
        error_messages={
            "invalid": "Tahun pertama pemakaian ditulis dengan empat angka, misalnya 2025.",
            "min_value": "Tahun pertama pemakaian paling awal %(limit_value)s.",
            "max_value": "Tahun pertama pemakaian paling akhir %(limit_value)s.",
        },
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_emblem: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_emblem:
            del self.fields["hapus_lambang"]
        self.initial["warna"] = self.initial.get("warna") or INK
