"""Plans, indikator with their cards, placements and targets."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.datakinerja.models import Lapis, NilaiBerjenis, Series, value_constraints
from sakip.kernel.access import Scope
from sakip.kernel.fields import QuantityField
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Unit


def _codes(codes: type[Polaritas | Tipologi | CaraIsi | DiAtasRentang]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class DokumenRencana(Versioned):
    """A plan of a unit over some years, such as an RPJMD or a Renstra; its content stands in versions."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dokumen_rencana")
    jenis = models.CharField("jenis", max_length=20, choices=[("rpjmd", "RPJMD"), ("renstra", "Renstra")])
    nama = models.CharField("nama", max_length=200)
    kerangka = models.CharField("kerangka", max_length=20)
    tahun_awal = models.PositiveSmallIntegerField("tahun awal")
    tahun_akhir = models.PositiveSmallIntegerField("tahun akhir")
    dasar_hukum = models.CharField("nomor dan tanggal penetapan", max_length=200, blank=True)

    class Meta:
        verbose_name = "dokumen rencana"
        constraints = [
            models.CheckConstraint(condition=Q(tahun_akhir__gte=F("tahun_awal")), name="plan_years_in_order"),
            models.UniqueConstraint(fields=["unit", "jenis", "tahun_awal"], name="plan_once_per_unit_and_start"),
        ]

    def __str__(self) -> str:
        return self.nama


