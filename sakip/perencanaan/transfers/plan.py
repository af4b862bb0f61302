"""What an import would do: every cell as new, changed, same or refused; questions and proposals. Writes nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sakip.arithmetic.notation import Kosong, TanpaNilai, format_nilai
from sakip.arithmetic.periods import Periode
from sakip.arithmetic.polarity import Polaritas
from sakip.arithmetic.values import Isian, JenisNilai, Tiada
from sakip.datakinerja.models import Lapis
from sakip.kernel.access import Access
from sakip.kernel.transfer.cells import position
from sakip.kernel.transfer.headers import normalise
from sakip.kernel.transfer.problems import Problem, Severity
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Dasar, Indikator, Penempatan
from sakip.perencanaan.queries import card_in
from sakip.perencanaan.transfers.differences import Fakta, Perbedaan, Peringatan, difference, warnings
from sakip.perencanaan.transfers.facts import Berlaku, known, standing
from sakip.perencanaan.transfers.fields import Isi
from sakip.perencanaan.transfers.groups import Kelompok, gather, measure
from sakip.perencanaan.transfers.kinds import IsiSel, Pembacaan, raw_reading, read_cell
from sakip.perencanaan.transfers.polarity import Terbanding, Tercetak, Usulan, propose, read_printed
from sakip.perencanaan.transfers.sentences import Pertanyaan
from sakip.perencanaan.transfers.table import Baris, Sel, Tabel

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Pilihan:
    """What the person chose beside the mapping. ``polaritas`` by key or by name without spelling."""

    dasar: Dasar = Dasar.RENSTRA
    lapis: Lapis = Lapis.KLAIM
    jawaban: Mapping[str, str] = field(default_factory=dict)
    polaritas: Mapping[str, Polaritas] = field(default_factory=dict)
    terima_usulan: bool = False
    alasan: str = ""


class Tindakan(StrEnum):
    """What becomes of a cell."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"
    DITOLAK = "ditolak"
    DITANYA = "ditanya"
    BELUM_DIISI = "belum diisi"


@dataclass(frozen=True, slots=True)
class RencanaNilai:
    """One cell: what stands, what would stand. ``seen`` is the row that stood while this was planned."""

    kunci: str
    nama: str
    baris: int
    alamat: str
    isi: Isi
    periode: Periode
    lama: Isian
    baru: Isian
    seen: int | None
    tindakan: Tindakan
    diketik: str

    @property
    def belum_tersedia(self) -> bool:
        return isinstance(self.baru, Tiada)


@dataclass(frozen=True)
class RencanaIndikator:
    """One indicator: the one that exists, or the one that would be made and how."""

    kunci: str
    nama: str
    unit: Unit | None
    ada: Indikator | None
    penempatan: Penempatan | None
    jenis: JenisNilai
    skala: str
    satuan: str
    kode: str
    mulai_tahun: int
    triwulan: bool
    polaritas: Polaritas | None
    usulan: Usulan | None
    """Only for a new indicator whose direction the table does not say."""
    dipilih: Polaritas | None = None
    baris: int = 0


@dataclass
class Rencana:
    """The whole preview."""

    tabel: Tabel
    unit: Unit | None
    pilihan: Pilihan
    indikator: dict[str, RencanaIndikator] = field(default_factory=dict)
    nilai: list[RencanaNilai] = field(default_factory=list)
    pertanyaan: list[Pertanyaan] = field(default_factory=list)
    perbedaan: list[Perbedaan] = field(default_factory=list)
    peringatan: list[Peringatan] = field(default_factory=list)

    @property
    def masalah(self) -> list[Problem]:
        """Every finding, the worst first, then as they stand in the sheet."""
        order = list(Severity)
        return sorted(self.tabel.masalah, key=lambda each: (order.index(each.severity), *_place(each)))

    def having(self, severity: Severity) -> list[Problem]:
        return [each for each in self.tabel.masalah if each.severity is severity]

    @property
    def ditolak(self) -> int:
        return len(self.having(Severity.TOLAK))

    @property
    def ditanya(self) -> int:
        return len(self.having(Severity.TANYA))

    @property
    def dapat_diterapkan(self) -> bool:
        """Nothing refused, nothing left to answer."""
        return all(each.severity is Severity.CATATAN for each in self.tabel.masalah)

    @property
    def ada_perubahan(self) -> bool:
        return bool(self.indikator_baru) or any(each.tindakan in WRITTEN for each in self.nilai)

    @property
    def indikator_baru(self) -> list[RencanaIndikator]:
        return [each for each in self.indikator.values() if each.ada is None]

    @property
    def hitungan(self) -> Counter[Tindakan]:
        return Counter(each.tindakan for each in self.nilai)

    @property
    def sidik(self) -> str:
        """Fingerprint of what would be written and of what was seen; another one means: look at the preview again."""
        digest = hashlib.sha256()
        for row in self.indikator.values():
            pk = row.ada.pk if row.ada else None
            facts = (
                row.kunci,
                row.nama,
                pk,
                row.jenis,
                row.skala,
                row.satuan,
                row.kode,
                row.mulai_tahun,
                row.polaritas,
            )
            digest.update(repr([str(fact) for fact in facts]).encode())
        for cell in self.nilai:
            digest.update(repr((cell.kunci, cell.isi, str(cell.periode), cell.seen, cell.baru)).encode())
        digest.update(repr((self.pilihan.dasar, self.pilihan.lapis)).encode())
        return digest.hexdigest()


