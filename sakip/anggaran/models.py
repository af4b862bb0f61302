"""Pagu: how much money stands beside program, kegiatan and sub kegiatan. Entered or imported once; plans show it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sakip.kernel.access import Scope
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Unit


class JenisPagu(models.TextChoices):
    """The document in which the money stands."""

    RENSTRA = "renstra", "Renstra"
    RENJA = "renja", "Renja"
    RKA = "rka", "RKA"
    DPA = "dpa", "DPA/DIPA"
    DPPA = "dppa", "DPPA/revisi DIPA"


class PaguVersi(Versioned):
    """One version of a unit's money in a year by one document; a change of the document opens the next."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pagu_versi")
    tahun = models.PositiveSmallIntegerField("tahun anggaran")
    jenis = models.CharField("dokumen", max_length=10, choices=JenisPagu)
    nomor = models.PositiveSmallIntegerField("versi", default=1)
    dokumen = models.CharField("nomor dan tanggal dokumen", max_length=200, blank=True)
    ditetapkan = models.DateField("ditetapkan", null=True, blank=True)

    class Meta:
        verbose_name = "versi pagu"
        constraints = [models.UniqueConstraint(fields=["unit", "tahun", "jenis", "nomor"], name="pagu_version_once")]

    def __str__(self) -> str:
        return f"Pagu {self.get_jenis_display()} {self.tahun} {self.unit}"


class Pagu(Versioned):
    """Whole rupiah of one code of the nomenclature and one source of funds."""

    path_lookup = "versi_pagu__unit__path"
    reading_scope = Scope.INSTANSI

    versi_pagu = models.ForeignKey(PaguVersi, on_delete=models.PROTECT, related_name="pagu")
    kode = models.CharField("kode", max_length=60)
    uraian = models.CharField("uraian", max_length=500)
    tingkat = models.CharField("tingkat", max_length=30)
    sumber_dana = models.CharField("sumber dana", max_length=100, blank=True)
    rupiah = models.BigIntegerField("pagu (Rp)")
    kunci = models.UUIDField("simpul rencana", null=True, blank=True, db_index=True)
    """Lasting key of the plan's statement that this money serves; money without one is shown, not hidden."""
    di_bawah = models.CharField("di bawah kode", max_length=60, blank=True)
    """Code of the line it is a part of, as the plan says: the codes of K/L do not tell (5431 is in 099.02.WA)."""

    class Meta:
        verbose_name = "pagu"
        constraints = [
            models.UniqueConstraint(fields=["versi_pagu", "kode", "sumber_dana"], name="pagu_once_per_code"),
            models.CheckConstraint(condition=Q(rupiah__gte=0), name="pagu_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.uraian}"