class DokumenVersi(Versioned):
    """One version of a plan. A change opens the next; its rows are copied and keep their ``kunci``."""

    path_lookup = "dokumen__unit__path"
    reading_scope = Scope.INSTANSI

    dokumen = models.ForeignKey(DokumenRencana, on_delete=models.PROTECT, related_name="versi_dokumen")
    nomor = models.PositiveSmallIntegerField("versi", default=1)
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)

    class Meta:
        verbose_name = "versi dokumen rencana"
        constraints = [models.UniqueConstraint(fields=["dokumen", "nomor"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.dokumen} versi {self.nomor}"


class SimpulRencana(Versioned):
    """A statement of a plan on one level of its kerangka: a tujuan, a sasaran, a program."""

    path_lookup = "dokumen_versi__dokumen__unit__path"
    reading_scope = Scope.INSTANSI

    dokumen_versi = models.ForeignKey(DokumenVersi, on_delete=models.PROTECT, related_name="simpul")
    kunci = models.UUIDField(default=uuid.uuid4, db_index=True)
    """Lasting identity over the versions; everything else refers to it."""
    tingkat = models.CharField("tingkat", max_length=30)
    induk = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="anak", verbose_name="induk"
    )
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    pernyataan = models.CharField("pernyataan", max_length=500)

    class Meta:
        verbose_name = "simpul rencana"
        constraints = [models.UniqueConstraint(fields=["dokumen_versi", "kunci"], name="plan_node_once_per_version")]

    def __str__(self) -> str:
        return self.pernyataan


class Indikator(Versioned):
    """An indicator's lasting identity. What it means stands on its dated cards, its figures in its series."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indikator", verbose_name="unit")
    series = models.OneToOneField(Series, on_delete=models.PROTECT, related_name="indikator", verbose_name="deret data")
    kode = models.CharField("kode", max_length=30, blank=True)
    nama = models.CharField("nama indikator", max_length=400)
    iku = models.BooleanField("indikator kinerja utama", default=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    dimulai_tahun = models.PositiveSmallIntegerField("dipakai mulai tahun", null=True, blank=True)
    """Of a successor: before this year its predecessor counts. None for an indicator that succeeds none."""
    dihentikan_tahun = models.PositiveSmallIntegerField("dihentikan mulai tahun", null=True, blank=True)
    pendahulu = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="penerus", verbose_name="pendahulu"
    )
    """The indicator that this one carries on, over a reorganisation or a new plan; its figures are read along."""

    class Meta:
        verbose_name = "indikator"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kode"], condition=~Q(kode=""), name="indikator_code_once_per_unit"
            ),
            models.UniqueConstraint(
                fields=["unit", "nama"], condition=Q(dihentikan_tahun=None), name="indikator_name_once_per_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class KartuIndikator(Versioned):
    """What an indicator means from a year on: definition, direction, how its periods add up."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="kartu")
    mulai_tahun = models.PositiveSmallIntegerField("berlaku mulai tahun")
    satuan = models.CharField("satuan", max_length=60, blank=True)
    polaritas = models.CharField("polaritas", max_length=12, choices=_codes(Polaritas))
    di_atas_rentang = models.CharField(
        "di atas rentang", max_length=12, choices=_codes(DiAtasRentang), default=DiAtasRentang.LEBIH_BURUK
    )
    tipologi = models.CharField("tipologi", max_length=12, choices=_codes(Tipologi), default=Tipologi.TAHUNAN)
    cara_isi = models.CharField("cara isi", max_length=15, choices=_codes(CaraIsi), default=CaraIsi.PERIODE)
    definisi = models.TextField("definisi operasional", blank=True)
    formula = models.TextField("formula perhitungan", blank=True)
    terputus = models.BooleanField("deret terputus: tidak sebanding dengan tahun-tahun sebelumnya", default=False)
    catatan_putus = models.CharField("alasan deret terputus", max_length=300, blank=True)

    class Meta:
        verbose_name = "kartu indikator"
        constraints = [
            models.UniqueConstraint(fields=["indikator", "mulai_tahun"], name="card_once_a_year"),
            models.CheckConstraint(condition=Q(terputus=False) | ~Q(catatan_putus=""), name="card_break_says_why"),
        ]

    def __str__(self) -> str:
        return f"Kartu {self.indikator} mulai {self.mulai_tahun}"


class Penempatan(Versioned):
    """Places an indicator in a plan, under the lasting key of a node; without one it stands unattached."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="penempatan")
    dokumen = models.ForeignKey(
        DokumenRencana, on_delete=models.PROTECT, null=True, blank=True, related_name="penempatan"
    )
    kunci = models.UUIDField("simpul rencana", null=True, blank=True, db_index=True)
    bobot = QuantityField("bobot (%)", null=True, blank=True)
    """Weight among the indicators of its statement, where the policy weighs them (R-AVG-1)."""

    class Meta:
        verbose_name = "penempatan indikator"
        constraints = [
            models.CheckConstraint(
                condition=Q(dokumen=None, kunci=None) | Q(dokumen__isnull=False, kunci__isnull=False),
                name="placement_whole_or_none",
            ),
            models.UniqueConstraint(fields=["indikator", "kunci"], name="placement_once_per_node"),
            models.UniqueConstraint(fields=["indikator"], condition=Q(kunci=None), name="placement_unattached_once"),
        ]

    def __str__(self) -> str:
        return f"Penempatan {self.indikator}"


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


class Impor(Versioned):
    """An uploaded table with what was chosen for it: sheet, header rows, mapping, answers. Applied once or never."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="impor", verbose_name="unit")
    nama_berkas = models.CharField("nama berkas", max_length=200)
    sha256 = models.CharField("sidik berkas", max_length=64)
    ukuran = models.PositiveIntegerField("ukuran")
    lembar = models.CharField("lembar", max_length=200, blank=True)
    baris_judul = models.JSONField("baris judul", default=list)
    peta = models.JSONField("pemetaan kolom", default=list)
    jumlah_baris = models.PositiveIntegerField("jumlah baris", default=0)
    tahun = models.PositiveSmallIntegerField("tahun seluruh tabel", null=True, blank=True)
    dasar = models.CharField("dasar target", max_length=10, choices=Dasar, default=Dasar.RENSTRA)
    lapis = models.CharField("lapis realisasi", max_length=15, choices=Lapis, default=Lapis.KLAIM)
    jawaban = models.JSONField("jawaban", default=dict)
    polaritas = models.JSONField("polaritas yang dipilih", default=dict)
    alasan = models.CharField("alasan perubahan target", max_length=500, blank=True)
    pekerjaan = models.PositiveBigIntegerField("pekerjaan pemeriksaan", null=True, blank=True)
    diterapkan = models.BooleanField("sudah diterapkan", default=False)
    hasil = models.JSONField("hasil", default=dict)
    diunggah = models.DateTimeField("diunggah", default=timezone.now)
    oleh_id = models.BigIntegerField(null=True)
    oleh = models.CharField("diunggah oleh", max_length=200)

    class Meta:
        verbose_name = "impor"

    def __str__(self) -> str:
        return f"Impor {self.nama_berkas}"


class PetaKolom(Versioned):
    """How the columns of a header were mapped, remembered by the header's fingerprint."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="peta_kolom", verbose_name="unit")
    sidik_judul = models.CharField("sidik judul kolom", max_length=64)
    peta = models.JSONField("pemetaan kolom")

    class Meta:
        verbose_name = "pemetaan kolom"
        constraints = [models.UniqueConstraint(fields=["unit", "sidik_judul"], name="mapping_once_per_unit_and_header")]

    def __str__(self) -> str:
        return f"Pemetaan kolom {self.unit}"
