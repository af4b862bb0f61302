"""Data series and their values: typed facts, append-only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

from sakip.arithmetic.exact import plain
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.values import Isian, JenisNilai, Keadaan, Nilai, Tiada
from sakip.kernel.access import Scope, UnitOwned
from sakip.kernel.fields import QuantityField
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Unit

DITARIK = "ditarik"
"""State of a row that takes back the one it replaces: the cell is again not filled in."""


class NilaiBerjenis(UnitOwned):
    """A typed value as columns. No row is *belum diisi*; *belum tersedia* and *tidak berlaku* are rows with a reason.

    Append-only: a correction is a new row that names the one it replaces, so of two people who correct the same row the
    second is refused by the database itself.
    """

    append_only = True
    verbatim = frozenset({"sebagaimana_diketik"})

    tahun = models.PositiveSmallIntegerField("tahun")
    periode = models.CharField("periode", max_length=3)
    keadaan = models.CharField(
        "keadaan", max_length=20, choices=[(each.value, each.value) for each in Keadaan] + [(DITARIK, DITARIK)]
    )
    jenis = models.CharField(
        "jenis nilai", max_length=10, choices=[(each.value, each.value) for each in JenisNilai], blank=True
    )
    angka = QuantityField("nilai", null=True)
    angka_atas = QuantityField("nilai batas atas", null=True)
    kode = models.CharField("predikat", max_length=30, blank=True)
    tanggal = models.DateField("tanggal", null=True)
    alasan = models.CharField("alasan", max_length=500, blank=True)
    sebagaimana_diketik = models.CharField("sebagaimana diketik", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def isian(self) -> Isian:
        """The value for the arithmetic; None when it was taken back."""
        return isian_of(*(getattr(self, name) for name in ISIAN_COLUMNS))

    @property
    def periode_nilai(self) -> Periode:
        return Periode(self.tahun, self.periode)


_JENIS = {each.value: each for each in JenisNilai}
ISIAN_COLUMNS = ("keadaan", "jenis", "angka", "angka_atas", "kode", "tanggal", "alasan")
"""The columns that hold a typed value, in the order of :func:`isian_of`."""


def isian_of(  # noqa: PLR0917 - the columns of a row, in their order
    keadaan: str,
    jenis: str,
    angka: Decimal | None,
    angka_atas: Decimal | None,
    kode: str,
    tanggal: date | None,
    alasan: str,
) -> Isian:
    """The typed value of a row's columns; None when it was taken back."""
    if keadaan == DITARIK:
        return None
    if keadaan != Keadaan.NILAI:
        return Tiada(Keadaan(keadaan), alasan)
    return Nilai(_JENIS[jenis], angka, angka_atas, kode or None, tanggal)


def _as_text(name: str) -> Cast:
    """A column as the database writes it. SQLite writes the fifteen digits of its float that count."""
    return Cast(name, models.TextField())


READ_COLUMNS = ("keadaan", "jenis", _as_text("angka"), _as_text("angka_atas"), "kode", _as_text("tanggal"), "alasan")
"""The same for reads of thousands of rows, without what Django does for each number and day: :func:`isian_read`."""


def isian_read(  # noqa: PLR0917 - the columns of a row, in their order
    keadaan: str, jenis: str, angka: str | None, angka_atas: str | None, kode: str, tanggal: str | None, alasan: str
) -> Isian:
    """The typed value of READ_COLUMNS."""
    return isian_of(
        keadaan,
        jenis,
        None if angka is None else plain(Decimal(angka)),
        None if angka_atas is None else plain(Decimal(angka_atas)),
        kode,
        None if tanggal is None else date.fromisoformat(tanggal),
        alasan,
    )


