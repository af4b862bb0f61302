"""A small tree for the tests: one outcome, two CSF, conditions below, one of them serving both."""

from __future__ import annotations

from dataclasses import dataclass

from sakip.kernel.access import SYSTEM
from sakip.organisasi.models import Unit
from sakip.perencanaan import actions
from sakip.perencanaan.actions import SimpulBaru
from sakip.perencanaan.models import PohonKinerja, SimpulPohon


@dataclass(frozen=True)
class Tree:
    pohon: PohonKinerja
    simpul: dict[str, SimpulPohon]

    def __getitem__(self, kunci: str) -> SimpulPohon:
        return self.simpul[kunci]

    def fresh(self, kunci: str) -> SimpulPohon:
        """As the database has it now."""
        found: SimpulPohon = SimpulPohon.related.select_related("pohon__unit").get(pk=self.simpul[kunci].pk)
        return found


def pohon(unit: Unit, nama: str = "Pohon Kinerja Kesehatan", tahun_awal: int = 2025) -> PohonKinerja:
    return actions.create_pohon(unit, nama=nama, tahun_awal=tahun_awal, tahun_akhir=tahun_awal + 4, by=SYSTEM)


SMALL = (
    SimpulBaru("hasil", "outcome", "Masyarakat hidup lebih sehat", asal="mandat", bukti="AHH 2024: 69,4 tahun"),
    SimpulBaru("csf1", "csf", "Ibu dan bayi selamat", ("hasil",), kode="1", indikator=("Angka kematian ibu",)),
    SimpulBaru("csf2", "csf", "Penyakit menular terkendali", ("hasil",), kode="2"),
    SimpulBaru("antara1", "antara", "Persalinan ditolong tenaga terlatih", ("csf1",), kode="1.1"),
    SimpulBaru("antara2", "antara", "Puskesmas siap setiap saat", ("csf1", "csf2"), kode="1.2"),
    SimpulBaru("kerja", "operasional", "Obat tersedia sepanjang tahun", ("antara2",), kode="1.2.1"),
)


def tree(unit: Unit, simpul: tuple[SimpulBaru, ...] = SMALL) -> Tree:
    made = pohon(unit)
    rows = actions.add_many_simpul(made, simpul=simpul, by=SYSTEM)
    return Tree(made, {new.kunci: row for new, row in zip(simpul, rows, strict=True)})


def wide(unit: Unit, *, outcome: int = 2, csf: int = 3, below: int = 48) -> Tree:
    """A big tree: 2 outcomes with 3 CSF of 49 nodes each are 302 nodes; words as long as real ones."""
    found: list[SimpulBaru] = []
    for o in range(1, outcome + 1):
        words = f"Kualitas hidup masyarakat di wilayah {o} meningkat secara merata"
        found.append(SimpulBaru(f"{o}", "outcome", words, asal="mandat"))
        for c in range(1, csf + 1):
            top = f"{o}.{c}"
            words = f"Faktor kunci {top} yang menentukan keberhasilan terwujud"
            found.append(SimpulBaru(top, "csf", words, (f"{o}",), kode=top))
            for n in range(1, below + 1):
                induk = top if n <= 4 else f"{top}.{(n - 1) // 4}"
                jenis = "antara" if n <= 20 else "operasional"
                words = f"Kondisi {top}.{n} terpenuhi sehingga layanan dasar dapat dijangkau semua warga tepat waktu"
                found.append(SimpulBaru(f"{top}.{n}", jenis, words, (induk,), kode=f"{top}.{n}"))
    return tree(unit, tuple(found))
