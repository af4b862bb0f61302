"""What stands of plans, money and baselines in a workbook's part, and its rows; a fixed number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef

from sakip.anggaran.models import Pagu, PaguVersi
from sakip.anggaran.queries import versions as money
from sakip.kernel.access import LEVEL_WIDTH, Access
from sakip.kernel.transfer.columns import Row
from sakip.organisasi.models import Jabatan
from sakip.organisasi.queries.jabatan import jabatan
from sakip.organisasi.queries.pejabat import sebutan
from sakip.perencanaan.actions import MANUAL
from sakip.perencanaan.models import (
    Baseline,
    DokumenVersi,
    Indikator,
    KartuIndikator,
    Penempatan,
    SimpulRencana,
    Target,
    UsulanTarget,
)
from sakip.perencanaan.models.rencana import RINCIAN
from sakip.perencanaan.queries.acuan import baselines
from sakip.perencanaan.queries.rencana import frame_of, versions
from sakip.perencanaan.rules.rencana import frozen
from sakip.perencanaan.transfers.buku_kerja.cells import cell_value, text
from sakip.perencanaan.transfers.buku_kerja.marks import mark_of
from sakip.perencanaan.transfers.buku_kerja.sheets import ANGGARAN, ID, RENCANA, SEEN
from sakip.perencanaan.transfers.buku_kerja.sheets_plan import (
    BAHAN,
    BASELINE_KEYS,
    FREKUENSI,
    HASIL,
    JENIS_PAGU,
    NODE_KEYS,
    PAGU_KEYS,
    SEPARATOR,
    DaftarRencana,
)
from sakip.perencanaan.transfers.buku_kerja.stand import Isi
from sakip.referensi.queries import Kerangka, nama_tingkat

KeyPagu = tuple[int, int, str]
"""Unit, year, kind of document."""


@dataclass(frozen=True)
class IsiRencana:
    """Newest versions of plans and of money, with all in them; baselines; positions. Labels are unique."""

    versi: Mapping[int, DokumenVersi]
    frames: Mapping[int, Kerangka]
    """By version."""
    dokumen: Mapping[int, str]
    """By version how its document is called in the sheet."""
    simpul: tuple[SimpulRencana, ...]
    """Of every version from top to bottom, parents before their children."""
    tempat: Mapping[UUID, list[Penempatan]]
    """Placements by statement, each with ``bertarget``."""
    nama: Mapping[int, str]
    """How an indikator is called in the sheet."""
    pagu_versi: Mapping[KeyPagu, PaguVersi]
    pagu: tuple[Pagu, ...]
    baseline: Mapping[int, list[Baseline]]
    """By indikator, the latest year first."""
    jabatan: Mapping[int, str]
    posts: Mapping[int, Jabatan]
    terbuka: frozenset[int]
    """Positions that may be chosen."""
    units: Mapping[int, str]

    @property
    def daftar(self) -> DaftarRencana:
        """What the drop-downs offer, and which rows are grey."""
        writable = [pk for pk, each in self.versi.items() if frozen(each) is None]
        levels = dict.fromkeys(level.nama for pk in writable for level in self.frames[pk].tingkat)
        closed = {pk for pk in self.versi if pk not in set(writable)}
        beku = {
            RENCANA: frozenset(str(row.pk) for row in self.simpul if row.dokumen_versi_id in closed),
            ANGGARAN: frozenset(str(row.pk) for row in self.pagu if row.versi_pagu.ditetapkan is not None),
        }
        posts = tuple(label for pk, label in self.jabatan.items() if pk in self.terbuka)
        return DaftarRencana(posts, tuple(self.dokumen[pk] for pk in writable), tuple(levels), (), beku)


def stand_plan(isi: Isi, labels: Mapping[int, str], *, seen_by: Access) -> IsiRencana:
    """Load it through the gate. ``labels``: how the units of the workbook are called."""
    lingkup = isi.lingkup
    found = _newest(isi, seen_by)
    frames: dict[str, Kerangka] = {}
    for each in found.values():
        if each.dokumen.kerangka not in frames:
            frames[each.dokumen.kerangka] = frame_of(each.dokumen)
    rows = SimpulRencana.objects.visible_to(seen_by).filter(dokumen_versi__in=list(found))
    simpul = _in_order(rows.select_related("pelaksana").order_by("urutan", "pk"), found)
    tempat = _places({each.dokumen_id: each.nomor for each in found.values()}, seen_by)
    placed = (row.indikator for some in tempat.values() for row in some)
    pagu_versi: dict[KeyPagu, PaguVersi] = {}
    mine = money(seen_by).filter(
        unit__path__startswith=lingkup.unit.path, tahun__gte=lingkup.awal, tahun__lte=lingkup.akhir
    )
    for version in mine:
        pagu_versi.setdefault((version.unit_id, version.tahun, version.jenis), version)
    lines = Pagu.objects.visible_to(seen_by).filter(versi_pagu__in=[each.pk for each in pagu_versi.values()])
    lines = lines.select_related("versi_pagu__unit").order_by(
        "versi_pagu__tahun", "versi_pagu__unit__path", "versi_pagu__jenis", "kode", "sumber_dana", "pk"
    )
    baseline: dict[int, list[Baseline]] = defaultdict(list)
    for row in baselines(seen_by).filter(indikator__unit__path__startswith=lingkup.unit.path, periode="T"):
        baseline[row.indikator_id].append(row)
    posts = list(jabatan(seen_by).filter(unit__path__startswith=lingkup.unit.path[:LEVEL_WIDTH]))
    outside = {row.pelaksana_id: row.pelaksana.nama for row in simpul if row.pelaksana}
    return IsiRencana(
        found,
        {pk: frames[each.dokumen.kerangka] for pk, each in found.items()},
        _unique((pk, each.dokumen.nama, each.dokumen.unit.nama) for pk, each in found.items()),
        tuple(simpul),
        tempat,
        _unique((row.pk, row.nama, row.unit.nama) for row in {row.pk: row for row in (*isi.semua, *placed)}.values()),
        pagu_versi,
        tuple(lines),
        baseline,
        _unique((row.pk, sebutan(row), row.unit.nama) for row in posts),
        {row.pk: row for row in posts},
        frozenset(row.pk for row in posts if row.berlaku_sampai is None),
        {**{pk: nama for pk, nama in outside.items() if pk is not None}, **labels},
    )


def _newest(isi: Isi, seen_by: Access) -> dict[int, DokumenVersi]:
    """The newest readable version of each plan of these units that shares a year with the workbook."""
    lingkup = isi.lingkup
    rows = versions(seen_by).filter(
        dokumen__unit__path__startswith=lingkup.unit.path,
        dokumen__tahun_awal__lte=lingkup.akhir,
        dokumen__tahun_akhir__gte=lingkup.awal,
    )
    newest: dict[int, DokumenVersi] = {}
    for row in rows:
        newest.setdefault(row.dokumen_id, row)
    ordered = sorted(newest.values(), key=lambda row: (row.dokumen.unit.path, row.dokumen.tahun_awal, row.pk))
    return {row.pk: row for row in ordered}


def _in_order(rows: Iterable[SimpulRencana], versi: Mapping[int, DokumenVersi]) -> list[SimpulRencana]:
    below: dict[tuple[int, int | None], list[SimpulRencana]] = defaultdict(list)
    for row in rows:
        row.dokumen_versi = versi[row.dokumen_versi_id]
        below[row.dokumen_versi_id, row.induk_id].append(row)
    found: list[SimpulRencana] = []
    for pk in versi:
        waiting = below[pk, None][::-1]
        while waiting:
            row = waiting.pop()
            found.append(row)
            waiting += below[pk, row.pk][::-1]
    return found


def _places(dokumen: Mapping[int, int], seen_by: Access) -> dict[UUID, list[Penempatan]]:
    promised = Target.objects.visible_to(seen_by).filter(penempatan=OuterRef("pk"))
    proposed = UsulanTarget.objects.visible_to(seen_by).filter(penempatan=OuterRef("pk"))
    rows = Penempatan.objects.visible_to(seen_by).filter(dokumen__in=dokumen)
    rows = rows.annotate(bertarget=Exists(promised) | Exists(proposed)).select_related("indikator__unit")
    found: dict[UUID, list[Penempatan]] = defaultdict(list)
    for row in rows.order_by("indikator__urutan", "pk"):
        if row.berlaku(dokumen[row.dokumen_id]):
            found[row.kunci].append(row)
    return found


def _unique(rows: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Label by id; where several are called the same, the second name with it, then the number. No semicolons."""
    listed = [(pk, " ".join(name.replace(";", ",").split()), more) for pk, name, more in rows]
    names = Counter(name.casefold() for _, name, _ in listed)
    called = {pk: f"{name} ({more})" if names[name.casefold()] > 1 else name for pk, name, more in listed}
    again = Counter(label.casefold() for label in called.values())
    return {pk: f"{label} [{pk}]" if again[label.casefold()] > 1 else label for pk, label in called.items()}


