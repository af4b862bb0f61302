"""What the tree of conditions refuses: circles, orphans, conditions in the wrong order, partners that are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sakip.kernel.access import LEVEL_WIDTH
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Jabatan, Unit
from sakip.perencanaan.models import (
    Crosscutting,
    DokumenRencana,
    Indikator,
    Jawaban,
    JenisSimpul,
    PohonKinerja,
    SimpulPohon,
)

register(
    {
        "pohon-sudah-ada": (
            "{unit} sudah mempunyai pohon kinerja yang mulai tahun {tahun}. Buka pohon itu, atau pilih tahun lain."
        ),
        "tahun-pohon-terbalik": "Tahun akhir {akhir} lebih awal daripada tahun awal {awal}. Perbaiki salah satunya.",
        "simpul-tanpa-pernyataan": "Kondisi belum dituliskan. Tuliskan kondisi yang harus terwujud, lalu simpan lagi.",
        "simpul-tanpa-induk": (
            "Kondisi “{simpul}” belum menopang kondisi apa pun. Hanya hasil (outcome) boleh berdiri di puncak pohon; "
            "pilih kondisi yang ditopangnya."
        ),
        "simpul-induk-tidak-dikenal": (
            "Kondisi “{simpul}” menyebut induk “{induk}” yang tidak ada sebelumnya dalam daftar. "
            "Letakkan induk sebelum anaknya, atau perbaiki kuncinya."
        ),
        "simpul-kunci-kembar": "Kunci “{kunci}” dipakai dua kali dalam daftar. Beri setiap simpul kunci tersendiri.",
        "simpul-pohon-lain": (
            "Kondisi “{simpul}” berada dalam pohon lain, yaitu {pohon}. Pilih simpul dari pohon yang sama, "
            "atau mintalah kontribusinya sebagai crosscutting."
        ),
        "simpul-melingkar": (
            "Kondisi “{simpul}” tidak dapat menopang “{induk}”, karena “{induk}” sudah berada di bawahnya. "
            "Pilih induk di luar cabang “{simpul}”."
        ),
        "simpul-jenis-terbalik": (
            "{jenis} “{simpul}” tidak dapat berada di bawah {jenis_induk} “{induk}”. "
            "Urutannya: hasil, CSF, kondisi antara, kondisi operasional; ubah jenisnya atau pilih induk lain."
        ),
        "simpul-induk-belum-dipilih": (
            "Kondisi yang akan ditopang “{simpul}” belum dipilih. Pilih satu kondisi, lalu simpan lagi."
        ),
        "simpul-ditarik": "Kondisi “{simpul}” sudah ditarik dari pohon. Pulihkan dahulu, atau pilih simpul lain.",
        "simpul-masih-ditopang": (
            "Kondisi “{simpul}” masih ditopang {jumlah} kondisi yang tidak mempunyai induk lain. "
            "Pindahkan kondisi itu dahulu, atau tarik beserta bawahannya."
        ),
        "simpul-induk-ditarik": (
            "Semua induk “{simpul}” sudah ditarik. Pulihkan salah satunya dahulu, "
            "atau pindahkan simpul ini ke induk lain."
        ),
        "simpul-sudah-menopang": "“{simpul}” sudah menopang “{induk}”. Pilih kondisi lain yang juga ditopangnya.",
        "simpul-sudah-pindah": (
            "Tempat “{simpul}” sudah diubah sejak halaman ini dibuka. Muat ulang halaman, lihat tempatnya sekarang, "
            "lalu pindahkan bila masih perlu."
        ),
        "urutan-simpul-berubah": (
            "Susunan anak “{induk}” sudah berubah sejak halaman ini dibuka. Muat ulang halaman, lalu urutkan lagi."
        ),
        "indikator-simpul-kosong": (
            "Indikator “{simpul}” belum dipilih dan rumusannya belum ditulis. Isi salah satunya, lalu simpan lagi."
        ),
        "indikator-simpul-sudah-ada": "Indikator “{indikator}” sudah ada pada “{simpul}”. Pilih indikator lain.",
        "di-luar-instansi": (
            "Pilihan “{apa}” milik instansi lain. Pilih dari instansi yang sama, "
            "karena hanya itu yang dapat dibaca bersama."
        ),
        "simpul-rencana-tidak-ada": (
            "Pernyataan yang dipilih tidak ada dalam {dokumen} versi terakhir. Muat ulang halaman, lalu pilih lagi."
        ),
        "terjemahan-sudah-ada": "Kondisi “{simpul}” sudah diterjemahkan ke situ. Tidak perlu ditambahkan lagi.",
        "mitra-belum-disebut": (
            "Mitra harus satu. Pilih satu unit, atau tuliskan satu mitra di luar instansi, tidak keduanya."
        ),
        "mitra-diri-sendiri": (
            "{unit} adalah pemilik simpul ini. Crosscutting ditujukan kepada unit lain; pilih unit lain, "
            "atau tambahkan kondisi di bawah simpul."
        ),
        "crosscutting-sudah-diminta": (
            "Kondisi “{simpul}” sudah meminta kontribusi {mitra} dan permintaannya masih berlaku. Ubah permintaan itu, "
            "atau tarik dahulu."
        ),
        "crosscutting-ditarik": "Permintaan “{kontribusi}” sudah ditarik {unit}. Tidak ada lagi yang perlu dijawab.",
        "bukan-mitra": "Permintaan “{kontribusi}” tidak ditujukan kepada {unit}. Mitranya yang menjawab.",
        "kontribusi-kosong": "Kontribusi yang diminta belum ditulis. Tuliskan apa yang diharapkan dari mitra.",
        "penjawab-kosong": "Nama atau jabatan penjawab dari {mitra} belum ditulis. Tuliskan siapa yang menjawab.",
    }
)

_ORDER = tuple(JenisSimpul.values)
LEBIH_DALAM: Mapping[str, int] = {kode: place for place, kode in enumerate(_ORDER)}
"""How deep a kind of condition lies: an outcome is 0."""


class Edges:
    """The branches of one tree, up and down; a circle is found without asking the database again."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        """``pairs``: (parent, child)."""
        self.parents: dict[int, set[int]] = defaultdict(set)
        self.children: dict[int, set[int]] = defaultdict(set)
        for induk, anak in pairs:
            self.parents[anak].add(induk)
            self.children[induk].add(anak)

    def above(self, simpul: int) -> set[int]:
        """Everything that a node serves, near and far."""
        return _reached(simpul, self.parents)

    def only_under(self, top: int, alive: Collection[int]) -> list[int]:
        """What would lose its last living parent if a node went, and what would then lose its own; nearest first."""
        gone, order = {top}, [top]
        for each in order:
            for anak in sorted(self.children[each]):
                if anak in gone or anak not in alive:
                    continue
                if not (self.parents[anak] & set(alive)) - gone:
                    gone.add(anak)
                    order.append(anak)
        return order[1:]

    def below_within(self, top: int, rows: Collection[int]) -> list[int]:
        """What is reached from a node downwards through these alone; nearest first."""
        order = [top]
        for each in order:
            order += [anak for anak in sorted(self.children[each]) if anak in rows and anak not in order]
        return order[1:]


def _reached(start: int, steps: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [start]
    while waiting:
        for each in steps.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found


def circle(simpul: SimpulPohon, induk: SimpulPohon, edges: Edges) -> Refusal | None:
    """A condition does not serve itself, nor what already serves it."""
    if induk.pk != simpul.pk and simpul.pk not in edges.above(induk.pk):
        return None
    return Refusal("simpul-melingkar", {"simpul": simpul.pernyataan, "induk": induk.pernyataan}, "induk")


def foreign_node(pohon: PohonKinerja, simpul: SimpulPohon) -> Refusal | None:
    """Branches join nodes of one tree; another unit's tree is asked by crosscutting."""
    if simpul.pohon_id == pohon.pk:
        return None
    return Refusal("simpul-pohon-lain", {"simpul": simpul.pernyataan, "pohon": str(simpul.pohon)}, "induk")


