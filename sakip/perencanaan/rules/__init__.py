"""What planning refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sakip.arithmetic.exact import SERATUS
from sakip.arithmetic.notation import format_number
from sakip.arithmetic.pita import pita
from sakip.arithmetic.polarity import Polaritas, perubahan
from sakip.arithmetic.values import Isian, JenisNilai, Nilai
from sakip.kernel.access import LEVEL_WIDTH
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Jabatan, Unit
from sakip.perencanaan.models import DokumenVersi, Impor, Indikator, SimpulRencana, Target, TingkatHasil
from sakip.perencanaan.rules.tahun import FIRST_YEAR, LAST_YEAR
from sakip.referensi.queries import Kerangka, tingkat_iku

__all__ = ["FIRST_YEAR", "LAST_YEAR"]

register(
    {
        "indikator-sudah-ada": "Indikator “{nama}” sudah ada di {unit}. Pakai indikator itu, atau beri nama lain.",
        "kode-indikator-sudah-ada": "Kode “{kode}” sudah dipakai indikator lain di {unit}. Beri kode lain.",
        "alasan-target-wajib": (
            "Target {objek} sudah ditetapkan {lama}; perubahan menjadi {baru} memerlukan alasan. Tuliskan alasannya."
        ),
        "alasan-target-lebih-buruk": (
            "Target {objek} {baru} lebih buruk daripada realisasi tahun {tahun}, yaitu {lama}. Tuliskan alasannya."
        ),
        "alasan-target-di-luar-kisaran": (
            "Target {objek} {baru} di luar kisaran {bawah} sampai {atas} menurut perubahan beberapa tahun terakhir. "
            "Tuliskan alasannya."
        ),
        "iku-di-bawah-tingkat": (
            "{ketentuan} (PermenPANRB 53/2014 Lampiran II huruf G), sedangkan indikator ini mengukur {hasil}. "
            "Pilih tingkat hasil yang sesuai, atau lepaskan tanda IKU."
        ),
        "indikator-tahun-terbalik": (
            "Indikator dihentikan mulai tahun {akhir}, padahal baru dipakai mulai tahun {awal}. Perbaiki salah satunya."
        ),
        "indikator-mulai-diteruskan": (
            "“{nama}” meneruskan indikator lain mulai tahun {awal}; tahun mulainya tidak dapat diubah."
        ),
        "indikator-sudah-bertarget": (
            "“{nama}” sudah memiliki target tahun {tahun}, jadi sudah dipakai pada tahun itu. Isi tahun mulai {tahun} "
            "atau lebih awal."
        ),
        "penanggung-jawab-lain": (
            "Jabatan {jabatan} sudah ditutup atau milik instansi lain. Pilih jabatan lain sebagai penanggung jawab."
        ),
        "jenis-target-berbeda": (
            "Target {objek} harus berjenis {jenis}, tetapi yang diisi {diisi}. Isi target berjenis {jenis}."
        ),
        "kerangka-tidak-dikenal": "Kerangka “{kerangka}” tidak dikenal. Pilih: {pilihan}.",
        "tingkat-tidak-dikenal": "Tingkat “{tingkat}” tidak ada dalam kerangka {kerangka}. Pilih: {pilihan}.",
        "tingkat-tanpa-indikator": "Tingkat {tingkat} tidak memuat indikator. Tempatkan indikator pada tingkat lain.",
        "urutan-tingkat": "{tingkat} tidak dapat berada di bawah {induk}. Pilih induk pada tingkat yang lebih tinggi.",
        "induk-rencana-lain": (
            "Induk “{induk}” berada dalam dokumen rencana lain atau versi lain. Pilih induk dari versi yang sama."
        ),
        "impor-sudah-diterapkan": (
            "Impor {berkas} sudah diterapkan dan tidak dapat diubah lagi. Unggah berkasnya sekali lagi bila perlu."
        ),
        "bobot-negatif": "Bobot “{indikator}” pada “{pernyataan}” kurang dari nol. Isi bobot 0 sampai 100.",
        "bobot-belum-lengkap": (
            "Bobot “{indikator}” pada “{pernyataan}” belum diisi. Isi bobot semua indikatornya sampai berjumlah 100, "
            "atau kosongkan semuanya."
        ),
        "bobot-bukan-100": (
            "Bobot indikator pada “{pernyataan}” berjumlah {jumlah}, seharusnya 100. Sesuaikan bobotnya, "
            "atau kosongkan semuanya."
        ),
        "sotk-indikator-kembar": (
            "Indikator “{nama}” akan ada dua kali di {unit}. Teruskan salah satunya saja, atau ganti namanya dahulu."
        ),
        "tahun-rencana-terbalik": "Tahun akhir {akhir} lebih awal daripada tahun awal {awal}. Perbaiki salah satunya.",
    }
)


def wrong_kind(indikator: Indikator, isian: Isian) -> Refusal | None:
    """A target is of its indicator's kind; a range may be promised where numbers are measured."""
    jenis = indikator.series.jenis
    if not isinstance(isian, Nilai) or isian.jenis == jenis or (jenis == "angka" and isian.jenis == "rentang"):
        return None
    return Refusal("jenis-target-berbeda", {"objek": indikator.nama, "jenis": jenis, "diisi": isian.jenis.value})


