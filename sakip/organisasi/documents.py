"""What every paper of an instansi begins with: its name as it is written there, and the letterhead."""

from __future__ import annotations

from sakip.documents.model import Image, Letterhead
from sakip.organisasi.models import Instansi, Unit


def government(instansi: Instansi) -> str:
    """Pemerintah Kabupaten Sukamaju; a ministry is called as it is."""
    name = instansi.unit.nama
    regional = instansi.jenis in {"provinsi", "kabupaten", "kota"}
    return name if not regional or name.casefold().startswith("pemerintah") else f"Pemerintah {name}"


def letterhead(unit: Unit, instansi: Instansi, *, emblem: bytes | None) -> Letterhead:
    """The kop of a unit's papers: the instansi, below it the unit, its own address, emblem and colour of the instansi.

    ``emblem`` is what ``queries.emblem_of`` read. An address that nobody entered is left out, not guessed.
    """
    top = government(instansi).upper()
    own = unit.is_root
    address = (instansi.alamat, instansi.kontak) if own else (unit.alamat, unit.kontak)
    return Letterhead(
        (top,) if own else (top, unit.nama.upper()),
        tuple(line for line in address if line),
        emblem_image(instansi, emblem),
        instansi.warna,
    )


def emblem_image(instansi: Instansi, emblem: bytes | None) -> Image | None:
    """The emblem as a picture of a document, with its words for those who do not see it."""
    return Image(emblem, f"Lambang {instansi.unit.nama}") if emblem else None
