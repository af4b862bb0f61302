"""Positions, the people who hold them, and the day on which many move at once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sakip.kernel.access import Scope
from sakip.kernel.rows import Versioned
from sakip.organisasi.models.unit import Unit


class StatusPegawai(models.TextChoices):
    PNS = "pns", "PNS"
    PPPK = "pppk", "PPPK"
    PEJABAT_NEGARA = "pejabat-negara", "Pejabat negara"
    LAINNYA = "lainnya", "Lainnya"


class Pegawai(Versioned):
    """A person who works for an instansi. ``unit`` is the instansi's root; where he works is said by his terms."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pegawai", verbose_name="instansi")
    nip = models.CharField("NIP", max_length=18, blank=True)
    nama = models.CharField("nama", max_length=150)
    gelar_depan = models.CharField("gelar depan", max_length=40, blank=True)
    gelar_belakang = models.CharField("gelar belakang", max_length=60, blank=True)
    status = models.CharField("status kepegawaian", max_length=15, choices=StatusPegawai, default=StatusPegawai.PNS)
    golongan = models.CharField("pangkat dan golongan", max_length=10, blank=True)
    """Code such as 'IV/a' or, for a PPPK, 'IX'; the rank's name is reference data."""
    email = models.EmailField("surel", blank=True)
    berhenti = models.DateField("tidak bekerja lagi sejak", null=True, blank=True)

    class Meta:
        verbose_name = "pegawai"
        constraints = [models.UniqueConstraint(fields=["nip"], condition=~Q(nip=""), name="nip_once")]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nama_lengkap(self) -> str:
        """With titles, as signed: 'dr. Sari Utami, M.Kes.'"""
        name = " ".join(part for part in (self.gelar_depan, self.nama) if part)
        return f"{name}, {self.gelar_belakang}" if self.gelar_belakang else name


class Jabatan(Versioned):
    """A position of a unit. Who held it when is said by MasaJabatan; what may be done in the system by Penugasan."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="jabatan")
    nama = models.CharField("nama jabatan", max_length=200)
    jenjang = models.CharField("jenjang", max_length=30)
    """Code of reference data (jpt-pratama, administrator, ...), which knows its kind and, with the unit, its eselon."""
    atasan = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="bawahan", verbose_name="atasan langsung"
    )
    kepala = models.BooleanField("memimpin unit", default=False)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        verbose_name = "jabatan"
        constraints = [
            models.CheckConstraint(
                condition=Q(berlaku_sampai=None) | Q(berlaku_mulai=None) | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                name="jabatan_dates_in_order",
            ),
            models.UniqueConstraint(
                fields=["unit", "nama"], condition=Q(berlaku_sampai=None), name="jabatan_name_once_in_a_unit"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(berlaku_sampai=None, kepala=True), name="jabatan_one_head_of_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Pelantikan(Versioned):
    """Officials who take up their positions on one day: prepared as a draft, applied once as a whole or never.

    Both lists keep what was typed. ``baris``: {"pegawai", "jabatan", "unit", "sebagai"}. ``berakhir``: {"pegawai",
    "alasan"}, terms that end with nobody moving on, as by retirement.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pelantikan", verbose_name="instansi")
    tanggal = models.DateField("terhitung mulai tanggal")
    nomor_sk = models.CharField("nomor SK", max_length=100)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)
    baris = models.JSONField("susunan", default=list)
    berakhir = models.JSONField("masa jabatan yang berakhir", default=list)
    diterapkan = models.DateTimeField("diterapkan", null=True, blank=True)

    class Meta:
        verbose_name = "pelantikan"

    def __str__(self) -> str:
        return f"Pelantikan {self.nomor_sk}"


class Sebagai(models.TextChoices):
    """In which capacity a position is held."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."


class MasaJabatan(Versioned):
    """Who held a position from a day to a day, in which capacity. Signing asks for this, never for a role."""

    path_lookup = "jabatan__unit__path"
    reading_scope = Scope.INSTANSI

    pegawai = models.ForeignKey(Pegawai, on_delete=models.PROTECT, related_name="masa_jabatan")
    jabatan = models.ForeignKey(Jabatan, on_delete=models.PROTECT, related_name="masa_jabatan")
    sebagai = models.CharField("sebagai", max_length=10, choices=Sebagai, default=Sebagai.DEFINITIF)
    nomor_sk = models.CharField("nomor SK", max_length=100, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    mulai = models.DateField("terhitung mulai tanggal")
    sampai = models.DateField("sampai dengan", null=True, blank=True)
    alasan_berakhir = models.CharField("alasan berakhir", max_length=200, blank=True)
    pelantikan = models.ForeignKey(
        Pelantikan, on_delete=models.PROTECT, null=True, blank=True, related_name="masa_jabatan"
    )

    class Meta:
        verbose_name = "masa jabatan"
        constraints = [
            models.CheckConstraint(condition=Q(sampai=None) | Q(sampai__gte=F("mulai")), name="term_dates_in_order"),
            models.UniqueConstraint(
                fields=["jabatan"], condition=Q(sampai=None, sebagai="definitif"), name="term_one_definitif"
            ),
            models.UniqueConstraint(
                fields=["jabatan"], condition=Q(sampai=None) & ~Q(sebagai="definitif"), name="term_one_acting"
            ),
            models.UniqueConstraint(
                fields=["pegawai"], condition=Q(sampai=None, sebagai="definitif"), name="term_one_definitif_each"
            ),
        ]

    def __str__(self) -> str:
        acting = "" if self.sebagai == Sebagai.DEFINITIF else f"{self.get_sebagai_display()} "
        return f"{self.pegawai} sebagai {acting}{self.jabatan}"

    @property
    def unit(self) -> Unit:
        return self.jabatan.unit
