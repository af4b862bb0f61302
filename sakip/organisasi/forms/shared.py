"""What the forms say of a field that is empty, too long or not among its choices."""

from __future__ import annotations


def messages(what: str) -> dict[str, str]:
    """The error messages of a field, by its name."""
    return {
        "required": f"{what} belum diisi; bagian ini wajib diisi.",
        "invalid_choice": f"{what} tidak ada dalam pilihan; pilih salah satu.",
        "max_length": f"{what} paling panjang %(limit_value)d huruf, sekarang %(show_value)d; ringkaskan.",
    }