# --- rows ------------------------------------------------------------------------------------------------------------


def card_row(indikator: Indikator, kartu: KartuIndikator, isi: IsiRencana, labels: Mapping[int, str]) -> Row:
    """The manual of an indikator and its latest baseline."""
    baseline = next(iter(isi.baseline.get(indikator.pk, ())), None)
    row: Row = {
        ID: str(indikator.pk),
        "indikator": text(indikator.nama),
        "unit": labels[indikator.unit_id],
        "mulai_tahun": str(kartu.mulai_tahun),
        **{key: text(value) for key in MANUAL if isinstance(value := getattr(kartu, key), str)},
        "hasil": HASIL.get(kartu.hasil),
        "frekuensi": FREKUENSI.get(kartu.frekuensi),
        "kategori_sumber": text(SEPARATOR.join(BAHAN.get(each, each) for each in kartu.kategori_sumber)),
        "penanggung_jawab": isi.jabatan.get(kartu.penanggung_jawab_id or 0),
        "baseline_tahun": str(baseline.tahun) if baseline else None,
        "baseline": cell_value(baseline.isian) if baseline else None,
        "baseline_sumber": text(baseline.sumber) if baseline else None,
    }
    return {**row, SEEN: mark_of(row, (*MANUAL, *BASELINE_KEYS))}


