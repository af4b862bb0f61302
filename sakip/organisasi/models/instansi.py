"""What an instansi sets for itself: letterhead, place and time, holidays, calendar of obligations."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sakip.kernel.access import Role, Scope
from sakip.kernel.fields import FileHashField
from sakip.kernel.rows import Versioned
from sakip.organisasi.models.unit import Unit


class ZonaWaktu(models.TextChoices):
    """The three time zones of the country."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Instansi(Versioned):
    """What only the root of a forest has: kind, letterhead, place."""

    reading_scope = Scope.INSTANSI

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="instansi")
    jenis = models.CharField("jenis instansi", max_length=30)
    alamat = models.CharField("alamat", max_length=300, blank=True)
    tempat = models.CharField("tempat penandatanganan", max_length=100, blank=True)
    kontak = models.CharField("telepon, surel, laman", max_length=300, blank=True)
    lambang = FileHashField("lambang", blank=True)
    """SHA-256 of the emblem's PNG in the file store; empty where there is none."""
    warna = models.CharField("warna kop", max_length=7, blank=True)
    """'#RRGGBB' of the letterhead's line; empty is black."""
    zona_waktu = models.CharField("zona waktu", max_length=20, choices=ZonaWaktu, default=ZonaWaktu.WIB)
    alamat_publik = models.URLField("alamat publik", max_length=200, blank=True)
    tahun_mulai = models.PositiveSmallIntegerField("tahun pertama pemakaian", null=True, blank=True)
    wajib_dua_langkah = models.CharField("peran yang wajib masuk dua langkah", max_length=200, blank=True)
    """Codes of roles with commas between; who holds one of them must use a second factor."""

    class Meta:
        verbose_name = "instansi"

    def __str__(self) -> str:
        return str(self.unit)


class HariLibur(Versioned):
    """A public holiday of an instansi: a due date that falls on it may move. Weekends need none."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="hari_libur")
    tanggal = models.DateField("tanggal")
    nama = models.CharField("nama hari libur", max_length=150)
    dicabut = models.BooleanField("dicabut", default=False)

    class Meta:
        verbose_name = "hari libur"
        constraints = [
            models.UniqueConstraint(fields=["unit", "tanggal"], condition=Q(dicabut=False), name="holiday_once_a_day")
        ]

    def __str__(self) -> str:
        return self.nama


class AsalAgenda(models.TextChoices):
    """How sure a date of the calendar is. Only what a regulation says is put in without asking."""

    PERATURAN = "peraturan", "Peraturan"
    PRAKTIK = "praktik", "Praktik"
    SARAN = "saran", "Saran, belum diverifikasi"
    SENDIRI = "sendiri", "Ditetapkan instansi"


class Geser(models.TextChoices):
    """Where a due date on a weekend or holiday goes."""

    TETAP = "tetap", "Tetap pada tanggalnya"
    MAJU = "maju", "Maju ke hari kerja sebelumnya"
    MUNDUR = "mundur", "Mundur ke hari kerja berikutnya"


class Agenda(Versioned):
    """One dated obligation of an instansi in a performance year, from the calendar's data or its own."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="agenda")
    kunci = models.CharField("kunci", max_length=60, blank=True)
    """Of the calendar's data, such as 'lkj-skpd'; empty for the instansi's own."""
    tahun = models.PositiveSmallIntegerField("tahun kinerja")
    nama = models.CharField("kewajiban", max_length=200)
    siapa = models.CharField("yang berkewajiban", max_length=200, blank=True)
    peran = models.CharField(
        "peran yang diingatkan", max_length=20, blank=True, choices=[(role.value, role.value) for role in Role]
    )
    tenggat = models.DateField("tenggat")
    geser = models.CharField("bila jatuh pada hari libur", max_length=10, choices=Geser, default=Geser.TETAP)
    dasar_hukum = models.CharField("dasar", max_length=300, blank=True)
    asal = models.CharField("asal tanggal", max_length=12, choices=AsalAgenda, default=AsalAgenda.SENDIRI)
    aktif = models.BooleanField("dipakai", default=True)
    """A suggestion that is not taken up reminds nobody."""
    selesai = models.DateField("selesai pada", null=True, blank=True)

    class Meta:
        verbose_name = "agenda kewajiban"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kunci", "tahun"], condition=~Q(kunci=""), name="agenda_once_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.tahun}"
