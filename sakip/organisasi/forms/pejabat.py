"""Forms of positions, people and terms: they check shape only and never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from sakip.organisasi.forms.shared import TanggalField, messages
from sakip.organisasi.queries.pegawai import SEBAGAI, STATUS
from sakip.referensi.queries import golongan_pppk, jenjang, nama_pangkat, pangkat


def suggesting(kind: str, root: Any) -> dict[str, str]:
    """Attributes of an input that suggests people ('pegawai') or positions ('jabatan') while one types.

    The page holds the empty list ``saran-<kind>``; without JavaScript one types a NIP or a name all the same.
    """
    return {
        "list": f"saran-{kind}",
        "autocomplete": "off",
        "hx-get": f"{reverse(f'organisasi:saran-{kind}')}?instansi={root.pk}",
        "hx-target": f"#saran-{kind}",
        "hx-trigger": "input changed delay:200ms",
    }


class JabatanForm(forms.Form):
    """A position: name, jenjang, superior, whether it heads the unit."""

    nama = forms.CharField(
        label="Nama jabatan",
        max_length=200,
        help_text="Seperti tertulis pada peraturan SOTK, misalnya Kepala Bidang Kesehatan Masyarakat.",
        error_messages=messages("Nama jabatan"),
    )
    jenjang = forms.ChoiceField(
        label="Jenjang",
        help_text="Menurut UU 20/2023; eselon mengikuti jenjang dan jenis unitnya.",
        error_messages=messages("Jenjang"),
    )
    atasan = forms.TypedChoiceField(
        label="Atasan langsung",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Jabatan yang dilapori; dari unit ini atau unit di atasnya.",
        error_messages=messages("Atasan"),
    )
    kepala = forms.BooleanField(
        label="Jabatan ini memimpin unit",
        required=False,
        help_text="Pejabatnya menandatangani laporan unit. Satu unit memiliki satu jabatan pimpinan.",
    )
    urutan = forms.IntegerField(
        label="Urutan",
        required=False,
        min_value=0,
        max_value=999,
        help_text="Tempatnya di antara jabatan setingkat; kosong berarti menurut abjad.",
        error_messages=messages("Urutan"),
    )
    berlaku_mulai = TanggalField(
        label="Berlaku mulai",
        required=False,
        help_text="Sejak kapan jabatan ini ada menurut SOTK; kosongkan bila sudah ada sebelum SAKIP dipakai.",
        error_messages=messages("Berlaku mulai"),
    )

    def __init__(self, *args: Any, atasan: Any, family: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenjang"].choices = [("", "Pilih jenjang"), *_levels(family)]  # type: ignore[attr-defined]
        self.fields["atasan"].choices = [("", "Tidak ada"), *atasan]  # type: ignore[attr-defined]

    def clean_urutan(self) -> int:
        return self.cleaned_data["urutan"] or 0


def _levels(family: str) -> list[tuple[str, list[tuple[str, str]]]]:
    here = [each for each in jenjang().values() if not each.kerangka or family in {"", each.kerangka}]
    kinds = {"pejabat-negara": "Pejabat negara", "manajerial": "Manajerial", "nonmanajerial": "Nonmanajerial"}
    return [(nama, [(each.kode, each.nama) for each in here if each.jenis == kind]) for kind, nama in kinds.items()]


class UbahJabatanForm(JabatanForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)


class TutupForm(forms.Form):
    """The last day of something, and why it ends."""

    sampai = TanggalField(
        label="Berlaku sampai dengan",
        help_text="Hari terakhir berlakunya. Yang ditutup tetap tersimpan dengan riwayatnya, tetapi tidak dibuka lagi.",
        error_messages=messages("Tanggal"),
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=200,
        help_text="Misalnya peraturan yang mengubah susunan organisasinya.",
        error_messages=messages("Alasan"),
    )
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def ending(self, day: str = "sampai") -> dict[str, Any]:
        """As the actions take it; ``day`` is what they call the day."""
        said = self.cleaned_data
        return {day: said["sampai"], "alasan": said["alasan"], "seen": said["versi"]}


class AkhiriForm(TutupForm):
    """The last day of a term."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sampai"].label = "Hari terakhir menjabat"
        self.fields["sampai"].help_text = "Plh. yang menggantikannya berakhir pada hari yang sama."
        self.fields["alasan"].help_text = "Misalnya pensiun, mutasi, atau masa penunjukan selesai."


