"""Plans, their versions and statements, and which statement of the plan above each one serves."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from sakip.kernel.access import (
    Access,
    GuardedManager,
    GuardedQuerySet,
    Permission,
    Scope,
    ScopedManager,
    UnitOwned,
    readable,
)
from sakip.kernel.fields import FileHashField
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Unit


class DokumenRencana(Versioned):
    """A plan of a unit over some years, such as an RPJMD or a Renstra; its content stands in versions."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dokumen_rencana")
    jenis = models.CharField("jenis", max_length=20)
    """Code of reference data: rpjpd, rpjmd, rkpd, renstra, renja, rkt and those of K/L."""
    nama = models.CharField("nama", max_length=200)
    kerangka = models.CharField("kerangka", max_length=20)
    tahun_awal = models.PositiveSmallIntegerField("tahun awal")
    tahun_akhir = models.PositiveSmallIntegerField("tahun akhir")
    dasar_hukum = models.CharField("nomor dan tanggal penetapan", max_length=200, blank=True)
    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="turunan", verbose_name="menginduk pada"
    )
    """The plan that this one serves: the RPJMD of a Renstra, the Renstra of a Renja or RKT."""
    dicatat = models.BooleanField("dicatat, bukan dibuat di sini", default=False)

    class Meta:
        verbose_name = "dokumen rencana"
        constraints = [
            models.CheckConstraint(condition=Q(tahun_akhir__gte=F("tahun_awal")), name="plan_years_in_order"),
            models.UniqueConstraint(fields=["unit", "jenis", "tahun_awal"], name="plan_once_per_unit_and_start"),
        ]

    def __str__(self) -> str:
        return self.nama


