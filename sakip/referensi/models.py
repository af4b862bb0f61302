"""The nomenclature of program, kegiatan and sub kegiatan, by generation. National data: it belongs to no unit."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class GenerasiNomenklatur(models.Model):
    """One issue of the national nomenclature, as it was loaded: from which decree and file, when, by whom."""

    kode = models.CharField("kode generasi", max_length=60, unique=True)
    sumber = models.CharField("dasar", max_length=200, blank=True)
    sidik = models.CharField("sidik berkas", max_length=64)
    jumlah = models.PositiveIntegerField("jumlah sub kegiatan")
    dimuat = models.DateTimeField("dimuat", default=timezone.now)
    oleh = models.CharField("dimuat oleh", max_length=200)

    class Meta:
        verbose_name = "generasi nomenklatur"

    def __str__(self) -> str:
        return self.kode


class Nomenklatur(models.Model):
    """A code of a generation for one kind of Pemda. 'X.XX' in a code stands for the unit's own bidang urusan."""

    generasi = models.ForeignKey(GenerasiNomenklatur, on_delete=models.PROTECT, related_name="nomenklatur")
    jenis_pemda = models.CharField("jenis pemda", max_length=10)
    """'prov' or 'kab' (kabupaten and kota)."""
    kode = models.CharField("kode", max_length=30)
    tingkat = models.CharField("tingkat", max_length=20)
    """urusan, bidang, program, kegiatan or sub-kegiatan."""
    nama = models.CharField("nomenklatur", max_length=500)
    induk = models.CharField("kode induk", max_length=30, blank=True)
    kinerja = models.TextField("kinerja", blank=True)
    indikator = models.TextField("indikator", blank=True)
    satuan = models.CharField("satuan", max_length=150, blank=True)
    definisi = models.TextField("definisi operasional", blank=True)
    spm = models.BooleanField("standar pelayanan minimal", default=False)
    pendahulu = models.CharField("kode pada generasi sebelumnya", max_length=200, blank=True)
    cari = models.TextField()
    """Code and name in small letters, for the picker."""

    class Meta:
        verbose_name = "nomenklatur"
        constraints = [
            models.UniqueConstraint(fields=["generasi", "jenis_pemda", "kode"], name="nomenclature_code_once")
        ]
        indexes = [models.Index(fields=["generasi", "jenis_pemda", "induk"], name="nomenclature_children")]

    def __str__(self) -> str:
        return f"{self.kode} {self.nama}"
