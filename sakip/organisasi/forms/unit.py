"""Forms of the organisation: they check shape only and never save."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.organisasi.forms.shared import messages
from sakip.referensi.queries import jenis_unit


class LinkField(forms.URLField):
    """The address of a page, typed in full."""

    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(
            label=label,
            max_length=300,
            required=False,
            assume_scheme="https",
            help_text=f"{help_text} Tulis lengkap, diawali https://.",
            error_messages=messages(label) | {"invalid": f"{label} bukan alamat laman; tulis diawali https://."},
        )


class UnitForm(forms.Form):
    """Names, kind, code, bidang urusan and the title of the head."""

    nama = forms.CharField(
        label="Nama unit",
        max_length=200,
        help_text="Tulis lengkap seperti pada peraturan pembentukannya.",
        error_messages=messages("Nama unit"),
    )
    singkatan = forms.CharField(
        label="Singkatan",
        max_length=40,
        required=False,
        help_text="Dipakai pada tabel dan daftar yang sempit, misalnya Dinkes.",
        error_messages=messages("Singkatan"),
    )
    jenis = forms.ChoiceField(
        label="Jenis",
        help_text="Bentuknya menurut peraturan SOTK; eselon jabatan pimpinannya mengikuti jenis ini.",
        error_messages=messages("Jenis"),
    )
    kode = forms.CharField(
        label="Kode unit",
        max_length=40,
        required=False,
        help_text="Seperti pada dokumen anggaran; membedakan unit yang namanya sama.",
        error_messages=messages("Kode unit"),
    )
    bidang_urusan = forms.CharField(
        label="Bidang urusan",
        max_length=100,
        required=False,
        help_text="Kode bidang yang dilaksanakan, dipisahkan koma, misalnya 2.08, 2.14.",
        error_messages=messages("Bidang urusan"),
    )
    sebutan_kepala = forms.CharField(
        label="Sebutan kepala",
        max_length=120,
        required=False,
        help_text="Seperti tertulis pada tanda tangan, misalnya Kepala Dinas Kesehatan.",
        error_messages=messages("Sebutan kepala"),
    )

    def __init__(self, *args: Any, kerangka: str = "", jenis: str = "", bidang: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kerangka and kerangka != "pemda":  # ministries have no national nomenclature of kegiatan
            del self.fields["bidang_urusan"]
        elif bidang:
            help_text = self.fields["bidang_urusan"].help_text
            self.fields["bidang_urusan"].help_text = f"{help_text} Kosong berarti {bidang}, menurut kode unit."
        field = self.fields["jenis"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        kinds = jenis_unit(kerangka) | {kode: nama for kode, nama in jenis_unit().items() if kode == jenis}
        kinds.pop("instansi", None)
        field.choices = [("", "Pilih jenis"), *kinds.items()]


class UbahUnitForm(UnitForm):
    """All that a unit's card says."""

    dasar_hukum = forms.CharField(
        label="Dasar hukum SOTK",
        max_length=300,
        required=False,
        help_text="Peraturan yang menetapkan susunan organisasi, tugas, dan fungsinya.",
        error_messages=messages("Dasar hukum"),
    )
    tugas = forms.CharField(
        label="Tugas",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Seperti tertulis pada peraturannya. IKU dan laporan kinerja mengikuti tugas dan fungsi ini.",
    )
    fungsi = forms.CharField(
        label="Fungsi", required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text="Satu fungsi satu baris."
    )
    kewenangan = forms.CharField(
        label="Kewenangan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Urusan yang menjadi wewenang unit menurut peraturannya.",
    )
    alamat = forms.CharField(
        label="Alamat",
        max_length=300,
        required=False,
        help_text="Jalan, nomor, tempat, dan kode pos kantor unit.",
        error_messages=messages("Alamat"),
    )
    kontak = forms.CharField(
        label="Telepon, surel, laman",
        max_length=300,
        required=False,
        help_text="Satu baris, misalnya Telepon (0286) 555010, surel dinkes@banyu.go.id.",
        error_messages=messages("Kontak"),
    )
    tautan_sippn = LinkField("Tautan SIPPN", "Halaman unit pada Sistem Informasi Pelayanan Publik Nasional.")
    tautan_lapor = LinkField("Tautan SP4N-LAPOR!", "Halaman pengaduan unit.")
    tautan_ppid = LinkField("Tautan PPID", "Halaman informasi publik unit.")
    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_root: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_root:  # an instansi stays one, and its bidang are those of its perangkat daerah
            del self.fields["jenis"]
            self.fields.pop("bidang_urusan", None)
        else:
            self.fields["nama"].help_text = (
                "Untuk pembetulan. Nama baru menurut peraturan diganti lewat Perubahan SOTK, sehingga tahun-tahun lalu "
                "tetap di bawah nama lamanya."
            )