def weak_target(
    nama: str, tahun: int, target: Isian, realisasi: Mapping[int, Decimal], arah: Polaritas
) -> Refusal | None:
    """Why a yearly target needs a reason: worse than what was reached before, or outside the band (R-PITA).

    ``realisasi``: by year what was reached, in numbers. Nothing is asked of a target that is no number, or of one
    before which nothing was reached.
    """
    before = max((year for year in realisasi if year < tahun), default=None)
    if before is None or not isinstance(target, Nilai) or target.jenis is not JenisNilai.ANGKA or target.angka is None:
        return None
    said = {"objek": f"{nama} tahun {tahun}", "baru": format_number(target.angka, places=None)}
    if perubahan(realisasi[before], target.angka, arah) == -1:
        said |= {"tahun": str(before), "lama": format_number(realisasi[before], places=None)}
        return Refusal("alasan-target-lebih-buruk", said, "alasan")
    band = pita(realisasi, tahun)
    if band is None or band.memuat(target.angka):
        return None
    said |= {"bawah": format_number(band.bawah, places=None), "atas": format_number(band.atas, places=None)}
    return Refusal("alasan-target-di-luar-kisaran", said, "alasan")


_HEIGHT = {
    TingkatHasil.DAMPAK: 4,
    TingkatHasil.OUTCOME: 3,
    TingkatHasil.OUTPUT: 2,
    TingkatHasil.PROSES: 1,
    TingkatHasil.MASUKAN: 0,
}


def ends_before(begins: object, ends: object) -> Refusal | None:
    """An indicator is in use for one year at the least."""
    if not isinstance(begins, int) or not isinstance(ends, int) or ends > begins:
        return None
    return Refusal("indikator-tahun-terbalik", {"awal": str(begins), "akhir": str(ends)}, "dihentikan_tahun")


def begins_with_its_predecessor(row: Indikator) -> Refusal | None:
    """The year in which it takes over is that of the reorganisation."""
    if row.pendahulu_id is None:
        return None
    said = {"nama": row.nama, "awal": str(row.dimulai_tahun)}
    return Refusal("indikator-mulai-diteruskan", said, "dimulai_tahun")


def targets_before(row: Indikator, earliest: Target | None) -> Refusal | None:
    """A year for which something was promised is a year of its use."""
    if earliest is None:
        return None
    said = {"nama": row.nama, "tahun": str(earliest.tahun)}
    return Refusal("indikator-sudah-bertarget", said, "dimulai_tahun")


def below_level(unit: Unit, hasil: str) -> Refusal | None:
    """An IKU measures at the least what its unit's kind asks (PermenPANRB 53/2014 Lampiran II huruf G, as data).

    ``hasil`` is a code of TingkatHasil; where it is not said, nothing is refused, the checker of the plan asks for it.
    """
    if not hasil:
        return None
    least, sentence = tingkat_iku(unit.jenis, instansi=unit.is_root)
    if _HEIGHT[TingkatHasil(hasil)] >= _HEIGHT[TingkatHasil(least)]:
        return None
    said = {"ketentuan": sentence, "hasil": TingkatHasil(hasil).label.lower()}
    return Refusal("iku-di-bawah-tingkat", said, "hasil")


def foreign_post(jabatan: Jabatan | None, unit: Unit) -> Refusal | None:
    """Who answers for an indicator holds an open position of the same instansi."""
    if jabatan is None:
        return None
    here = jabatan.unit.path[:LEVEL_WIDTH] == unit.path[:LEVEL_WIDTH]
    if here and jabatan.berlaku_sampai is None:
        return None
    return Refusal("penanggung-jawab-lain", {"jabatan": jabatan.nama}, "penanggung_jawab")


def wrong_level(frame: Kerangka, tingkat: str, induk: str | None) -> Refusal | None:
    """A node's level must be one of the kerangka, below its parent's."""
    order = [level.kode for level in frame.tingkat]
    if tingkat not in order:
        return Refusal(
            "tingkat-tidak-dikenal",
            {"tingkat": tingkat, "kerangka": frame.nama, "pilihan": ", ".join(order)},
            "tingkat",
        )
    if induk is not None and order.index(tingkat) <= order.index(induk):
        names = {level.kode: level.nama for level in frame.tingkat}
        return Refusal("urutan-tingkat", {"tingkat": names[tingkat], "induk": names[induk]}, "induk")
    return None


def wrong_weights(kunci: str, pernyataan: str, weights: Sequence[tuple[str, Decimal | None]]) -> Refusal | None:
    """The weights of a statement are none at all, or those of all its indicators and 100 together (R-AVG-1)."""
    known = [weight for _name, weight in weights if weight is not None]
    if not known:
        return None
    for name, weight in weights:
        if weight is None or weight < 0:
            code = "bobot-belum-lengkap" if weight is None else "bobot-negatif"
            return Refusal(code, {"indikator": name, "pernyataan": pernyataan}, kunci)
    if sum(known) == SERATUS:
        return None
    total = format_number(sum(known, Decimal(0)), places=None)
    return Refusal("bobot-bukan-100", {"pernyataan": pernyataan, "jumlah": total}, kunci)


def foreign_parent(versi: DokumenVersi, induk: SimpulRencana | None) -> Refusal | None:
    """A statement hangs below one of its own version; elsewhere neither plan would show it."""
    if induk is None or induk.dokumen_versi_id == versi.pk:
        return None
    return Refusal("induk-rencana-lain", {"induk": induk.pernyataan}, "induk")


def taken(what: str, nama: str, kode: str, unit: Unit) -> Refusal | None:
    """``what`` is the field that another indicator of the unit has already: 'nama', 'kode' or ''."""
    if not what:
        return None
    code = {"nama": "indikator-sudah-ada", "kode": "kode-indikator-sudah-ada"}[what]
    return Refusal(code, {"nama": nama, "kode": kode, "unit": unit.nama}, what)


def already_applied(impor: Impor) -> Refusal | None:
    """An import is applied once."""
    return Refusal("impor-sudah-diterapkan", {"berkas": impor.nama_berkas}) if impor.diterapkan else None
