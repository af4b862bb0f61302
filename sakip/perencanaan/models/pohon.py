"""Pohon kinerja: its own acyclic graph (PermenPANRB 89/2021), joined to plans and positions by translation."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sakip.kernel.access import Scope, UnitOwned
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Jabatan, Unit
from sakip.perencanaan.models.indikator import Indikator
from sakip.perencanaan.models.rencana import DokumenRencana


class PohonKinerja(Versioned):
    """The performance tree of a unit for some years, made in the five steps of the regulation."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="pohon_kinerja")
    nama = models.CharField("nama", max_length=200)
    tahun_awal = models.PositiveSmallIntegerField("tahun awal")
    tahun_akhir = models.PositiveSmallIntegerField("tahun akhir")

    class Meta:
        verbose_name = "pohon kinerja"
        constraints = [
            models.UniqueConstraint(fields=["unit", "tahun_awal"], name="tree_once_per_unit_and_start"),
            models.CheckConstraint(condition=Q(tahun_akhir__gte=F("tahun_awal")), name="tree_years_in_order"),
        ]

    def __str__(self) -> str:
        return self.nama


class SilsilahPohon(UnitOwned):
    """A tree that ended by a change of the organisation went on in another; one may go on in several, and take in
    several."""

    path_lookup = "penerus__unit__path"
    reading_scope = Scope.INSTANSI
    append_only = True

    pendahulu = models.ForeignKey(PohonKinerja, on_delete=models.PROTECT, related_name="silsilah_penerus")
    penerus = models.ForeignKey(PohonKinerja, on_delete=models.PROTECT, related_name="silsilah_pendahulu")

    class Meta:
        verbose_name = "silsilah pohon kinerja"
        constraints = [
            models.UniqueConstraint(fields=["pendahulu", "penerus"], name="tree_lineage_once"),
            models.CheckConstraint(condition=~Q(pendahulu=F("penerus")), name="tree_lineage_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.pendahulu} menjadi {self.penerus}"


class JenisSimpul(models.TextChoices):
    """What a node of the tree is (PermenPANRB 89/2021, steps 1 to 3)."""

    OUTCOME = "outcome", "Hasil (outcome)"
    CSF = "csf", "Faktor kunci keberhasilan (CSF)"
    ANTARA = "antara", "Kondisi antara"
    OPERASIONAL = "operasional", "Kondisi operasional"


class AsalOutcome(models.TextChoices):
    """Where an outcome comes from (step 1)."""

    MANDAT = "mandat", "Mandat (tugas dan fungsi)"
    ISU = "isu", "Isu strategis"
    EKSPEKTASI = "ekspektasi", "Ekspektasi masyarakat"


class SimpulPohon(Versioned):
    """A condition that must come true. ``ditarik``: taken out of the tree; its history and links stay."""

    path_lookup = "pohon__unit__path"
    reading_scope = Scope.INSTANSI

    pohon = models.ForeignKey(PohonKinerja, on_delete=models.PROTECT, related_name="simpul")
    jenis = models.CharField("jenis simpul", max_length=15, choices=JenisSimpul)
    kode = models.CharField("kode", max_length=30, blank=True)
    pernyataan = models.CharField("kondisi", max_length=500)
    asal = models.CharField("asal", max_length=15, choices=AsalOutcome, blank=True)
    bukti = models.TextField("bukti atau data pendukung", blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    ditarik = models.BooleanField("ditarik", default=False)

    class Meta:
        verbose_name = "simpul pohon kinerja"

    def __str__(self) -> str:
        return self.pernyataan

    @property
    def unit(self) -> Unit:
        return self.pohon.unit


class Cabang(UnitOwned):
    """A child condition serves a parent's. Several parents are allowed, cycles are not: the action sees to it."""

    path_lookup = "anak__pohon__unit__path"
    reading_scope = Scope.INSTANSI

    induk = models.ForeignKey(SimpulPohon, on_delete=models.PROTECT, related_name="cabang_ke_anak")
    anak = models.ForeignKey(SimpulPohon, on_delete=models.PROTECT, related_name="cabang_ke_induk")

    class Meta:
        verbose_name = "cabang pohon kinerja"
        constraints = [
            models.UniqueConstraint(fields=["induk", "anak"], name="branch_once"),
            models.CheckConstraint(condition=~Q(induk=F("anak")), name="branch_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.anak} di bawah {self.induk}"


class IndikatorSimpul(Versioned):
    """How a condition is measured (step 4): an indicator, or its wording while there is none yet."""

    path_lookup = "simpul__pohon__unit__path"
    reading_scope = Scope.INSTANSI

    simpul = models.ForeignKey(SimpulPohon, on_delete=models.PROTECT, related_name="indikator_simpul")
    indikator = models.ForeignKey(
        Indikator, on_delete=models.PROTECT, null=True, blank=True, related_name="simpul_pohon"
    )
    uraian = models.CharField("rumusan indikator", max_length=400, blank=True)

    class Meta:
        verbose_name = "indikator simpul pohon"
        constraints = [
            models.CheckConstraint(condition=Q(indikator__isnull=False) | ~Q(uraian=""), name="tree_indicator_says"),
            models.UniqueConstraint(fields=["simpul", "indikator"], name="tree_indicator_once"),
        ]

    def __str__(self) -> str:
        return str(self.indikator) if self.indikator_id else self.uraian

    @property
    def unit(self) -> Unit:
        return self.simpul.pohon.unit


class Crosscutting(Versioned):
    """A node asks another unit or an external partner for a contribution. The answer is the partner's own row."""

    path_lookup = "simpul__pohon__unit__path"
    reading_scope = Scope.INSTANSI

    simpul = models.ForeignKey(SimpulPohon, on_delete=models.PROTECT, related_name="crosscutting")
    mitra = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="crosscutting")
    mitra_luar = models.CharField("mitra di luar instansi", max_length=200, blank=True)
    kontribusi = models.CharField("kontribusi yang diminta", max_length=500)
    waktu = models.CharField("waktu", max_length=100, blank=True)
    bukti = models.CharField("bukti", max_length=300, blank=True)
    """What will show that the contribution was made: the last column of the matrix."""
    ditarik = models.BooleanField("ditarik", default=False)

    class Meta:
        verbose_name = "crosscutting"
        constraints = [
            models.CheckConstraint(
                condition=Q(mitra__isnull=False, mitra_luar="") | (Q(mitra=None) & ~Q(mitra_luar="")),
                name="crosscutting_one_partner",
            )
        ]

    def __str__(self) -> str:
        return self.kontribusi

    @property
    def unit(self) -> Unit:
        return self.simpul.pohon.unit


class Jawaban(models.TextChoices):
    DITERIMA = "diterima", "Diterima"
    USUL_UBAH = "usul-ubah", "Diusulkan berubah"
    DITOLAK = "ditolak", "Ditolak"


class JawabanCrosscutting(UnitOwned):
    """What the partner answers; the latest counts. Accepting may name the partner's own node that contributes."""

    path_lookup = "mitra__path"
    reading_scope = Scope.INSTANSI
    append_only = True

    crosscutting = models.ForeignKey(Crosscutting, on_delete=models.PROTECT, related_name="jawaban")
    mitra = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="jawaban_crosscutting")
    jawaban = models.CharField("jawaban", max_length=10, choices=Jawaban)
    uraian = models.CharField("alasan atau usulan", max_length=500, blank=True)
    simpul = models.ForeignKey(
        SimpulPohon, on_delete=models.PROTECT, null=True, blank=True, related_name="jawaban_crosscutting"
    )
    dijawab = models.DateTimeField("dijawab", default=timezone.now)
    penjawab = models.CharField("dijawab oleh", max_length=200)

    class Meta:
        verbose_name = "jawaban crosscutting"

    def __str__(self) -> str:
        return f"{self.get_jawaban_display()}: {self.crosscutting}"


class Terjemahan(UnitOwned):
    """Step five: a node of the tree becomes a statement of a plan, or the performance of a position."""

    path_lookup = "simpul__pohon__unit__path"
    reading_scope = Scope.INSTANSI

    simpul = models.ForeignKey(SimpulPohon, on_delete=models.PROTECT, related_name="terjemahan")
    dokumen = models.ForeignKey(
        DokumenRencana, on_delete=models.PROTECT, null=True, blank=True, related_name="terjemahan"
    )
    kunci = models.UUIDField("simpul rencana", null=True, blank=True, db_index=True)
    jabatan = models.ForeignKey(Jabatan, on_delete=models.PROTECT, null=True, blank=True, related_name="terjemahan")

    class Meta:
        verbose_name = "terjemahan simpul"
        constraints = [
            models.CheckConstraint(
                condition=Q(dokumen__isnull=False, kunci__isnull=False, jabatan=None)
                | Q(dokumen=None, kunci=None, jabatan__isnull=False),
                name="translation_to_one",
            ),
            models.UniqueConstraint(fields=["simpul", "kunci"], name="translation_to_plan_once"),
            models.UniqueConstraint(fields=["simpul", "jabatan"], name="translation_to_jabatan_once"),
        ]

    def __str__(self) -> str:
        return f"Terjemahan {self.simpul}"

    @property
    def unit(self) -> Unit:
        return self.simpul.pohon.unit
