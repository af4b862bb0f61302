"""The policy of an instansi: its choices where the law is silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from sakip.arithmetic.policies import (
    Akumulasi,
    Bobot,
    CaraPredikat,
    DataHilang,
    Rollup,
    RumusMenurun,
    TargetNol,
    VersiPK,
)
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.kernel.access import Scope
from sakip.kernel.fields import QuantityField
from sakip.kernel.rows import Versioned
from sakip.organisasi.models.unit import Unit


def _codes(codes: Any) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class Kebijakan(Versioned):
    """The choices of an instansi where the law is silent, from a year on; until the first, the defaults hold.

    The fields are those of ``sakip.arithmetic.policies.Kebijakan``, which says what each means and its source.
    """

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="kebijakan")
    mulai_tahun = models.PositiveSmallIntegerField("mulai tahun")
    rumus_menurun = models.CharField(
        "rumus indikator menurun", max_length=20, choices=_codes(RumusMenurun), default=Aturan.rumus_menurun
    )
    batas = QuantityField("batas atas capaian (%)", null=True, blank=True, default=Aturan.batas)
    lantai = QuantityField("batas bawah capaian (%)", null=True, blank=True, default=Aturan.lantai)
    target_nol = models.CharField("target nol", max_length=20, choices=_codes(TargetNol), default=Aturan.target_nol)
    data_hilang = models.CharField(
        "data belum ada", max_length=20, choices=_codes(DataHilang), default=Aturan.data_hilang
    )
    predikat = models.CharField(
        "pembandingan predikat", max_length=20, choices=_codes(CaraPredikat), default=Aturan.predikat
    )
    rollup = models.CharField("capaian unit", max_length=20, choices=_codes(Rollup), default=Aturan.rollup)
    akumulasi = models.CharField(
        "akumulasi triwulan", max_length=20, choices=_codes(Akumulasi), default=Aturan.akumulasi
    )
    skala = models.CharField("skala penilaian", max_length=40, default=Aturan.skala)
    skala_sendiri = models.JSONField("kelas skala sendiri", default=list, blank=True)
    """Classes of the instansi's own scale, the best first; used where ``skala`` is 'sendiri'."""
    pembulatan = models.PositiveSmallIntegerField("angka di belakang koma", default=Aturan.pembulatan)
    bobot = models.CharField("bobot indikator", max_length=20, choices=_codes(Bobot), default=Aturan.bobot)
    langkah_verifikasi = models.PositiveSmallIntegerField("langkah verifikasi", default=Aturan.langkah_verifikasi)
    versi_pk = models.CharField(
        "versi PK yang dihitung", max_length=20, choices=_codes(VersiPK), default=Aturan.versi_pk
    )
    hari_tenggat = models.PositiveSmallIntegerField("hari batas waktu pengisian", default=Aturan.hari_tenggat)
    """Days after the end of a period until its realisasi is due."""
    dasar_hukum = models.CharField("dasar penetapan", max_length=300, blank=True)
    """The decree by which the instansi chose, such as its guideline of SAKIP."""
    urutan_lapis = models.CharField("urutan lapis nilai", max_length=60, default=",".join(Aturan.urutan_lapis))

    class Meta:
        verbose_name = "kebijakan"
        constraints = [
            models.UniqueConstraint(fields=["unit", "mulai_tahun"], name="kebijakan_once_a_year"),
            models.CheckConstraint(
                condition=Q(batas=None) | Q(lantai=None) | Q(batas__gte=F("lantai")), name="kebijakan_floor_below_cap"
            ),
            models.CheckConstraint(
                condition=Q(lantai=None) | Q(lantai__gte=Decimal(0)), name="kebijakan_floor_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"Kebijakan {self.unit} mulai {self.mulai_tahun}"