class BerhentiForm(TutupForm):
    """The first day on which a person works here no longer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sampai"].label = "Tidak bekerja lagi sejak"
        self.fields["sampai"].help_text = "Semua masa jabatannya berakhir sehari sebelumnya."
        self.fields["alasan"].help_text = "Misalnya pensiun, meninggal dunia, atau pindah ke instansi lain."


class TunjukForm(forms.Form):
    """One person appointed to one position."""

    pegawai = forms.CharField(
        label="Pegawai",
        max_length=250,
        help_text="Tulis NIP atau nama; pilihannya muncul sambil mengetik.",
        error_messages=messages("Pegawai"),
    )
    sebagai = forms.ChoiceField(
        label="Sebagai",
        choices=SEBAGAI,
        widget=forms.RadioSelect,
        initial="definitif",
        help_text="Plt. selama jabatan lowong; Plh. selama pejabat definitifnya berhalangan (UU 30/2014 Pasal 14).",
        error_messages=messages("Sebagai"),
    )
    mulai = TanggalField(
        label="Terhitung mulai tanggal",
        help_text="TMT jabatan menurut SK; sejak hari itu pejabat ini yang menandatangani.",
        error_messages=messages("Tanggal mulai"),
    )
    sampai = TanggalField(
        label="Sampai dengan",
        required=False,
        help_text="Kosongkan bila belum ditentukan.",
        error_messages=messages("Tanggal akhir"),
    )
    nomor_sk = forms.CharField(
        label="Nomor SK",
        max_length=100,
        required=False,
        help_text="Surat keputusan pengangkatan atau surat perintah Plt. dan Plh.",
        error_messages=messages("Nomor SK"),
    )
    tanggal_sk = TanggalField(
        label="Tanggal SK",
        required=False,
        help_text="Tanggal surat itu ditetapkan; boleh berbeda dari TMT.",
        error_messages=messages("Tanggal SK"),
    )

    def __init__(self, *args: Any, root: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pegawai"].widget.attrs.update(suggesting("pegawai", root))
        self.initial.setdefault("mulai", timezone.localdate())


class PegawaiForm(forms.Form):
    """A person as he is called, signed and ranked."""

    nama = forms.CharField(label="Nama", max_length=150, help_text="Tanpa gelar.", error_messages=messages("Nama"))
    gelar_depan = forms.CharField(
        label="Gelar di depan nama",
        max_length=40,
        required=False,
        help_text="Misalnya dr. atau Drs.; menjadi bagian nama lengkapnya.",
        error_messages=messages("Gelar depan"),
    )
    gelar_belakang = forms.CharField(
        label="Gelar di belakang nama",
        max_length=60,
        required=False,
        help_text="Misalnya S.E., M.Si.; menjadi bagian nama lengkapnya.",
        error_messages=messages("Gelar belakang"),
    )
    status = forms.ChoiceField(
        label="Status kepegawaian",
        choices=STATUS,
        help_text="Pegawai ASN ialah PNS dan PPPK (UU 20/2023); kepala daerah dan wakilnya pejabat negara.",
        error_messages=messages("Status"),
    )
    nip = forms.CharField(
        label="NIP",
        max_length=30,
        required=False,
        help_text="18 angka; spasi boleh. Tanggal lahir, pengangkatan, dan jenis kelaminnya diperiksa.",
        error_messages=messages("NIP"),
    )
    golongan = forms.ChoiceField(
        label="Pangkat dan golongan",
        required=False,
        help_text="Yang terakhir menurut SK-nya.",
        error_messages=messages("Pangkat dan golongan"),
    )
    email = forms.EmailField(
        label="Surel",
        required=False,
        help_text="Surel dinas orangnya, bukan surel bersama.",
        error_messages=messages("Surel"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["golongan"].choices = [  # type: ignore[attr-defined]
            ("", "Belum diisi"),
            ("PNS", [(kode, nama_pangkat(kode)) for kode in pangkat()]),
            ("PPPK", [(kode, nama_pangkat(kode)) for kode in golongan_pppk()]),
        ]


class UbahPegawaiForm(PegawaiForm):
    versi = forms.IntegerField(widget=forms.HiddenInput)
