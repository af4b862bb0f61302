"""Codes of planning and of the arithmetic in words: why a number is what it is, or why there is none.

The only place where these codes become Indonesian sentences; pages and reports take them from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sakip.anggaran.models import JenisPagu, PaguVersi
from sakip.arithmetic.averages import AlasanRerata
from sakip.arithmetic.capaian import Alasan, Capaian, Langkah, LangkahKode
from sakip.arithmetic.comparisons import Posisi
from sakip.arithmetic.notation import format_number, format_percent
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import DiAtasRentang, Polaritas
from sakip.arithmetic.policies import Rollup, TargetNol
from sakip.arithmetic.scales import Kelas, Skala
from sakip.arithmetic.triwulan import CaraIsi, Tipologi
from sakip.arithmetic.values import JenisNilai
from sakip.kernel.telling import register_words
from sakip.organisasi.queries import KebijakanBerlaku
from sakip.perencanaan.models import DokumenRencana
from sakip.perencanaan.pilihan import facts

POLARITAS: dict[str, str] = {
    Polaritas.MENINGKAT: "Makin tinggi makin baik",
    Polaritas.MENURUN: "Makin rendah makin baik",
    Polaritas.RENTANG: "Makin dekat ke rentang target makin baik",
}
DI_ATAS_RENTANG: dict[str, str] = {
    DiAtasRentang.LEBIH_BURUK: "Di atas rentang berarti kurang baik",
    DiAtasRentang.LEBIH_BAIK: "Di atas rentang tetap dianggap tercapai",
}
TIPOLOGI: dict[str, str] = {
    Tipologi.TAHUNAN: "Tahunan: diukur sekali setahun",
    Tipologi.AKUMULATIF: "Akumulatif: nilai setahun adalah jumlah triwulan",
    Tipologi.RATA_RATA: "Rata-rata: nilai setahun adalah rata-rata triwulan yang terisi",
    Tipologi.POSISI_AKHIR: "Posisi akhir: nilai setahun adalah triwulan terakhir yang terisi",
}
BAHAN_PENETAPAN: dict[str, str] = {
    "rpjm": "RPJMN atau RPJMD",
    "renstra": "Renstra",
    "kebijakan": "Kebijakan umum instansi",
    "tugas-fungsi": "Kewenangan, tugas, dan fungsi",
    "data-kinerja": "Informasi data kinerja",
    "statistik": "Data statistik",
    "kelaziman": "Kelaziman bidangnya dan perkembangan ilmu pengetahuan",
}
"""From what an IKU is drawn, by its code on the card (PER/9/M.PAN/5/2007)."""
PENANDA: dict[str, str] = {
    "ikk": "IKK",
    "spm": "SPM",
    "sdg": "SDG",
    "lain": "Penanda sendiri",
}
"""Marks of an indicator by their code: Indikator Kinerja Kunci, standar pelayanan minimal, tujuan pembangunan
berkelanjutan, and whatever else an instansi wants to find again."""
_PENANDA_DAERAH = frozenset({"ikk", "spm"})


def penanda(family: str) -> dict[str, str]:
    """The marks that instansi of a family have: indikator kinerja kunci and SPM are those of regions."""
    return {kode: nama for kode, nama in PENANDA.items() if family != "kl" or kode not in _PENANDA_DAERAH}


KEPUTUSAN_DAMPAK: dict[str, str] = {
    "diubah": "IKU diubah atau diganti",
    "dipertahankan": "IKU dipertahankan",
    "dikaji": "Dikaji lebih lanjut",
}
"""What the unit above decides on a report of negative impact. Words of this system; the regulation names none."""
POSISI: dict[Posisi, tuple[str, str]] = {
    Posisi.LEBIH_BAIK: ("lebih baik", "sangat-baik"),
    Posisi.SETARA: ("sama", "netral"),
    Posisi.LEBIH_BURUK: ("lebih buruk", "sangat-rendah"),
}
"""How an indicator stands beside a published figure (R-CMP-4): in a word, and its tone."""
CARA_ISI: dict[str, str] = {
    CaraIsi.PERIODE: "Nilai setiap triwulan tersendiri",
    CaraIsi.SAMPAI_DENGAN: "Nilai kumulatif sejak awal tahun",
}
JENIS: dict[str, str] = {
    JenisNilai.ANGKA: "Angka, termasuk persentase dan indeks",
    JenisNilai.RENTANG: "Rentang, misalnya 4,98 s.d. 5,23",
    JenisNilai.PREDIKAT: "Predikat, misalnya WTP atau BB (79,39)",
    JenisNilai.YA_TIDAK: "Ya atau tidak",
    JenisNilai.TANGGAL: "Tanggal",
    JenisNilai.DURASI: "Lama waktu",
}
LAPIS = {"klaim": "laporan unit", "terverifikasi": "terverifikasi", "resmi": "nilai resmi"}

register_words(
    polaritas=POLARITAS,
    di_atas_rentang=DI_ATAS_RENTANG,
    tipologi=TIPOLOGI,
    cara_isi=CARA_ISI,
    lapis=LAPIS,
    keputusan=KEPUTUSAN_DAMPAK,
    dasar={"rpjmd": "RPJMD", "renstra": "Renstra", "rkt": "RKT", "pk": "PK"},
)

# --- why there is no capaian ------------------------------------------------------------------------------------------

TIDAK_ADA: dict[Alasan, tuple[str, str]] = {
    Alasan.TARGET_BELUM_DIISI: ("belum-diisi", "Target belum diisi"),
    Alasan.TARGET_BELUM_TERSEDIA: ("belum-tersedia", "Target belum tersedia"),
    Alasan.REALISASI_BELUM_DIISI: ("belum-diisi", "Realisasi belum diisi"),
    Alasan.REALISASI_BELUM_TERSEDIA: ("belum-tersedia", "Realisasi belum tersedia"),
    Alasan.TIDAK_BERLAKU: ("tidak-berlaku", "Tidak berlaku pada periode ini"),
    Alasan.BELUM_JATUH_TEMPO: ("belum-diisi", "Belum jatuh tempo"),
    Alasan.BELUM_SETAHUN: ("belum-diisi", "Tahun masih berjalan dan target triwulan belum diisi"),
    Alasan.BELUM_DIUKUR: ("tidak-berlaku", "Diukur setahun sekali"),
    Alasan.TARGET_NOL: ("tidak-berlaku", "Target nol, sehingga persentase tidak terdefinisi"),
    Alasan.TARGET_NEGATIF: ("tidak-berlaku", "Target negatif, sehingga persentase tidak terdefinisi"),
    Alasan.TAK_TERDEFINISI_TANPA_BATAS: ("tidak-berlaku", "Realisasi nol, sehingga persentase tidak terdefinisi"),
    Alasan.DIPAKAI_BATAS: ("tidak-berlaku", "Tidak terdefinisi, sehingga dipakai batas atas"),
    Alasan.DIHITUNG_NOL_LEWAT_TENGGAT: ("belum-diisi", "Belum diisi sampai batas waktu, sehingga dihitung 0"),
    Alasan.JENIS_BERBEDA: ("tidak-berlaku", "Jenis nilai target dan realisasi berbeda"),
    Alasan.KODE_DI_LUAR_SKALA: ("tidak-berlaku", "Predikat di luar skala indikator"),
    Alasan.SKALA_BELUM_DITENTUKAN: ("tidak-berlaku", "Skala predikat belum ditentukan"),
}
"""Reason to the kind of nothing and its words."""

RERATA_TIDAK_ADA: dict[AlasanRerata, str] = {
    AlasanRerata.TIDAK_ADA_NILAI: "Belum ada capaian yang dapat dihitung",
    AlasanRerata.BOBOT_BUKAN_100: "Jumlah bobot bukan 100",
    AlasanRerata.BOBOT_BELUM_DIISI: "Bobot belum diisi",
    AlasanRerata.BOBOT_TIDAK_SEPADAN: "Bobot tidak sepadan dengan indikatornya",
    AlasanRerata.NILAI_NEGATIF: "Ada capaian negatif",
}

_TONE = {"sangat-baik": "sangat-baik", "baik": "baik", "cukup": "sedang", "kurang": "rendah"}


def tone(kelas: Kelas | None) -> str:
    """The theme's tone for a class of the scale."""
    return "netral" if kelas is None else _TONE.get(kelas.warna, "sangat-rendah")


