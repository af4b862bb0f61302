"""Indikator, what they mean from a year on, where they stand in plans, and what is said of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.datakinerja.models import NilaiBerjenis, Series, value_constraints
from sakip.kernel.access import Scope, UnitOwned
from sakip.kernel.fields import QuantityField
from sakip.kernel.rows import Versioned
from sakip.organisasi.models import Jabatan, Unit
from sakip.perencanaan.models.rencana import DokumenRencana


def _codes(codes: type[Polaritas | Tipologi | CaraIsi | DiAtasRentang]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


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
    """Before this year it is in no report: its predecessor counts, or nothing did. None: it was always there."""
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


class TingkatHasil(models.TextChoices):
    """What an indicator measures, from the furthest result to what is put in (PermenPANRB 53/2014 Lampiran II G)."""

    DAMPAK = "dampak", "Dampak"
    OUTCOME = "outcome", "Hasil (outcome)"
    OUTPUT = "output", "Keluaran (output)"
    PROSES = "proses", "Proses"
    MASUKAN = "masukan", "Masukan"


class Frekuensi(models.TextChoices):
    BULANAN = "bulanan", "Bulanan"
    TRIWULANAN = "triwulanan", "Triwulanan"
    SEMESTERAN = "semesteran", "Semesteran"
    TAHUNAN = "tahunan", "Tahunan"
    LAINNYA = "lainnya", "Lainnya"


class KartuIndikator(Versioned):
    """What an indicator means from a year on: definition, direction, how its periods add up."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI
    verbatim = frozenset({"rumus"})

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
    rumus = models.TextField("rumus terhitung", blank=True)
    """In the formula language, over the names of VariabelRumus; empty where the value is entered as it is."""
    pembilang = models.CharField("pembilang", max_length=300, blank=True)
    penyebut = models.CharField("penyebut", max_length=300, blank=True)
    hasil = models.CharField("tingkat hasil", max_length=10, choices=TingkatHasil, blank=True)
    alasan_pemilihan = models.TextField("alasan pemilihan", blank=True)
    frekuensi = models.CharField("frekuensi pengukuran", max_length=10, choices=Frekuensi, blank=True)
    kategori_sumber = models.JSONField("bahan penetapan", default=list, blank=True)
    """Codes of the seven kinds of source from which an IKU is drawn."""
    penyedia_data = models.CharField("penyedia data", max_length=200, blank=True)
    penanggung_jawab = models.ForeignKey(
        Jabatan, on_delete=models.PROTECT, null=True, blank=True, related_name="kartu", verbose_name="penanggung jawab"
    )
    disagregasi = models.CharField("pilahan data", max_length=300, blank=True)
    keterbatasan = models.TextField("keterbatasan data", blank=True)
    kompensasi = models.TextField("cara mengatasi keterbatasan", blank=True)
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

    @property
    def cara_hitung(self) -> str:
        """The formula in words, else as it is computed."""
        return self.formula or self.rumus


class VariabelRumus(UnitOwned):
    """A name in the formula of a card, and the data series it stands for."""

    path_lookup = "kartu__indikator__unit__path"
    reading_scope = Scope.INSTANSI

    kartu = models.ForeignKey(KartuIndikator, on_delete=models.PROTECT, related_name="variabel")
    nama = models.CharField("nama", max_length=100)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="variabel", verbose_name="deret data")

    class Meta:
        verbose_name = "variabel rumus"
        constraints = [models.UniqueConstraint(fields=["kartu", "nama"], name="variable_once_per_card")]

    def __str__(self) -> str:
        return self.nama


class PenandaIndikator(UnitOwned):
    """A mark on an indicator: IKK, SPM, SDG or one of the instansi's own."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="penanda")
    jenis = models.CharField("jenis penanda", max_length=10)
    kode = models.CharField("kode", max_length=60, blank=True)

    class Meta:
        verbose_name = "penanda indikator"
        constraints = [models.UniqueConstraint(fields=["indikator", "jenis", "kode"], name="mark_once")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.kode}".strip()


class Penempatan(Versioned):
    """Places an indicator in a plan, under the lasting key of a node; without one it stands unattached."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="penempatan")
    dokumen = models.ForeignKey(
        DokumenRencana, on_delete=models.PROTECT, null=True, blank=True, related_name="penempatan"
    )
    kunci = models.UUIDField("simpul rencana", null=True, blank=True, db_index=True)
    sejak_versi = models.PositiveSmallIntegerField("sejak versi", default=1)
    sampai_versi = models.PositiveSmallIntegerField("sampai versi", null=True, blank=True)
    """The first version of the document in which it no longer stands there: what was set keeps what it held."""
    bobot = QuantityField("bobot (%)", null=True, blank=True)
    """Weight among the indicators of its statement, where the policy weighs them (R-AVG-1)."""

    class Meta:
        verbose_name = "penempatan indikator"
        constraints = [
            models.CheckConstraint(
                condition=Q(dokumen=None, kunci=None) | Q(dokumen__isnull=False, kunci__isnull=False),
                name="placement_whole_or_none",
            ),
            models.UniqueConstraint(
                fields=["indikator", "kunci"], condition=Q(sampai_versi=None), name="placement_once_per_node"
            ),
            models.CheckConstraint(
                condition=Q(sampai_versi=None) | Q(sampai_versi__gt=F("sejak_versi")),
                name="placement_versions_in_order",
            ),
            models.UniqueConstraint(fields=["indikator"], condition=Q(kunci=None), name="placement_unattached_once"),
        ]

    def __str__(self) -> str:
        return f"Penempatan {self.indikator}"

    def berlaku(self, nomor: int) -> bool:
        """Whether it stands there in the version of this number."""
        return self.sejak_versi <= nomor and (self.sampai_versi is None or nomor < self.sampai_versi)

    @property
    def unit(self) -> Unit:
        return self.indikator.unit