def number_of(pk: int) -> str:
    """How a statement that stands is called in the sheet, so that others name it as their parent."""
    return f"R{pk}"


def node_row(simpul: SimpulRencana, isi: IsiRencana) -> Row:
    """A statement of a plan."""
    versi = simpul.dokumen_versi
    row: Row = {
        ID: str(simpul.pk),
        "dokumen": isi.dokumen[versi.pk],
        "versi": f"{versi.nomor}, {versi.get_status_display().lower()}",
        "nomor": number_of(simpul.pk),
        "tingkat": _levels(isi.frames[versi.pk]).get(simpul.tingkat, simpul.tingkat),
        "kode": text(simpul.kode),
        "pernyataan": text(simpul.pernyataan),
        "induk": number_of(simpul.induk_id) if simpul.induk_id else None,
        "pelaksana": isi.units.get(simpul.pelaksana_id) if simpul.pelaksana_id else None,
        "indikator": text(SEPARATOR.join(isi.nama[row.indikator_id] for row in isi.tempat.get(simpul.kunci, ()))),
        **{name: text(getattr(simpul, name)) for name in RINCIAN},
    }
    return {**row, SEEN: mark_of(row, NODE_KEYS)}


def _levels(frame: Kerangka) -> dict[str, str]:
    return {level.kode: level.nama for level in frame.tingkat}


def pagu_row(pagu: Pagu, labels: Mapping[int, str]) -> Row:
    """A line of money."""
    versi = pagu.versi_pagu
    row: Row = {
        ID: str(pagu.pk),
        "unit": labels.get(versi.unit_id, versi.unit.nama),
        "tahun": str(versi.tahun),
        "jenis": JENIS_PAGU[versi.jenis],
        "versi": f"{versi.nomor}, {'ditetapkan' if versi.ditetapkan else 'disusun'}",
        "kode": text(pagu.kode),
        "tingkat": nama_tingkat(pagu.tingkat),
        "uraian": text(pagu.uraian),
        "sumber_dana": text(pagu.sumber_dana),
        "rupiah": Decimal(pagu.rupiah),
    }
    return {**row, SEEN: mark_of(row, PAGU_KEYS)}