@dataclass(frozen=True)
class Hasil:
    """A capaian ready to show: the raw one where there is one, else the used; with word and tone, or why there is none.

    ``dipakai`` is given only where cap or floor changed it: averages use that. ``places``: how exactly it is printed.
    """

    nilai: Decimal | None
    dipakai: Decimal | None
    tone: str
    kata: str
    tiada: str = "belum-diisi"
    alasan: str = ""
    places: int = 2


def hasil(capaian: Capaian, kelas: Kelas | None, places: int = 2) -> Hasil:
    shown = capaian.dipakai if capaian.mentah is None else capaian.mentah
    differs = capaian.dipakai is not None and capaian.dipakai != shown
    tiada, alasan = TIDAK_ADA[capaian.alasan] if capaian.alasan else ("belum-diisi", "")
    kata = kelas.label if kelas else ""
    return Hasil(shown, capaian.dipakai if differs else None, tone(kelas), kata, tiada, alasan, places)


# --- the rule and its steps -------------------------------------------------------------------------------------------

_RUMUS = {
    "R-CAP-1": "Makin tinggi makin baik: realisasi dibagi target, dikali 100.",
    "R-CAP-2 N1": "Makin rendah makin baik: dua kali target dikurangi realisasi, dibagi target, dikali 100.",
    "R-CAP-2 N2": "Makin rendah makin baik: target dibagi realisasi, dikali 100.",
    "R-CAP-3": "Rentang: di dalam rentang 100%; di luarnya dibandingkan dengan batas yang terdekat.",
    "R-CAP-4 nilai": "Predikat dibandingkan melalui angka yang menyertainya.",
    "R-CAP-4 peringkat": "Predikat dibandingkan melalui peringkatnya dalam skala.",
    "R-CAP-4 biner": "Predikat dinyatakan tercapai (100%) atau tidak tercapai (0%).",
    "R-CAP-5": "Tercapai 100%, tidak tercapai 0%.",
    "R-CAP-6": "Target nol: realisasi nol dihitung 100%, lebih dari nol dihitung 0%.",
    "R-CAP-7": "Capaian dibatasi oleh batas atas dan batas bawah kebijakan.",
    "R-CAP-8": "Tanpa target atau realisasi tidak ada capaian; ketiadaan data tidak dihitung sebagai nol.",
    "R-TW akumulatif": "Akumulatif: jumlah realisasi sampai dengan triwulan dibandingkan dengan jumlah targetnya.",
    "R-TW rata_rata": "Rata-rata triwulan yang terisi dibandingkan dengan rata-rata targetnya.",
    "R-TW posisi_akhir": "Posisi akhir: triwulan terakhir yang terisi dibandingkan dengan targetnya.",
    "R-TW tahunan": "Diukur sekali setahun dan dibandingkan dengan target tahun itu.",
    "R-TW-4": "Realisasi sampai dengan triwulan dibandingkan dengan target setahun.",
    "R-TW": "Nilai sampai dengan triwulan disusun menurut tipologi indikator.",
}


