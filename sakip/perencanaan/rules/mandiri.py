"""What is refused of the self-check of an indicator."""

from __future__ import annotations

from sakip.kernel.refusals import Refusal, register

register(
    {
        "mandiri-tanpa-catatan": (
            "“{judul}” dijawab belum, tetapi belum dicatat apa yang harus diperbaiki. Tuliskan catatannya."
        ),
        "asas-tanpa-bukti": "Pernyataan {judul} belum menyebut bukti. Sebutkan dokumen, data, atau alamatnya.",
        "asas-tanpa-pernyataan": "Bukti {judul} sudah diisi, tetapi pernyataannya belum. Tuliskan pernyataannya.",
    }
)


def unexplained(kode: str, judul: str, *, ya: bool | None, catatan: str) -> Refusal | None:
    """A no says what is to be mended."""
    if ya is not False or catatan.strip():
        return None
    return Refusal("mandiri-tanpa-catatan", {"judul": judul}, f"catatan-{kode}")


def unfounded(kode: str, judul: str, *, pernyataan: str, bukti: str) -> Refusal | None:
    """A statement names its evidence, and evidence belongs to a statement."""
    if bool(pernyataan.strip()) == bool(bukti.strip()):
        return None
    if bukti.strip():
        return Refusal("asas-tanpa-pernyataan", {"judul": judul.lower()}, f"pernyataan-{kode}")
    return Refusal("asas-tanpa-bukti", {"judul": judul.lower()}, f"bukti-{kode}")
