"""Units of the organisation, their lineage over reorganisations, and a reorganisation as it is prepared."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from sakip.kernel.access import Scope, UnitOwned
from sakip.kernel.rows import Versioned


class Unit(Versioned):
    """A unit of the organisation: an instansi at the root, below it perangkat daerah, bidang, UPTD, satker and so on.

    ``path`` is four digits per level, so a subtree is one prefix. A unit is closed, never deleted or moved.
    """

    path_lookup = "path"
    reading_scope = Scope.INSTANSI

    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="anak", verbose_name="unit induk"
    )
    path = models.CharField(max_length=40, unique=True)
    kode = models.CharField("kode", max_length=40, blank=True)
    nama = models.CharField("nama", max_length=200)
    singkatan = models.CharField("singkatan", max_length=40, blank=True)
    jenis = models.CharField("jenis", max_length=30)
    bidang_urusan = models.CharField("bidang urusan", max_length=100, blank=True)
    """Codes of the urusan it carries out, '1.02, 2.14': what X.XX in the national nomenclature stands for here. Empty:
    as its own code begins, or as the unit above has it."""
    sebutan_kepala = models.CharField("sebutan kepala", max_length=120, blank=True)
    """Title of the head as it is signed, e.g. 'Bupati Sukamaju' or 'Kepala Dinas Kesehatan'."""
    dasar_hukum = models.CharField("dasar hukum SOTK", max_length=300, blank=True)
    tugas = models.TextField("tugas", blank=True)
    fungsi = models.TextField("fungsi", blank=True)
    """One function a line, as the regulation lists them; the report prints a list."""
    kewenangan = models.TextField("kewenangan", blank=True)
    alamat = models.CharField("alamat", max_length=300, blank=True)
    kontak = models.CharField("telepon, surel, laman", max_length=300, blank=True)
    tautan_sippn = models.URLField("tautan SIPPN", max_length=300, blank=True)
    tautan_lapor = models.URLField("tautan SP4N-LAPOR!", max_length=300, blank=True)
    tautan_ppid = models.URLField("tautan PPID", max_length=300, blank=True)
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "unit"
        constraints = [
            models.CheckConstraint(
                condition=Q(berlaku_sampai=None) | Q(berlaku_mulai=None) | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                name="unit_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["induk", "nama"], condition=Q(berlaku_sampai=None), name="unit_name_once_below_a_parent"
            ),
            models.UniqueConstraint(
                fields=["nama"], condition=Q(induk=None, berlaku_sampai=None), name="instansi_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def unit(self) -> Self:
        return self

    @property
    def is_root(self) -> bool:
        return self.induk_id is None


class JenisSilsilah(models.TextChoices):
    """How a unit came from another in a change of the organisation (perubahan SOTK)."""

    PECAH = "pecah", "Pemecahan"
    GABUNG = "gabung", "Penggabungan"
    GANTI_NAMA = "ganti-nama", "Perubahan nama"
    PINDAH = "pindah", "Pemindahan"


class Silsilah(UnitOwned):
    """A successor names its predecessor, both of one instansi. Written once, by a reorganisation."""

    path_lookup = "penerus__path"
    reading_scope = Scope.INSTANSI
    append_only = True

    pendahulu = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="silsilah_penerus", verbose_name="unit pendahulu"
    )
    penerus = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="silsilah_pendahulu", verbose_name="unit penerus"
    )
    jenis = models.CharField("jenis perubahan", max_length=15, choices=JenisSilsilah)
    tanggal = models.DateField("berlaku mulai")
    dasar_hukum = models.CharField("dasar hukum", max_length=300)

    class Meta:
        verbose_name = "silsilah unit"
        constraints = [
            models.UniqueConstraint(fields=["pendahulu", "penerus"], name="lineage_once"),
            models.CheckConstraint(condition=~Q(pendahulu=F("penerus")), name="lineage_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.pendahulu} menjadi {self.penerus}"


class Reorganisasi(Versioned):
    """A change of the organisation (perubahan SOTK): prepared as a draft, applied once as a whole or never.

    ``unit`` is the instansi's root. ``rancangan`` is the draft as ``sakip.organisasi.reorganisasi`` reads it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reorganisasi")
    judul = models.CharField("judul", max_length=200)
    tanggal = models.DateField("berlaku mulai")
    dasar_hukum = models.CharField("dasar hukum", max_length=300)
    rancangan = models.JSONField("rancangan", default=dict)
    diterapkan = models.DateTimeField("diterapkan", null=True, blank=True)

    class Meta:
        verbose_name = "reorganisasi"

    def __str__(self) -> str:
        return self.judul