def rumus(kode: str) -> tuple[tuple[str, str], ...]:
    """Every rule that a result names, as (R-code, sentence): 'R-TW akumulatif, R-CAP-1' gives two."""
    found = []
    for part in kode.split(", "):
        known = next((name for name in sorted(_RUMUS, key=len, reverse=True) if part.startswith(name)), "")
        if part.startswith("R-CAP-6 "):
            found.append(("R-CAP-6", f"Target nol: {TARGET_NOL[part.removeprefix('R-CAP-6 ')]}."))
        else:
            found.append((" ".join(part.split(" ")[:1]), _RUMUS.get(known, part)))
    return tuple(found)


@dataclass(frozen=True)
class LangkahTertulis:
    """One step: what is done, the formula with its numbers, the result."""

    judul: str
    rumus: str
    hasil: str


_LANGKAH: dict[LangkahKode, tuple[str, str]] = {
    LangkahKode.MENINGKAT: ("Realisasi dibagi target", "{realisasi} ÷ {target} × 100"),
    LangkahKode.MENURUN_N1: (
        "Dua kali target dikurangi realisasi, dibagi target",
        "(2 × {target} − {realisasi}) ÷ {target} × 100",
    ),
    LangkahKode.MENURUN_N2: ("Target dibagi realisasi", "{target} ÷ {realisasi} × 100"),
    LangkahKode.DALAM_RENTANG: ("Realisasi di dalam rentang", "{batas_bawah} ≤ {realisasi} ≤ {batas_atas}"),
    LangkahKode.DI_BAWAH_RENTANG: ("Di bawah rentang, terhadap batas bawah", "{realisasi} ÷ {batas_bawah} × 100"),
    LangkahKode.DI_ATAS_RENTANG: (
        "Di atas rentang, terhadap batas atas",
        "(2 × {batas_atas} − {realisasi}) ÷ {batas_atas} × 100",
    ),
    LangkahKode.TARGET_NOL: ("Target nol", "realisasi {realisasi}, target 0"),
    LangkahKode.PERINGKAT_TARGET: ("Peringkat predikat target", ""),
    LangkahKode.PERINGKAT_REALISASI: ("Peringkat predikat realisasi", ""),
    LangkahKode.TERCAPAI_ATAU_TIDAK: ("Tercapai atau tidak", "realisasi {realisasi}, target {target}"),
    LangkahKode.TEPAT_WAKTU_ATAU_TIDAK: ("Tepat waktu atau tidak", "{hari_terlambat} hari dari target"),
    LangkahKode.LANTAI: ("Batas bawah kebijakan", "paling kecil {lantai}%"),
    LangkahKode.BATAS: ("Batas atas kebijakan", "paling besar {batas}%"),
    LangkahKode.DIHITUNG_NOL: ("Belum diisi sampai batas waktu", "dihitung 0 menurut kebijakan"),
}
_GABUNG = {LangkahKode.JUMLAH: "Jumlah", LangkahKode.RERATA: "Rata-rata", LangkahKode.TERAKHIR: "Nilai terakhir"}
_RANKS = {LangkahKode.PERINGKAT_TARGET, LangkahKode.PERINGKAT_REALISASI}