class Baseline(NilaiBerjenis):
    """Where an indicator stood before the plan: a value of a year with its source. Append-only."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="baseline")
    sumber = models.CharField("sumber", max_length=300, blank=True)
    menggantikan = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="pengganti", verbose_name="menggantikan"
    )

    class Meta:
        verbose_name = "baseline"
        constraints = [
            *value_constraints("baseline"),
            models.UniqueConstraint(
                fields=["indikator", "tahun", "periode"], condition=Q(menggantikan=None), name="baseline_first_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Baseline {self.indikator} {self.tahun}"


class Lingkup(models.TextChoices):
    """With whom a figure is compared (PermenPANRB 53/2014 Lampiran II, analysis 4, and beyond)."""

    NASIONAL = "nasional", "Nasional"
    PROVINSI = "provinsi", "Provinsi"
    SEJAWAT = "sejawat", "Daerah atau instansi setara"
    INTERNASIONAL = "internasional", "Internasional"


class Pembanding(NilaiBerjenis):
    """A published figure an indicator is compared with: of whom, of which year, from which source. Append-only."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI

    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="pembanding")
    lingkup = models.CharField("lingkup", max_length=15, choices=Lingkup)
    nama = models.CharField("pembanding", max_length=150)
    sumber = models.CharField("sumber", max_length=300)
    menggantikan = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="pengganti", verbose_name="menggantikan"
    )

    class Meta:
        verbose_name = "pembanding"
        constraints = [
            *value_constraints("benchmark"),
            models.UniqueConstraint(
                fields=["indikator", "lingkup", "nama", "tahun", "periode"],
                condition=Q(menggantikan=None),
                name="benchmark_first_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.tahun}"


class PemeriksaanMandiri(Versioned):
    """The self-check of an indicator: SMART with result orientation, and the three statements of asas konservatisme."""

    path_lookup = "indikator__unit__path"
    reading_scope = Scope.INSTANSI

    indikator = models.OneToOneField(Indikator, on_delete=models.PROTECT, related_name="pemeriksaan")
    smart = models.JSONField("jawaban SMART", default=dict)
    """By criterion {"ya": true, false or null, "catatan": text}."""
    asas = models.JSONField("asas konservatisme", default=dict)
    """By principle {"pernyataan": text, "bukti": text}."""

    class Meta:
        verbose_name = "pemeriksaan mandiri indikator"

    def __str__(self) -> str:
        return f"Pemeriksaan mandiri {self.indikator}"


class LaporanDampak(UnitOwned):
    """The head of a unit reports that an IKU harms the performance of the whole; it goes to the unit above."""

    reading_scope = Scope.INSTANSI
    append_only = True

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="laporan_dampak")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="laporan_dampak")
    tahun = models.PositiveSmallIntegerField("tahun")
    uraian = models.TextField("dampak negatif")
    bukti = models.TextField("bukti", blank=True)
    usulan = models.TextField("usulan", blank=True)
    pelapor = models.CharField("dilaporkan oleh", max_length=200)
    dilaporkan = models.DateTimeField("dilaporkan", default=timezone.now)

    class Meta:
        verbose_name = "laporan dampak negatif"

    def __str__(self) -> str:
        return f"Dampak negatif {self.indikator}"


class TanggapanDampak(UnitOwned):
    """The answer of the unit above to a report of negative impact; one report may be answered more than once."""

    reading_scope = Scope.INSTANSI
    append_only = True

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tanggapan_dampak")
    laporan = models.ForeignKey(LaporanDampak, on_delete=models.PROTECT, related_name="tanggapan")
    keputusan = models.CharField("keputusan", max_length=20)
    uraian = models.TextField("tanggapan")
    penanggap = models.CharField("ditanggapi oleh", max_length=200)
    ditanggapi = models.DateTimeField("ditanggapi", default=timezone.now)

    class Meta:
        verbose_name = "tanggapan dampak negatif"

    def __str__(self) -> str:
        return f"Tanggapan atas {self.laporan}"


class KeputusanIKU(Versioned):
    """The decree that sets the IKU of a unit: drafted, set, then replaced by the next."""

    reading_scope = Scope.INSTANSI

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="keputusan_iku")
    nomor = models.CharField("nomor keputusan", max_length=100, blank=True)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    tahun_mulai = models.PositiveSmallIntegerField("berlaku mulai tahun")
    tahun_sampai = models.PositiveSmallIntegerField("berlaku sampai tahun")
    ditetapkan = models.DateTimeField("ditetapkan", null=True, blank=True)
    berita_acara = models.JSONField("berita acara", default=dict, blank=True)
    beku_id = models.PositiveBigIntegerField("dokumen beku", null=True, blank=True)

    class Meta:
        verbose_name = "keputusan IKU"

    def __str__(self) -> str:
        return f"Keputusan IKU {self.unit} {self.tahun_mulai}-{self.tahun_sampai}"


class RincianIKU(UnitOwned):
    """An indicator in the attachment of a decree."""

    path_lookup = "keputusan__unit__path"
    reading_scope = Scope.INSTANSI

    keputusan = models.ForeignKey(KeputusanIKU, on_delete=models.PROTECT, related_name="rincian")
    indikator = models.ForeignKey(Indikator, on_delete=models.PROTECT, related_name="rincian_iku")
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)

    class Meta:
        verbose_name = "rincian keputusan IKU"
        constraints = [models.UniqueConstraint(fields=["keputusan", "indikator"], name="iku_once_per_decree")]

    def __str__(self) -> str:
        return str(self.indikator)