class StatusDokumen(models.TextChoices):
    """Where a version stands between its first draft and the version that replaces it."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DISETUJUI = "disetujui", "Disetujui"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIGANTI = "diganti", "Diganti"


DISUSUN = (StatusDokumen.DRAF, StatusDokumen.DIKEMBALIKAN)
"""A version whose statements are being written."""
PERNAH_DITETAPKAN = (StatusDokumen.DITETAPKAN, StatusDokumen.DIGANTI)
"""A version that was set once, and counts for the time in which it held."""


class VersionManager(ScopedManager):
    """What was set is read in the whole instansi; a draft in its own part, in the units above and by those below.

    The model says by ``status_lookup`` where the status of its version stands.
    """

    def visible_to(self, access: Access, permission: Permission = Permission.VIEW) -> GuardedQuerySet:
        rows = super().visible_to(access, permission)
        if permission is not Permission.VIEW:
            return rows
        near = readable(self.model.path_lookup, Scope.ANCESTORS, access.paths_for(permission))
        return rows.filter(Q(**{f"{self.model.status_lookup}__in": PERNAH_DITETAPKAN}) | near)


class DokumenVersi(Versioned):
    """One version of a plan. A change opens the next; its rows are copied and keep their ``kunci``."""

    path_lookup = "dokumen__unit__path"
    reading_scope = Scope.INSTANSI
    status_lookup: ClassVar[str] = "status"
    related: ClassVar[Any] = GuardedManager()  # first, as in UnitOwned
    objects: ClassVar[Any] = VersionManager()

    dokumen = models.ForeignKey(DokumenRencana, on_delete=models.PROTECT, related_name="versi_dokumen")
    nomor = models.PositiveSmallIntegerField("versi", default=1)
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    status = models.CharField("status", max_length=15, choices=StatusDokumen, default=StatusDokumen.DRAF)
    nomor_penetapan = models.CharField("nomor penetapan", max_length=100, blank=True)
    tanggal_penetapan = models.DateField("tanggal penetapan", null=True, blank=True)
    berkas = FileHashField("naskah bertanda tangan", blank=True)
    """SHA-256 of the signed scan in the file store; empty where none is attached."""
    nama_berkas = models.CharField("nama berkas naskah", max_length=200, blank=True)
    alasan = models.CharField("alasan perubahan", max_length=500, blank=True)
    catatan = models.TextField("catatan asistensi", blank=True)
    generasi = models.CharField("generasi nomenklatur", max_length=60, blank=True)
    """Whose codes its statements use. It keeps them when a newer generation arrives; the next version may be carried
    over."""
    pengaju_id = models.BigIntegerField("pengaju", null=True, blank=True)
    """Account of who proposed it: somebody else must approve."""
    masih_dicatat = models.BooleanField("masih dicatat", default=False)
    """Set elsewhere, and its statements are still being copied from the paper: they may be written nevertheless."""

    class Meta:
        verbose_name = "versi dokumen rencana"
        constraints = [models.UniqueConstraint(fields=["dokumen", "nomor"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.dokumen} versi {self.nomor}"

    @property
    def unit(self) -> Unit:
        return self.dokumen.unit


class SimpulRencana(Versioned):
    """A statement of a plan on one level of its kerangka: a tujuan, a sasaran, a program."""

    path_lookup = "dokumen_versi__dokumen__unit__path"
    reading_scope = Scope.INSTANSI
    status_lookup: ClassVar[str] = "dokumen_versi__status"
    related: ClassVar[Any] = GuardedManager()  # first, as in UnitOwned
    objects: ClassVar[Any] = VersionManager()

    dokumen_versi = models.ForeignKey(DokumenVersi, on_delete=models.PROTECT, related_name="simpul")
    kunci = models.UUIDField(default=uuid.uuid4, db_index=True)
    """Lasting identity over the versions; everything else refers to it."""
    tingkat = models.CharField("tingkat", max_length=30)
    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="anak", verbose_name="induk"
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    kode = models.CharField("kode", max_length=60, blank=True)
    """Of the nomenclature for program, kegiatan, sub kegiatan (in the document's generation); else the plan's own."""
    pernyataan = models.CharField("pernyataan", max_length=1000)
    pelaksana = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="simpul_rencana", verbose_name="pelaksana"
    )
    """The unit that carries it out, where that is not the unit of the document."""
    lokasi = models.CharField("lokasi", max_length=300, blank=True)
    """Where work is done: column of T-C.28 and of a Renja."""
    nspk = models.CharField("NSPK yang relevan", max_length=500, blank=True)
    """Norm, standard, procedure, criterion that it fulfils (tables 3.1 and 4.1 of the Renstra of 2025)."""
    prioritas = models.CharField("program prioritas yang didukung", max_length=300, blank=True)
    """Of the region's head (table 4.3), or the national priority; counts for what is below it too."""
    catatan = models.CharField("catatan", max_length=500, blank=True)
    """What its forms print as Ket or Catatan."""

    class Meta:
        verbose_name = "simpul rencana"
        constraints = [models.UniqueConstraint(fields=["dokumen_versi", "kunci"], name="plan_node_once_per_version")]

    def __str__(self) -> str:
        return self.pernyataan

    @property
    def unit(self) -> Unit:
        return self.dokumen_versi.dokumen.unit


RINCIAN = ("lokasi", "nspk", "prioritas", "catatan")
"""What a statement says besides itself, because a form asks for it: columns of text, each typed once."""


def nama_rincian() -> dict[str, str]:
    """How each of these is called."""
    names = {each.name: str(each.verbose_name) for each in SimpulRencana._meta.concrete_fields if each.name in RINCIAN}
    return {name: f"{said[:1].upper()}{said[1:]}" for name, said in names.items()}


class Dukungan(UnitOwned):
    """A statement of one plan serves a statement of the plan above, as a sasaran PD the sasaran RPJMD; several may."""

    path_lookup = "dokumen_versi__dokumen__unit__path"
    reading_scope = Scope.INSTANSI
    status_lookup: ClassVar[str] = "dokumen_versi__status"
    related: ClassVar[Any] = GuardedManager()  # first, as in UnitOwned
    objects: ClassVar[Any] = VersionManager()

    dokumen_versi = models.ForeignKey(DokumenVersi, on_delete=models.PROTECT, related_name="dukungan")
    kunci = models.UUIDField("simpul rencana")
    melayani = models.UUIDField("simpul yang dilayani", db_index=True)

    class Meta:
        verbose_name = "dukungan simpul rencana"
        constraints = [
            models.UniqueConstraint(fields=["dokumen_versi", "kunci", "melayani"], name="support_once"),
            models.CheckConstraint(condition=~Q(kunci=F("melayani")), name="support_of_another"),
        ]

    def __str__(self) -> str:
        return f"Dukungan dalam {self.dokumen_versi}"


class KerangkaInstansi(Versioned):
    """Levels of a plan that an instansi defines for itself, beside those of the data files."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="kerangka")
    kode = models.CharField("kode", max_length=20)
    nama = models.CharField("nama", max_length=150)
    sumber = models.CharField("dasar", max_length=300, blank=True)
    tingkat = models.JSONField("tingkat", default=list)
    """From the top: list of {"kode", "nama", "indikator", "hasil"} as in the data file of kerangka."""

    class Meta:
        verbose_name = "kerangka instansi"
        constraints = [models.UniqueConstraint(fields=["unit", "kode"], name="own_kerangka_once")]

    def __str__(self) -> str:
        return self.nama
