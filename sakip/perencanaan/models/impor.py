"""Tables that were uploaded, and how their columns were mapped."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sakip.datakinerja.models import Lapis
from sakip.kernel.access import Scope
from sakip.kernel.fields import FileHashField
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Unit
from sakip.perencanaan.models.target import Dasar


class Impor(Versioned):
    """An uploaded table with what was chosen for it: sheet, header rows, mapping, answers. Applied once or never."""

    verbatim = frozenset({"nama_berkas", "lembar", "peta", "jawaban", "polaritas", "hasil"})  # as the file has them

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="impor", verbose_name="unit")
    nama_berkas = models.CharField("nama berkas", max_length=200)
    sha256 = FileHashField("sidik berkas")
    ukuran = models.PositiveIntegerField("ukuran")
    lembar = models.CharField("lembar", max_length=200, blank=True)
    baris_judul = models.JSONField("baris judul", default=list)
    peta = models.JSONField("pemetaan kolom", default=list)
    jumlah_baris = models.PositiveIntegerField("jumlah baris", default=0)
    tahun = models.PositiveSmallIntegerField("tahun seluruh tabel", null=True, blank=True)
    dasar = models.CharField("dasar target", max_length=10, choices=Dasar, default=Dasar.RENSTRA)
    lapis = models.CharField("lapis realisasi", max_length=15, choices=Lapis, default=Lapis.KLAIM)
    jawaban = models.JSONField("jawaban", default=dict)
    polaritas = models.JSONField("polaritas yang dipilih", default=dict)
    alasan = models.CharField("alasan perubahan target", max_length=500, blank=True)
    pekerjaan = models.PositiveBigIntegerField("pekerjaan pemeriksaan", null=True, blank=True)
    diterapkan = models.BooleanField("sudah diterapkan", default=False)
    hasil = models.JSONField("hasil", default=dict)
    diunggah = models.DateTimeField("diunggah", default=timezone.now)
    oleh_id = models.BigIntegerField(null=True)
    oleh = models.CharField("diunggah oleh", max_length=200)

    class Meta:
        verbose_name = "impor"

    def __str__(self) -> str:
        return f"Impor {self.nama_berkas}"


class PetaKolom(Versioned):
    """How the columns of a header were mapped, remembered by the header's fingerprint."""

    reading_scope = Scope.INSTANSI
    verbatim = frozenset({"peta"})

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="peta_kolom", verbose_name="unit")
    sidik_judul = models.CharField("sidik judul kolom", max_length=64)
    peta = models.JSONField("pemetaan kolom")

    class Meta:
        verbose_name = "pemetaan kolom"
        constraints = [models.UniqueConstraint(fields=["unit", "sidik_judul"], name="mapping_once_per_unit_and_header")]

    def __str__(self) -> str:
        return f"Pemetaan kolom {self.unit}"