def columns_of(isian: Isian) -> dict[str, Any]:
    """The typed value as the columns of a row; None takes the value back."""
    if isian is None:
        return {"keadaan": DITARIK}
    if isinstance(isian, Tiada):
        return {"keadaan": isian.keadaan.value, "alasan": isian.alasan}
    return {
        "keadaan": Keadaan.NILAI.value,
        "jenis": isian.jenis.value,
        "angka": isian.angka,
        "angka_atas": isian.angka_atas,
        "kode": isian.kode or "",
        "tanggal": isian.tanggal,
    }


def value_constraints(prefix: str, *, replaceable: bool = True) -> list[models.CheckConstraint]:
    """Each kind has what it needs and nothing it must not have; states other than a value say why.

    ``replaceable``: rows name the one they replace, and may take a value back.
    """
    number = Q(angka__isnull=False, angka_atas=None, kode="", tanggal=None)
    by_kind = (
        Q(jenis=JenisNilai.ANGKA) & number
        | Q(jenis=JenisNilai.DURASI, angka__gte=0) & number
        | Q(jenis=JenisNilai.YA_TIDAK, angka__in=[0, 1]) & number
        | Q(jenis=JenisNilai.RENTANG, angka__isnull=False, angka_atas__gte=F("angka"), kode="", tanggal=None)
        | (Q(jenis=JenisNilai.PREDIKAT, angka_atas=None, tanggal=None) & ~Q(kode=""))
        | Q(jenis=JenisNilai.TANGGAL, angka=None, angka_atas=None, kode="", tanggal__isnull=False)
    )
    nothing = Q(jenis="", angka=None, angka_atas=None, kode="", tanggal=None)
    taken_back = Q(keadaan=DITARIK) & nothing & (Q(menggantikan__isnull=False) if replaceable else Q())
    return [
        models.CheckConstraint(
            name=f"{prefix}_fits_its_kind",
            condition=(Q(keadaan=Keadaan.NILAI) & by_kind)
            | (Q(keadaan__in=[Keadaan.BELUM_TERSEDIA, Keadaan.TIDAK_BERLAKU]) & nothing & ~Q(alasan=""))
            | taken_back,
        )
    ]


class Series(Versioned):
    """A data series: what is measured, in which unit of measure, by which kind of value."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="series", verbose_name="unit penyedia data")
    nama = models.CharField("nama", max_length=400)
    satuan = models.CharField("satuan", max_length=60, blank=True)
    jenis = models.CharField("jenis nilai", max_length=10, choices=[(each.value, each.value) for each in JenisNilai])
    skala_predikat = models.CharField("skala predikat", max_length=40, blank=True)
    sumber = models.CharField("sumber data", max_length=300, blank=True)

    class Meta:
        verbose_name = "deret data"
        constraints = [
            models.CheckConstraint(
                condition=~Q(jenis=JenisNilai.PREDIKAT) | ~Q(skala_predikat=""), name="series_predicate_names_its_scale"
            )
        ]

    def __str__(self) -> str:
        return self.nama


class Lapis(models.TextChoices):
    """Three values kept apart: as claimed, as verified, as official."""

    KLAIM = "klaim", "klaim"
    TERVERIFIKASI = "terverifikasi", "terverifikasi"
    RESMI = "resmi", "resmi"


class SeriesValue(NilaiBerjenis):
    """One value of a series in one period, dimension and lapis."""

    path_lookup = "series__unit__path"
    reading_scope = Scope.INSTANSI

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="nilai")
    dimensi = models.CharField("dimensi", max_length=100, blank=True)
    lapis = models.CharField("lapis", max_length=15, choices=Lapis)
    menggantikan = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="pengganti", verbose_name="menggantikan"
    )

    class Meta:
        verbose_name = "nilai"
        indexes = [models.Index(fields=["series", "tahun"], name="value_series_year")]
        constraints = [
            *value_constraints("value"),
            models.UniqueConstraint(
                fields=["series", "tahun", "periode", "dimensi", "lapis"],
                condition=Q(menggantikan=None),
                name="value_first_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.periode_nilai.label}"
