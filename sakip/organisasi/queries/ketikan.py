"""Whom and which position a typed text names: by NIP or name, by name and unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sakip.arithmetic.notation import format_date, format_nip
from sakip.kernel.access import Access
from sakip.kernel.refusals import Refusal
from sakip.organisasi.models import Jabatan, Pegawai, Unit
from sakip.organisasi.queries.pejabat import holds_on
from sakip.organisasi.rules.nip import LENGTH, without_spaces
from sakip.organisasi.rules.unit import listed
from sakip.referensi.queries import nama_jenjang

_MOST = 5
"""How many possibilities a sentence names."""
BETWEEN = " — "
"""Stands between a position and its unit, and between a NIP and a name, in what the page suggests."""


@dataclass(frozen=True)
class Daftar:
    """The people and open positions of an instansi on a day, as texts are looked up in them."""

    on: date
    by_nip: dict[str, Pegawai]
    by_name: dict[str, list[Pegawai]]
    jabatan: dict[str, list[Jabatan]]

    def pegawai(self, text: str) -> Pegawai | Refusal:
        """The one person of this NIP or name; a text that begins with a NIP is known by that alone."""
        if not text.strip():
            return Refusal("pelantikan-pegawai-kosong")
        nip = without_spaces(text)[:LENGTH]
        if nip[:1].isdigit():
            return self.by_nip.get(nip) or Refusal("pelantikan-nip-tidak-ada", {"nip": format_nip(nip)})
        found = self.by_name.get(_folded(text), [])
        if len(found) == 1:
            return found[0]
        if not found:
            return Refusal("pelantikan-nama-tidak-ada", {"nama": text.strip()})
        names = listed([f"{each.nama_lengkap} ({format_nip(each.nip) or 'tanpa NIP'})" for each in found], _MOST)
        return Refusal("pelantikan-nama-ganda", {"nama": text.strip(), "jumlah": len(found), "pilihan": names})

    def jabatan_di(self, text: str, unit: str) -> Jabatan | Refusal:
        """The one position of this name, in a unit by its name, short name or code where it is given."""
        nama, _, behind = text.partition(BETWEEN)
        if not nama.strip():
            return Refusal("pelantikan-jabatan-kosong")
        place = _folded(unit or behind)
        found = [each for each in self.jabatan.get(_folded(nama), []) if not place or place in _names_of(each.unit)]
        if len(found) == 1:
            return found[0]
        if not found:
            where = f"unit “{(unit or behind).strip()}”" if place else "instansi ini"
            facts = {"nama": nama.strip(), "tempat": where, "tanggal": format_date(self.on)}
            return Refusal("pelantikan-jabatan-tidak-ada", facts)
        units = listed([each.unit.nama for each in found], _MOST)
        return Refusal("pelantikan-jabatan-ganda", {"nama": nama.strip(), "jumlah": len(found), "pilihan": units})


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _names_of(unit: Unit) -> set[str]:
    return {_folded(each) for each in (unit.nama, unit.singkatan, unit.kode) if each}


def daftar(root: Unit, on: date, seen_by: Access) -> Daftar:
    """What texts about an instansi are looked up in, read once."""
    people = Pegawai.objects.visible_to(seen_by).filter(unit=root).select_related("unit")
    by_nip, by_name = {}, defaultdict(list)
    for each in people:
        if each.nip:
            by_nip[each.nip] = each
        for name in {_folded(each.nama), _folded(each.nama_lengkap)}:
            by_name[name].append(each)
    posts = defaultdict(list)
    for post in _open_posts(root, on, seen_by):
        posts[_folded(post.nama)].append(post)
    return Daftar(on, by_nip, dict(by_name), dict(posts))


def _open_posts(root: Unit, on: date, seen_by: Access) -> Iterable[Jabatan]:
    rows = Jabatan.objects.visible_to(seen_by).filter(holds_on(on), unit__path__startswith=root.path)
    return rows.select_related("unit").order_by("unit__path", "urutan", "nama")


@dataclass(frozen=True)
class Saran:
    """A suggestion while one types: what is put into the field, and what it is."""

    teks: str
    keterangan: str


def saran_pegawai(root: Unit, text: str, seen_by: Access, most: int = 20) -> list[Saran]:
    """People whose name or NIP has the text, with the NIP where there is one."""
    rows = Pegawai.objects.visible_to(seen_by).filter(unit=root, berhenti=None)
    digits = without_spaces(text)
    found = rows.filter(nip__startswith=digits) if digits.isdigit() else rows.filter(nama__icontains=text.strip())
    return [
        Saran(f"{format_nip(each.nip)}{BETWEEN}{each.nama_lengkap}" if each.nip else each.nama, "")
        for each in found.order_by("nama")[:most]
    ]


def saran_jabatan(root: Unit, text: str, on: date, seen_by: Access, most: int = 20) -> list[Saran]:
    """Open positions whose name or unit has the words."""
    words = text.casefold().split()
    rows = (
        each
        for each in _open_posts(root, on, seen_by)
        if all(word in f"{each.nama} {each.unit.nama}".casefold() for word in words)
    )
    return [
        Saran(f"{each.nama}{BETWEEN}{each.unit.nama}", nama_jenjang(each.jenjang))
        for each, _ in zip(rows, range(most), strict=False)
    ]
