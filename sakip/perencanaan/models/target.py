"""Targets: promised values, and those that are proposed in a yearly plan before it is set."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from sakip.datakinerja.models import NilaiBerjenis, value_constraints
from sakip.kernel.access import GuardedManager, Scope
from sakip.kernel.rows import Versioned
from sakip.perencanaan.models.indikator import Penempatan
from sakip.perencanaan.models.rencana import DokumenVersi, VersionManager


class Dasar(models.TextChoices):
    """Where a target was set. The order in which they count: sealed PK, RKT, Renstra or RPJMD."""

    RPJMD = "rpjmd", "RPJMD"
    RENSTRA = "renstra", "Renstra"
    RKT = "rkt", "RKT"
    PK = "pk", "PK"


class Target(NilaiBerjenis):
    """A promised value. Append-only: a changed target is a new row with its reason and its deciding document."""

    path_lookup = "penempatan__indikator__unit__path"
    reading_scope = Scope.INSTANSI

    penempatan = models.ForeignKey(Penempatan, on_delete=models.PROTECT, related_name="target")
    dasar = models.CharField("dasar", max_length=10, choices=Dasar)
    menggantikan = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="pengganti", verbose_name="menggantikan"
    )
    alasan_perubahan = models.CharField("alasan perubahan", max_length=500, blank=True)
    dokumen = models.CharField("dokumen penetapan", max_length=200, blank=True)

    class Meta:
        verbose_name = "target"
        indexes = [models.Index(fields=["penempatan", "tahun"], name="target_placement_year")]
        constraints = [
            *value_constraints("target"),
            models.UniqueConstraint(
                fields=["penempatan", "tahun", "periode", "dasar"],
                condition=Q(menggantikan=None),
                name="target_first_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Target {self.penempatan.indikator} {self.periode_nilai.label}"


class UsulanTarget(NilaiBerjenis, Versioned):
    """A target proposed in a draft of an RKT: changed freely there, a Target once the document is set."""

    path_lookup = "dokumen_versi__dokumen__unit__path"
    reading_scope = Scope.INSTANSI
    status_lookup: ClassVar[str] = "dokumen_versi__status"
    related: ClassVar[Any] = GuardedManager()  # first, as in UnitOwned
    objects: ClassVar[Any] = VersionManager()
    append_only = False

    dokumen_versi = models.ForeignKey(DokumenVersi, on_delete=models.PROTECT, related_name="usulan_target")
    penempatan = models.ForeignKey(Penempatan, on_delete=models.PROTECT, related_name="usulan_target")
    catatan = models.CharField("alasan berbeda dari rencana", max_length=500, blank=True)

    class Meta:
        verbose_name = "usulan target"
        constraints = [
            *value_constraints("proposal", replaceable=False),
            models.UniqueConstraint(fields=["dokumen_versi", "penempatan", "tahun", "periode"], name="proposal_once"),
        ]

    def __str__(self) -> str:
        return f"Usulan target {self.penempatan.indikator} {self.periode_nilai.label}"