def _place(problem: Problem) -> tuple[int, int]:
    return position(problem.address) if problem.address else (problem.row or 0, 0)


WRITTEN = frozenset({Tindakan.BARU, Tindakan.BERUBAH})


def make_plan(
    tabel: Tabel, *, unit: Unit | None, pilihan: Pilihan, by: Access, progress: Progress | None = None
) -> Rencana:
    """Compare a table with what stands. ``unit`` None: the instansi is still to be made, so nothing stands.

    A handful of queries whatever the number of rows. Raises PermissionDenied without IMPORT on the unit.
    """
    plan = Rencana(tabel, unit, pilihan)
    groups = gather(tabel, known(unit, below=tabel.column(Isi.UNIT) is not None, seen_by=by))
    years = {sel.periode.tahun for row in tabel.baris for sel in row.sel}
    mine = [group.ada for group in groups if group.ada is not None]
    stands = standing(mine, unit, tahun=years, dasar=pilihan.dasar, lapis=pilihan.lapis, seen_by=by)
    facts: list[Fakta] = []
    for done, group in enumerate(groups):
        if progress is not None and done % 200 == 0:
            progress(done, len(groups))
        facts += _plan_group(group, plan, stands)
    plan.perbedaan = [found for fact in facts if (found := difference(fact, stands.aturan[fact.periode.tahun]))]
    plan.peringatan += warnings(facts)
    return plan


def _plan_group(group: Kelompok, plan: Rencana, stands: Berlaku) -> list[Fakta]:
    """Plan one indicator and its cells; answers what is to be judged of it."""
    into = Pembacaan(plan.tabel, plan.pilihan.jawaban, plan.pertanyaan)
    if not measure(group, into, plan.pilihan.jawaban):
        return []
    work = _Work(group, plan, stands, {id(sel): read_cell(sel, group.jenis, into) for _, sel in group.values()})
    plan.nilai += [_cell(row, sel, work) for row, sel in group.values()]
    facts = _judged(work)
    planned = _indicator(group, plan, stands, facts)
    plan.indikator[group.kunci] = planned
    polaritas = planned.polaritas or (planned.usulan.polaritas if planned.usulan else None)
    return [replace(fact, polaritas=polaritas) for fact in facts]


@dataclass(frozen=True)
class _Work:
    """One indicator while it is planned. ``read`` holds the typed value of each cell by the cell's identity."""

    group: Kelompok
    plan: Rencana
    stands: Berlaku
    read: Mapping[int, IsiSel]

    def standing(self, isi: Isi, periode: Periode) -> tuple[int | None, Isian]:
        """The row that stands and its value."""
        ada = self.group.ada
        if ada is None:
            return None, None
        target = self.stands.target.get((ada.pk, periode))
        row = target if isi is Isi.TARGET else self.stands.nilai.get((ada.series_id, periode))
        return (row.pk, row.isian) if row else (None, None)

    def value(self, isi: Isi, periode: Periode, cells: Mapping[Isi, Sel]) -> Isian:
        """What the table says of a period, else what stands."""
        sel = cells.get(isi)
        own = self.read[id(sel)].isian if sel is not None else None
        return own if own is not None else self.standing(isi, periode)[1]


# --- cells -----------------------------------------------------------------------------------------------------------


def _cell(row: Baris, sel: Sel, work: _Work) -> RencanaNilai:
    group, plan, read = work.group, work.plan, work.read[id(sel)]
    now_id, lama = work.standing(sel.isi, sel.periode)
    tindakan = _done_to(read, lama)
    if tindakan is Tindakan.BERUBAH and sel.isi is Isi.TARGET and not plan.pilihan.alasan.strip():
        plan.tabel.problem(
            sel.cell, "alasan_wajib", severity=Severity.TANYA, lama=format_nilai(lama), baru=format_nilai(read.isian)
        )
    return RencanaNilai(
        group.kunci,
        group.nama,
        row.nomor,
        sel.cell.address,
        sel.isi,
        sel.periode,
        lama,
        read.isian,
        now_id,
        tindakan,
        sel.cell.text,
    )


def _done_to(read: IsiSel, lama: Isian) -> Tindakan:
    """A blank says nothing about what stands; it never empties a cell."""
    if read.ditolak:
        return Tindakan.DITOLAK
    if read.ditanya:
        return Tindakan.DITANYA
    if read.isian is None:
        return Tindakan.BELUM_DIISI
    if lama is None:
        return Tindakan.BARU
    return Tindakan.SAMA if lama == read.isian else Tindakan.BERUBAH


