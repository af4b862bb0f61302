"""Accounts, the links by which they are opened, and the roles they hold."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sakip.kernel.access import GIVEN_ROLES, GuardedQuerySet, Scope, ScopedManager, UnitOwned
from sakip.kernel.rows import Versioned
from sakip.organisasi.models.pegawai import Pegawai
from sakip.organisasi.models.unit import Unit


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


class Akun(AbstractBaseUser, Versioned):
    """A person's account. It is deactivated, never deleted; what it may do is said by its Penugasan alone."""

    reading_scope = Scope.INSTANSI
    history_exclude = frozenset({"password", "last_login", "bahasa"})

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="akun", verbose_name="unit asal")
    email = models.EmailField("surel", unique=True)
    nama = models.CharField("nama", max_length=150)
    aktif = models.BooleanField("aktif", default=True)
    pegawai = models.OneToOneField(
        Pegawai, on_delete=models.PROTECT, null=True, blank=True, related_name="akun", verbose_name="pegawai"
    )
    sandi_disetel = models.DateTimeField("kata sandi disetel", null=True, blank=True)
    """When the password was last set, and so by whom; the hash is a secret, that it was set is not."""
    dua_langkah = models.DateTimeField("masuk dua langkah sejak", null=True, blank=True)
    """Since when a second factor is asked for; its secret is kept by allauth."""
    masuk_tunggal = models.DateTimeField("tertaut ke masuk tunggal sejak", null=True, blank=True)
    """Since when the OIDC provider's person is bound to this account; who that is, is kept by allauth."""
    sesi_diakhiri = models.DateTimeField("sesi diakhiri", null=True, blank=True)

    bahasa = models.CharField("bahasa", max_length=7, blank=True)
    """Language of the pages, once this person has chosen one."""

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
        """Outside the history: the two secret fields that Django writes by itself, and the language of the pages."""
        if set(kwargs.get("update_fields") or ()) and set(kwargs["update_fields"]) <= self.history_exclude:
            models.Model.save(self, *args, **kwargs)
        else:
            super().save(*args, **kwargs)


class TujuanUndangan(models.TextChoices):
    """What a one-time link is for."""

    UNDANGAN = "undangan", "Undangan akun baru"
    SANDI = "sandi", "Penyetelan ulang kata sandi"


class Undangan(UnitOwned):
    """A one-time link by which a person sets the password of an account. Only the hash of the link is kept."""

    path_lookup = "akun__unit__path"
    reading_scope = Scope.INSTANSI
    history_exclude = frozenset({"sidik"})

    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="undangan")
    tujuan = models.CharField("tujuan", max_length=10, choices=TujuanUndangan)
    sidik = models.CharField("sidik tautan", max_length=64, unique=True)
    dibuat = models.DateTimeField("dibuat", default=timezone.now)
    berlaku_sampai = models.DateTimeField("berlaku sampai")
    dipakai = models.DateTimeField("dipakai", null=True, blank=True)
    ditarik = models.DateTimeField("ditarik", null=True, blank=True)

    class Meta:
        verbose_name = "undangan"

    def __str__(self) -> str:
        return f"{self.get_tujuan_display()} {self.akun}"

    @property
    def unit(self) -> Unit:
        """The unit of its account: what an action on it is allowed by."""
        return self.akun.unit


class Penugasan(UnitOwned):
    """A role held by an account on a unit and below, from a day to a day."""

    reading_scope = Scope.INSTANSI

    akun = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="penugasan")
    peran = models.CharField("peran", max_length=20, choices=[(role.value, role.value) for role in GIVEN_ROLES])
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
