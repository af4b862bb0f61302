"""What the checker of the plan found and somebody set aside, with the reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sakip.kernel.access import Scope
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Unit


class PengesampinganTemuan(Versioned):
    """A finding set aside: which rule on which object, why, by whom, until when."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pengesampingan_temuan")
    aturan = models.CharField("aturan", max_length=60)
    objek = models.CharField("objek", max_length=100)
    """What the finding is about, as 'indikator:12' or 'simpul:KUNCI'."""
    alasan = models.CharField("alasan", max_length=500)
    sampai = models.DateField("sampai dengan", null=True, blank=True)
    oleh = models.CharField("dikesampingkan oleh", max_length=200)
    dicabut = models.BooleanField("dicabut", default=False)

    class Meta:
        verbose_name = "pengesampingan temuan"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "aturan", "objek"], condition=Q(dicabut=False), name="finding_set_aside_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.aturan} {self.objek}"
