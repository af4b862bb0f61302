"""A reorganisation (perubahan SOTK) as it is prepared, and what makes it impossible.

``Reorganisasi.rancangan`` holds a :class:`Rancangan` as JSON. What it leaves open is proposed when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Unit

register(
    {
        "sotk-bukan-instansi": "Perubahan SOTK disiapkan pada instansi, bukan pada {unit}. Buka instansinya.",
        "sotk-tanpa-asal": "Belum ada unit yang berubah. Pilih unit yang dipecah, digabung, diganti nama, atau pindah.",
        "sotk-tanpa-penerus": "Belum ada unit penerus. Tuliskan unit baru, atau pilih unit yang menerima.",
        "sotk-instansi": "{unit} adalah instansi; yang dapat diubah hanya unit di bawahnya.",
        "sotk-unit-tidak-ada": "Unit bernomor {unit} tidak ada dalam instansi ini. Pilih unitnya sekali lagi.",
        "sotk-unit-ditutup": "{unit} sudah ditutup pada {tanggal}. Hapus unit itu dari rancangan.",
        "sotk-unit-lebih-muda": (
            "{unit} baru berlaku {mulai}, padahal perubahan ini berlaku {tanggal}. "
            "Pilih tanggal perubahan sesudah unit itu dibentuk."
        ),
        "sotk-penerima-tidak-ada": (
            "{unit} ikut berakhir dalam perubahan ini, sehingga tidak dapat menjadi {sebagai}. Pilih unit lain."
        ),
        "sotk-penerima-lebih-muda": (
            "{unit} baru berlaku {mulai}, sehingga pada {tanggal} belum dapat menjadi {sebagai}. Pilih unit lain."
        ),
        "sotk-induk-belum-ada": "Unit induk {unit} belum dipilih. Pilih unit di atasnya.",
        "sotk-induk-melingkar": "{unit} dan induknya saling membawahi. Pilih induk yang lain.",
        "sotk-nama-belum-ada": "Nama unit penerus ke-{nomor} belum diisi. Tulis nama lengkapnya menurut peraturan.",
        "sotk-nama-kembar": "Dua unit penerus bernama “{nama}” di bawah induk yang sama. Bedakan namanya.",
        "sotk-tidak-berubah": "{unit} tetap bernama sama di bawah induk yang sama. Tidak ada yang perlu diubah.",
        "sotk-penerus-tidak-dikenal": "{apa} diteruskan ke unit yang tidak ada lagi dalam rancangan. Pilih penerusnya.",
        "sotk-sudah-diterapkan": "{judul} sudah diterapkan pada {tanggal} dan tidak dapat diubah lagi.",
        "sotk-belum-waktunya": (
            "{judul} berlaku {tanggal}. Rancangan dapat disiapkan lebih dahulu, dan diterapkan mulai tanggal itu."
        ),
        "sotk-bermasalah": "{judul} belum dapat diterapkan. {masalah}",
        "sotk-jabatan-kembar": (
            "Jabatan “{jabatan}” akan ada dua kali di {unit}. Akhiri salah satunya, atau beri nama lain."
        ),
        "sotk-dua-kepala": "{unit} akan memiliki dua pimpinan: {satu} dan {dua}. Akhiri salah satunya.",
        "sotk-jabatan-lebih-muda": (
            "Jabatan “{jabatan}” di {unit} baru berlaku {mulai}, sesudah unitnya berakhir. Perbaiki tanggalnya dahulu."
        ),
        "sotk-masa-lebih-muda": (
            "{siapa} menjabat {jabatan} mulai {mulai}, padahal unitnya berakhir sebelum {tanggal}. "
            "Perbaiki masa jabatan itu dahulu, atau pilih tanggal perubahan sesudahnya."
        ),
        "nama-unit-beku": (
            "{unit} sudah memiliki laporan yang dibekukan dengan nama itu. "
            "Ganti namanya lewat Perubahan SOTK, agar laporan lama tetap di bawah nama lamanya."
        ),
    }
)


def not_the_root(unit: Unit) -> Refusal | None:
    """A change of the organisation is prepared for a whole instansi."""
    return None if unit.is_root else Refusal("sotk-bukan-instansi", {"unit": unit.nama})


@dataclass(frozen=True)
class Penerus:
    """A unit that carries on: a new one, or with ``ada`` (its id) one that exists and takes in.

    ``kunci`` names it within the draft. ``induk`` is the id of a unit that stays or the kunci of another successor;
    without ``induk`` or ``jenis`` it has those of the unit it mainly succeeds.
    """

    kunci: str
    nama: str = ""
    induk: str = ""
    jenis: str = ""
    singkatan: str = ""
    kode: str = ""
    sebutan_kepala: str = ""
    dasar_hukum: str = ""
    ada: int | None = None


@dataclass(frozen=True)
class Putusan:
    """Where something goes: the keys of the units that carry it on (none: it ends); an empty name keeps its own."""

    ke: tuple[str, ...] = ()
    nama: str = ""


@dataclass(frozen=True)
class Rancangan:
    """What a reorganisation does to the units and what is theirs; what is not decided here is proposed.

    ``asal``: ids of the units that end. ``silsilah``: (id of a source, key of a successor), the main successor of a
    source first; empty: each source goes on in each successor. ``anak``: by id of a unit directly below a source, under
    which successor it goes on. ``bagian``: the same for what units own, by part ("jabatan", "peran", "indikator") and
    id. ``mulai_tahun``: the first year of what is counted by years in the successors.
    """

    asal: tuple[int, ...] = ()
    penerus: tuple[Penerus, ...] = ()
    silsilah: tuple[tuple[int, str], ...] = ()
    anak: Mapping[int, Putusan] = field(default_factory=dict)
    bagian: Mapping[str, Mapping[int, Putusan]] = field(default_factory=dict)
    mulai_tahun: int | None = None


def as_json(draft: Rancangan) -> dict[str, Any]:
    """As the column holds it: keys of objects are text in JSON."""
    plain = asdict(draft)
    plain["asal"] = list(draft.asal)
    plain["silsilah"] = [list(line) for line in draft.silsilah]
    plain["anak"] = _decisions(draft.anak)
    plain["bagian"] = {part: _decisions(rows) for part, rows in draft.bagian.items()}
    plain["penerus"] = list(plain["penerus"])
    return plain


def _decisions(rows: Mapping[int, Putusan]) -> dict[str, Any]:
    return {str(pk): {"ke": list(each.ke), "nama": each.nama} for pk, each in rows.items()}


def from_json(plain: Mapping[str, Any]) -> Rancangan:
    """The draft of a column; an empty one is an empty draft."""
    return Rancangan(
        asal=tuple(plain.get("asal", ())),
        penerus=tuple(Penerus(**each) for each in plain.get("penerus", ())),
        silsilah=tuple((pk, key) for pk, key in plain.get("silsilah", ())),
        anak=_read(plain.get("anak", {})),
        bagian={part: _read(rows) for part, rows in plain.get("bagian", {}).items()},
        mulai_tahun=plain.get("mulai_tahun"),
    )


def _read(rows: Mapping[str, Any]) -> dict[int, Putusan]:
    return {int(pk): Putusan(tuple(each["ke"]), each["nama"]) for pk, each in rows.items()}