def retired(simpul: SimpulPohon) -> Refusal | None:
    return Refusal("simpul-ditarik", {"simpul": simpul.pernyataan}) if simpul.ditarik else None


def wrong_order(jenis: str, pernyataan: str, induk: SimpulPohon) -> Refusal | None:
    """Below an outcome stand outcomes nearer to the work, CSF, and conditions; never the other way round."""
    if LEBIH_DALAM[jenis] >= LEBIH_DALAM[induk.jenis]:
        return None
    params = {
        "jenis": JenisSimpul(jenis).label,
        "simpul": pernyataan,
        "jenis_induk": JenisSimpul(induk.jenis).label,
        "induk": induk.pernyataan,
    }
    return Refusal("simpul-jenis-terbalik", params, "jenis")


def orphan(jenis: str, pernyataan: str, *, berinduk: bool) -> Refusal | None:
    """Only an outcome stands at the top."""
    if berinduk or jenis == JenisSimpul.OUTCOME:
        return None
    return Refusal("simpul-tanpa-induk", {"simpul": pernyataan}, "induk")


def says_nothing(pernyataan: str) -> Refusal | None:
    return None if pernyataan.strip() else Refusal("simpul-tanpa-pernyataan", {}, "pernyataan")


def foreign(unit: Unit, other: Indikator | Jabatan | DokumenRencana | Unit) -> Refusal | None:
    """What a node is joined to belongs to the same instansi: only there both sides can read it."""
    if other.unit.path[:LEVEL_WIDTH] == unit.path[:LEVEL_WIDTH]:
        return None
    return Refusal("di-luar-instansi", {"apa": str(other)})


def no_partner(simpul: SimpulPohon, mitra: Unit | None, mitra_luar: str) -> Refusal | None:
    """One partner: another unit of the instansi, or somebody outside it."""
    if (mitra is None) == (not mitra_luar.strip()):
        return Refusal("mitra-belum-disebut", {}, "mitra")
    if mitra is not None and mitra.pk == simpul.unit.pk:
        return Refusal("mitra-diri-sendiri", {"unit": mitra.nama}, "mitra")
    return foreign(simpul.unit, mitra) if mitra is not None else None


def not_answerable(row: Crosscutting, mitra: Unit | None) -> Refusal | None:
    """A standing request is answered by its partner, and by nobody else."""
    if row.ditarik:
        return Refusal("crosscutting-ditarik", {"kontribusi": row.kontribusi, "unit": row.unit.nama})
    if row.mitra_id != (mitra.pk if mitra else None):
        return Refusal("bukan-mitra", {"kontribusi": row.kontribusi, "unit": (mitra or row.unit).nama})
    return None


def reason_missing(jawaban: str, uraian: str) -> Refusal | None:
    """A change that is proposed is told, a refusal has its reason."""
    if jawaban == Jawaban.DITERIMA or uraian.strip():
        return None
    return Refusal("alasan-wajib", {}, "uraian")
