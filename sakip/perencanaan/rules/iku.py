"""What is refused of decrees that set IKU."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sakip.arithmetic.notation import format_date
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, KeputusanIKU
from sakip.perencanaan.rules import below_level

register(
    {
        "iku-rancangan-ada": (
            "{unit} sudah memiliki rancangan keputusan IKU {tahun}. Lanjutkan rancangan itu, atau buang dahulu."
        ),
        "iku-tanpa-indikator": (
            "Keputusan IKU {unit} belum memuat indikator. Tandai indikatornya sebagai IKU, lalu pilih di sini."
        ),
        "iku-sudah-ditetapkan": (
            "Keputusan {nomor} sudah ditetapkan dan tidak diubah lagi. Buat keputusan baru yang menggantikannya."
        ),
        "iku-tahun-terbalik": "Tahun akhir {akhir} lebih awal daripada tahun awal {awal}. Perbaiki salah satunya.",
        "iku-unit-lain": "“{indikator}” bukan IKU {unit}. Pilih indikator bertanda IKU milik unit ini.",
        "iku-belum-bertingkat": (
            "Tingkat hasil “{indikator}” belum diisi pada kartunya, sehingga tidak dapat dipastikan memenuhi syarat: "
            "{ketentuan}. Isi tingkat hasilnya."
        ),
        "iku-tingkat": (
            "“{indikator}” belum dapat ditetapkan. {ketentuan} (PermenPANRB 53/2014 Lampiran II huruf G), sedangkan "
            "indikator ini mengukur {hasil}. Ubah tingkat hasilnya pada kartu, atau lepaskan dari daftar."
        ),
        "iku-mendahului": (
            "Tanggal {tanggal} lebih awal daripada keputusan {nomor} tanggal {lama} yang digantikannya. "
            "Perbaiki tanggalnya."
        ),
        "iku-belum-lengkap": "{isian} keputusan belum diisi. Isi seperti tertulis pada keputusannya.",
    }
)


def is_set(row: KeputusanIKU) -> Refusal | None:
    """A set decree is replaced by the next and never changed."""
    return Refusal("iku-sudah-ditetapkan", {"nomor": row.nomor}) if row.ditetapkan else None


def wrong_years(awal: int, akhir: int) -> Refusal | None:
    if akhir >= awal:
        return None
    return Refusal("iku-tahun-terbalik", {"awal": str(awal), "akhir": str(akhir)}, "tahun_sampai")


def draft_there(unit: Unit, row: KeputusanIKU | None) -> Refusal | None:
    if row is None:
        return None
    return Refusal("iku-rancangan-ada", {"unit": unit.nama, "tahun": f"{row.tahun_mulai} sampai {row.tahun_sampai}"})


def none_chosen(unit: Unit, rows: Iterable[object]) -> Refusal | None:
    return None if any(True for _ in rows) else Refusal("iku-tanpa-indikator", {"unit": unit.nama})


def foreign(unit: Unit, indikator: Indikator) -> Refusal | None:
    if indikator.unit_id == unit.pk and indikator.iku:
        return None
    return Refusal("iku-unit-lain", {"indikator": indikator.nama, "unit": unit.nama})


def incomplete(nomor: str, tanggal: date | None) -> Refusal | None:
    if not nomor.strip():
        return Refusal("iku-belum-lengkap", {"isian": "Nomor"}, "nomor")
    return None if tanggal else Refusal("iku-belum-lengkap", {"isian": "Tanggal"}, "tanggal")


def too_early(tanggal: date, before: KeputusanIKU | None) -> Refusal | None:
    """The next decree is not older than the one that it replaces."""
    if before is None or before.tanggal is None or tanggal >= before.tanggal:
        return None
    said = {"tanggal": format_date(tanggal), "nomor": before.nomor, "lama": format_date(before.tanggal)}
    return Refusal("iku-mendahului", said, "tanggal")


def level_in_decree(indikator: Indikator, hasil: str, ketentuan: str) -> Refusal | None:
    """Where it is set, an IKU says what it measures, and that is at least what its unit must (huruf G)."""
    if not hasil:
        return Refusal("iku-belum-bertingkat", {"indikator": indikator.nama, "ketentuan": ketentuan})
    found = below_level(indikator.unit, hasil)
    return None if found is None else Refusal("iku-tingkat", {"indikator": indikator.nama, **found.params})