def langkah(step: Langkah) -> LangkahTertulis:
    """A step in words with the numbers put in."""
    if step.kode in _GABUNG:
        return _joined(step)
    judul, pattern = _LANGKAH[step.kode]
    numbers = {name: format_number(value, places=None) for name, value in step.operan}
    known = {**dict.fromkeys(("lantai", "batas"), _plain(step.hasil)), **numbers}
    result = _plain(step.hasil) if step.kode in _RANKS else _percent(step.hasil)
    return LangkahTertulis(judul, pattern.format_map(known), result)


def _joined(step: Langkah) -> LangkahTertulis:
    """Several periods made one: 'realisasi 2025-TW1' is named in words once."""
    what = step.operan[0][0].partition(" ")[0]
    sign = " + " if step.kode is not LangkahKode.TERAKHIR else ""
    parts = [f"{format_number(value, places=None)} ({_quarter(name)})" for name, value in step.operan]
    formula = sign.join(parts)
    if step.kode is LangkahKode.RERATA and len(parts) > 1:
        formula = f"({formula}) ÷ {len(parts)}"
    return LangkahTertulis(f"{_GABUNG[step.kode]} {what}", formula, _plain(step.hasil))


def _quarter(name: str) -> str:
    periode = Periode.parse(name.rpartition(" ")[2])
    return periode.label.removesuffix(f" Tahun {periode.tahun}")


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format_number(value, places=None if value == value.to_integral_value() else 2)


def _percent(value: Decimal | None) -> str:
    return "tidak terdefinisi" if value is None else format_percent(value)


# --- policy -----------------------------------------------------------------------------------------------------------

TARGET_NOL: dict[str, str] = {
    TargetNol.TAK_TERDEFINISI: "capaian tidak terdefinisi",
    TargetNol.NOL: "capaian dihitung 0%",
    TargetNol.SERATUS_BILA_ADA: "capaian 100% bila ada realisasi, 0% bila tidak",
    TargetNol.SERATUS: "capaian selalu 100%",
}
ROLLUP: dict[str, str] = {
    Rollup.A: "rata-rata dari rata-rata setiap sasaran",
    Rollup.B: "rata-rata semua indikator",
}


def policy_facts(policy: KebijakanBerlaku) -> tuple[tuple[str, str], ...]:
    """The choices of an instansi as label and answer."""
    return tuple((each.pilihan.judul, each.label) for each in facts(policy))


def policy_since(policy: KebijakanBerlaku) -> str:
    if policy.sejak is None:
        return "Kebijakan bawaan sistem; instansi belum menetapkan kebijakan sendiri."
    return f"Kebijakan instansi yang berlaku sejak tahun {policy.sejak}."


@dataclass(frozen=True)
class Ambang:
    """One class of a scale with its bound in words."""

    kata: str
    tone: str
    batas: str
    berlaku: bool


def thresholds(skala: Skala, kelas: Kelas | None, periode: Periode) -> tuple[Ambang, ...]:
    """The classes of a scale from the best down; ``berlaku`` marks the one a result fell into."""
    quarter = (periode.end.month + 2) // 3
    rows = []
    for each in skala.kelas:
        bound = each.mulai[min(quarter, len(each.mulai)) - 1] if each.mulai else None
        percent = "" if bound is None else format_percent(bound, places=None)
        text = "di bawahnya" if bound is None else f"lebih dari {percent}" if each.eksklusif else f"mulai {percent}"
        rows.append(Ambang(each.label, tone(each), text, kelas is not None and each.kode == kelas.kode))
    return tuple(rows)


# --- money that a plan prints ----------------------------------------------------------------------------------------


def money_remarks(plan: DokumenRencana, printed: Mapping[int, PaguVersi]) -> list[str]:
    """Sentences about the money that a plan's papers print: what is not set, what is of another document."""
    found = []
    unset = [str(year) for year, row in printed.items() if row.ditetapkan is None]
    if unset:
        found.append(f"Pagu tahun {listed(unset)} belum ditetapkan; jumlahnya masih rancangan dan dapat berubah.")
    row = printed.get(plan.tahun_awal)
    if plan.tahun_awal == plan.tahun_akhir and row is not None and row.jenis == JenisPagu.RENSTRA:
        found.append(f"Pagu Renja tahun {row.tahun} belum ada; yang tercetak adalah pagu Renstra.")
    return found


def listed(words: Sequence[str]) -> str:
    """2025, 2026, dan 2027."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"