# --- the indicator ---------------------------------------------------------------------------------------------------


def _judged(work: _Work) -> list[Fakta]:
    """Per row and period: target and realisasi (the table's, else what stands), the print and where it stands."""
    found, group = [], work.group
    for row in group.baris:
        by_period: dict[Periode, dict[Isi, Sel]] = {}
        for sel in row.sel:
            by_period.setdefault(sel.periode, {})[sel.isi] = sel
        for periode, cells in by_period.items():
            printed = cells.get(Isi.TERCETAK)
            fact = Fakta(
                baris=row.nomor,
                alamat=(printed or next(iter(cells.values()))).cell.address,
                indikator=group.nama,
                kunci=group.kunci,
                periode=periode,
                target=work.value(Isi.TARGET, periode, cells),
                realisasi=work.value(Isi.REALISASI, periode, cells),
                tercetak=_printed(printed, work.plan.tabel),
                polaritas=None,
                skala=group.jenis.skala_predikat,
            )
            found.append(fact)
    return found


def _printed(sel: Sel | None, tabel: Tabel) -> Tercetak | None:
    if sel is None:
        return None
    printed = read_printed(sel.cell)
    if printed is None and not sel.cell.is_empty and not isinstance(raw_reading(sel.cell), Kosong | TanpaNilai):
        tabel.problem(sel.cell, "tercetak_tidak_terbaca", severity=Severity.CATATAN)
    return printed


def _indicator(group: Kelompok, plan: Rencana, stands: Berlaku, facts: Sequence[Fakta]) -> RencanaIndikator:
    filled = [fact.periode for fact in facts if fact.target is not None or fact.realisasi is not None]
    polaritas, usulan = _direction(group, plan, stands, facts)
    if group.ada is None and not filled:
        plan.tabel.problem(group.baris[0].cell, "indikator_tanpa_nilai", severity=Severity.CATATAN)
    row = RencanaIndikator(
        kunci=group.kunci,
        nama=group.nama,
        unit=group.unit,
        ada=group.ada,
        penempatan=stands.penempatan.get(group.ada.pk) if group.ada else None,
        jenis=group.jenis.jenis,
        skala=group.jenis.skala,
        satuan=group.satuan,
        kode=group.kode,
        mulai_tahun=min(fact.periode.tahun for fact in facts),
        triwulan=any(periode.kode != "T" for periode in filled),
        polaritas=polaritas,
        usulan=usulan,
        dipilih=_chosen(group, plan.pilihan),
        baris=group.baris[0].nomor,
    )
    if row.ada is None and row.triwulan:
        plan.peringatan.append(
            Peringatan(
                "tipologi",
                f"{row.nama} memuat nilai triwulan; tipologinya dicatat sebagai posisi akhir. Periksa kartu "
                "indikatornya.",
                indikator=row.nama,
                baris=row.baris,
            )
        )
    return row


def _chosen(group: Kelompok, pilihan: Pilihan) -> Polaritas | None:
    return pilihan.polaritas.get(group.kunci) or pilihan.polaritas.get(normalise(group.nama))


def _direction(
    group: Kelompok, plan: Rencana, stands: Berlaku, facts: Sequence[Fakta]
) -> tuple[Polaritas | None, Usulan | None]:
    """The direction that holds, and the proposal where the table does not say it."""
    if group.ada is not None:
        return _stored_direction(group, plan, stands, facts), None
    if group.polaritas_tertulis is not None:
        return group.polaritas_tertulis, None
    rows = [Terbanding(fact.target, fact.realisasi, fact.tercetak) for fact in facts if fact.tercetak is not None]
    usulan = propose(group.nama, group.jenis.jenis, rows, group.jenis.skala_predikat)
    chosen = _chosen(group, plan.pilihan) or (usulan.polaritas if plan.pilihan.terima_usulan else None)
    if chosen is None:
        cell = group.baris[0].cell
        if usulan.polaritas is None:
            plan.tabel.problem(cell, "polaritas_belum_dipilih", severity=Severity.TANYA, alasan=usulan.alasan)
        else:
            plan.tabel.problem(
                cell,
                "polaritas_belum_diterima",
                severity=Severity.TANYA,
                usulan=usulan.polaritas.value,
                alasan=usulan.alasan,
            )
    return chosen, usulan


def _stored_direction(group: Kelompok, plan: Rencana, stands: Berlaku, facts: Sequence[Fakta]) -> Polaritas | None:
    assert group.ada is not None  # noqa: S101 - the caller asked
    card = card_in(stands.kartu.get(group.ada.pk, []), min(fact.periode.tahun for fact in facts))
    stored = Polaritas(card.polaritas) if card else None
    cell = next((row.polaritas_cell for row in group.baris if row.polaritas_cell), None)
    if cell is not None and stored is not None and group.polaritas_tertulis not in {None, stored}:
        plan.tabel.problem(cell, "polaritas_tersimpan_lain", severity=Severity.CATATAN, tersimpan=stored.value)
    return stored
