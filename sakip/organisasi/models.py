"""Instansi and their units, accounts and roles, and the policy of an instansi."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sakip.arithmetic.policies import Akumulasi, CaraPredikat, DataHilang, Rollup, RumusMenurun, TargetNol
from sakip.arithmetic.policies import Kebijakan as Aturan
from sakip.kernel.access import GuardedQuerySet, Role, Scope, ScopedManager, UnitOwned
from sakip.kernel.fields import QuantityField
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
    sebutan_kepala = models.CharField("sebutan kepala", max_length=120, blank=True)
    """Title of the head as it is signed, e.g. 'Bupati Sukamaju' or 'Kepala Dinas Kesehatan'."""
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


class Instansi(Versioned):
    """What only the root of a forest has: kind, letterhead, place."""

    reading_scope = Scope.INSTANSI

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="instansi")
    jenis = models.CharField("jenis instansi", max_length=30)
    alamat = models.CharField("alamat", max_length=300, blank=True)
    tempat = models.CharField("tempat penandatanganan", max_length=100, blank=True)
    kontak = models.CharField("telepon, surel, laman", max_length=300, blank=True)

    class Meta:
        verbose_name = "instansi"

    def __str__(self) -> str:
        return str(self.unit)


class AkunQuerySet(GuardedQuerySet):
    """Accounts, with what Django's sign-in asks of a manager."""

    def get_by_natural_key(self, username: str) -> Any:
        return self.get(email__iexact=username)


class AkunManager(ScopedManager):
    """The gate for our own code (a test sees to it); open to Django and allauth, which find accounts at sign-in."""

    use_in_migrations = True

    def get_queryset(self) -> Any:
        if self.model.__module__ == "__fake__":  # a model of the migrations' state
            return models.QuerySet(self.model, using=self._db)
        return AkunQuerySet(self.model, using=self._db)


class Akun(AbstractBaseUser, UnitOwned):
    """A person's account. It is deactivated, never deleted; what it may do is said by its Penugasan alone."""

    reading_scope = Scope.INSTANSI
    history_exclude = frozenset({"password", "last_login"})

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="akun", verbose_name="unit asal")
    email = models.EmailField("surel", unique=True)
    nama = models.CharField("nama", max_length=150)
    aktif = models.BooleanField("aktif", default=True)
    sandi_disetel = models.DateTimeField("kata sandi disetel administrator", null=True, blank=True)
    """When somebody else last set the password; the hash is a secret, that it was set is not."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    related: ClassVar[Any] = models.Manager.from_queryset(AkunQuerySet)()
    objects: ClassVar[Any] = AkunManager()  # declared again, so that it stays second

    class Meta:
        verbose_name = "akun"
        base_manager_name = "related"  # Django's own base comes first in the order of classes

    def __str__(self) -> str:
        return self.nama

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's name for it
        return self.aktif

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Django itself writes two secret fields at sign-in and when a hash is renewed, outside the history."""
        if set(kwargs.get("update_fields") or ()) and set(kwargs["update_fields"]) <= self.history_exclude:
            models.Model.save(self, *args, **kwargs)
        else:
            super().save(*args, **kwargs)


class Penugasan(UnitOwned):
    """A role held by an account on a unit and below, from a day to a day."""

    reading_scope = Scope.INSTANSI

    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="penugasan")
    peran = models.CharField(
        "peran", max_length=20, choices=[(role.value, role.value) for role in Role if role is not Role.SISTEM]
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="penugasan")
    mulai = models.DateField("mulai", default=timezone.localdate)
    sampai = models.DateField("sampai", null=True, blank=True)

    class Meta:
        verbose_name = "penugasan"
        constraints = [
            models.CheckConstraint(
                condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="penugasan_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=["akun", "peran", "unit"], condition=Q(sampai=None), name="penugasan_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.akun} sebagai {self.peran} di {self.unit}"


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
