"""What a pelantikan would do as things stand: per row what happens, what stands in the way, what to think over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import Q

from sakip.arithmetic.notation import format_date
from sakip.kernel.access import Access
from sakip.kernel.refusals import Refusal
from sakip.organisasi.models import Jabatan, MasaJabatan, Pelantikan, Sebagai
from sakip.organisasi.queries.ketikan import Daftar, daftar
from sakip.organisasi.queries.pejabat import sebutan, terms
from sakip.organisasi.queries.pelantikan import Baris, Rencana
from sakip.organisasi.queries.unit import instansi_of
from sakip.organisasi.rules.masa import clash, orphaned_plh, span, unfit
from sakip.organisasi.rules.pelantikan import ALASAN, read_alasan, read_sebagai
from sakip.referensi.queries import eselon, jenjang, nama_jenjang


def rencana(subject: Pelantikan, seen_by: Access) -> Rencana:
    """What applying the pelantikan would do as things stand now; every problem is told at its row."""
    names = daftar(subject.unit, subject.tanggal, seen_by)
    rows = [_moving(nomor, each, names) for nomor, each in enumerate(subject.baris, 1)]
    leaving = [_leaving(nomor, each, names) for nomor, each in enumerate(subject.berakhir, len(rows) + 1)]
    _tell_repeated([*rows, *leaving])
    return _Penyusun(subject, rows, leaving, seen_by).plan()


def _moving(nomor: int, typed: dict[str, str], names: Daftar) -> Baris:
    pegawai = names.pegawai(typed["pegawai"])
    jabatan = names.jabatan_di(typed["jabatan"], typed.get("unit", ""))
    sebagai = read_sebagai(typed.get("sebagai", ""))
    problems = [each.sentence for each in (pegawai, jabatan) if isinstance(each, Refusal)]
    if sebagai is None:
        problems.append(Refusal("pelantikan-sebagai", {"teks": typed["sebagai"]}).sentence)
    return Baris(
        nomor,
        typed,
        None if isinstance(pegawai, Refusal) else pegawai,
        None if isinstance(jabatan, Refusal) else jabatan,
        sebagai or Sebagai.DEFINITIF,
        masalah=problems,
    )


def _leaving(nomor: int, typed: dict[str, str], names: Daftar) -> Baris:
    pegawai, alasan = names.pegawai(typed["pegawai"]), read_alasan(typed["alasan"])
    problems = [pegawai.sentence] if isinstance(pegawai, Refusal) else []
    if alasan is None:
        choices = ", ".join(each.nama for each in ALASAN.values())
        problems.append(Refusal("pelantikan-alasan", {"teks": typed["alasan"], "pilihan": choices}).sentence)
    person = None if isinstance(pegawai, Refusal) else pegawai
    return Baris(nomor, typed, person, None, Sebagai.DEFINITIF, alasan or "", masalah=problems)


def _tell_repeated(rows: Sequence[Baris]) -> None:
    """A person leaves his place once, a position is taken once; who moves may act elsewhere, who leaves may not."""
    gone = {each.pegawai.pk for each in rows if each.pegawai and each.keluar}
    people: dict[int, int] = {}
    posts: dict[int, int] = {}
    for each in rows:
        counts = each.pegawai is not None and (each.pindah or each.pegawai.pk in gone)
        if counts and each.pegawai and (first := people.setdefault(each.pegawai.pk, each.nomor)) != each.nomor:
            facts = {"siapa": each.pegawai.nama_lengkap, "nomor": first}
            each.masalah.append(Refusal("pelantikan-pegawai-berulang", facts).sentence)
        if each.jabatan and (first := posts.setdefault(each.jabatan.pk, each.nomor)) != each.nomor:
            facts = {"jabatan": sebutan(each.jabatan), "nomor": first}
            each.masalah.append(Refusal("pelantikan-jabatan-berulang", facts).sentence)


class _Penyusun:
    """Works out the state after a pelantikan: first all that ends, then what begins is held against what remains."""

    def __init__(self, subject: Pelantikan, rows: list[Baris], leaving: list[Baris], seen_by: Access) -> None:
        self.subject, self.rows, self.leaving, self.seen_by = subject, rows, leaving, seen_by
        self.kind = instansi_of(subject.unit, seen_by).jenis
        self.eve = subject.tanggal - timedelta(days=1)
        self.standing = self._standing()
        self.ends: dict[int, tuple[MasaJabatan, str]] = {}
        self.new: list[MasaJabatan] = []

    def plan(self) -> Rencana:
        rows = [self._with_old(each) for each in self.rows]
        leaving = [self._with_old(each) for each in self.leaving]
        for each in leaving:
            self._end_who_leaves(each)
        for each in rows:
            self._end_for(each)
        self._end_orphans()
        self._begin(rows)
        self._tell(rows, leaving)
        gone = [(each.pegawai, ALASAN[each.alasan].nama) for each in leaving if each.keluar and each.pegawai]
        return Rencana(
            self.subject, tuple(rows), tuple(leaving), tuple(self.ends.values()), tuple(self.new), tuple(gone)
        )

    def _standing(self) -> list[MasaJabatan]:
        """Terms of the people and positions concerned that hold on the day or later, and those that hang on them."""
        people = {each.pegawai.pk for each in [*self.rows, *self.leaving] if each.pegawai}
        posts = {each.jabatan.pk for each in self.rows if each.jabatan}
        lasting = Q(sampai=None) | Q(sampai__gte=self.subject.tanggal)
        rows = terms(self.seen_by).filter(lasting).select_related("pegawai__unit", "jabatan__unit")
        near = list(rows.filter(Q(pegawai__in=people) | Q(jabatan__in=posts)))
        known = {each.pk for each in near}
        left = {each.jabatan_id for each in near if each.pegawai_id in people}
        return [*near, *(each for each in rows.filter(jabatan__in=left) if each.pk not in known)]

    def _with_old(self, row: Baris) -> Baris:
        old = None
        if row.pegawai is not None and row.pindah:
            old = self._now(row.pegawai.pk, Sebagai.DEFINITIF)
        return Baris(**{**vars(row), "lama": old})

    def _now(self, pegawai: int, sebagai: Sebagai) -> MasaJabatan | None:
        """The person's term in this capacity that was running on the eve."""
        return next(
            (
                each
                for each in self.standing
                if each.pegawai_id == pegawai and each.sebagai == sebagai and each.mulai <= self.eve
            ),
            None,
        )

    def _end(self, term: MasaJabatan, why: str) -> None:
        if term.mulai <= self.eve and term.pk not in self.ends:
            term.sampai = self.eve
            self.ends[term.pk] = (term, why)

    def _end_who_leaves(self, row: Baris) -> None:
        if row.pegawai is not None and row.alasan:
            for term in self.standing:
                if term is row.lama or (row.keluar and term.pegawai_id == row.pegawai.pk):
                    self._end(term, ALASAN[row.alasan].nama)

    def _end_for(self, row: Baris) -> None:
        """The person's own term, and those that give way to him."""
        for term in self.standing:
            there = row.jabatan is not None and term.jabatan_id == row.jabatan.pk
            if term is row.lama or (there and self._yields(term, row)):
                self._end(term, f"Pelantikan {self.subject.nomor_sk}")

    def _end_orphans(self) -> None:
        for ended, why in list(self.ends.values()):
            for plh in orphaned_plh(ended, self.standing):
                self._end(plh, why)

    def _yields(self, term: MasaJabatan, row: Baris) -> bool:
        """Whether a term gives way to the row: the Plt. to a definitif, who acts to who is to act."""
        if row.sebagai == Sebagai.DEFINITIF:
            return term.sebagai == Sebagai.PLT
        return term.sebagai != Sebagai.DEFINITIF

    def _begin(self, rows: list[Baris]) -> None:
        found: list[tuple[Baris, MasaJabatan]] = []
        for each in rows:
            if each.pegawai is None or each.jabatan is None or each.masalah:
                continue
            term = MasaJabatan(
                pegawai=each.pegawai,
                jabatan=each.jabatan,
                sebagai=each.sebagai,
                nomor_sk=self.subject.nomor_sk,
                tanggal_sk=self.subject.tanggal_sk,
                mulai=self.subject.tanggal,
                pelantikan=self.subject,
            )
            found.append((each, term))
            self.new.append(term)
        for row, term in found:
            problem = unfit(term) or self._held_still(term) or clash(term, [*self.standing, *self.new])
            if problem is not None:
                row.masalah.append(problem.sentence)

    def _held_still(self, term: MasaJabatan) -> Refusal | None:
        """The holder must move on or leave in the same pelantikan."""
        if term.sebagai != Sebagai.DEFINITIF:
            return None
        for each in self.standing:
            mine = each.jabatan_id == term.jabatan_id and each.sebagai == Sebagai.DEFINITIF
            if mine and each.pk not in self.ends and each.mulai <= self.subject.tanggal:
                facts = {"jabatan": sebutan(each.jabatan), "siapa": each.pegawai.nama_lengkap}
                return Refusal("pelantikan-masih-dijabat", {**facts, "masa": span(each.mulai, each.sampai)})
        return None

    # --- in words ----------------------------------------------------------------------------------------------------

    def _tell(self, rows: list[Baris], leaving: list[Baris]) -> None:
        taken = {each.jabatan.pk: each for each in rows if each.jabatan and not each.masalah}
        for each in leaving:
            if each.pegawai is not None and each.lama is None and each.alasan and not each.keluar:
                facts = {"siapa": each.pegawai.nama_lengkap, "tanggal": format_date(self.eve)}
                each.masalah.append(Refusal("pelantikan-tidak-menjabat", facts).sentence)
            each.hasil.extend(self._left(each, taken))
            if each.keluar:
                each.hasil.append(f"Tercatat tidak bekerja lagi sejak {format_date(self.subject.tanggal)}.")
        for each in rows:
            if each.pegawai is not None and each.jabatan is not None:
                each.hasil.extend(self._left(each, taken))
                each.hasil.extend(self._displaced(each))
                each.peringatan.extend(self._warnings(each))

    def _left(self, row: Baris, taken: dict[int, Baris]) -> Iterable[str]:
        """What becomes of the old position."""
        if row.pegawai is None:
            return
        if not row.pindah:
            kept = self._now(row.pegawai.pk, Sebagai.DEFINITIF)
            yield f"Tetap memegang {sebutan(kept.jabatan)}." if kept else "Tidak memegang jabatan definitif."
        elif row.lama is None:
            yield "Sebelumnya tidak memegang jabatan definitif."
        elif row.jabatan is not None and row.lama.jabatan_id == row.jabatan.pk:
            yield "Dikukuhkan kembali pada jabatan yang sama."
        else:
            yield f"Meninggalkan {sebutan(row.lama.jabatan)}, {self._whose(row.lama.jabatan_id, taken)}."

    def _whose(self, jabatan: int, taken: dict[int, Baris]) -> str:
        row = taken.get(jabatan)
        if row is None or row.pegawai is None:
            return "yang menjadi lowong"
        name = row.pegawai.nama_lengkap
        if row.sebagai == Sebagai.DEFINITIF:
            return f"yang diisi {name} (baris {row.nomor})"
        return f"yang lowong dengan {name} sebagai {row.sebagai.label} (baris {row.nomor})"

    def _displaced(self, row: Baris) -> Iterable[str]:
        """Whom the row follows or ends."""
        for term, _why in self.ends.values():
            if row.jabatan is None or term.jabatan_id != row.jabatan.pk or term is row.lama:
                continue
            if term.sebagai == Sebagai.DEFINITIF:
                yield f"Menggantikan {term.pegawai.nama_lengkap.rstrip('.')}."  # a degree ends with a point too
            else:
                yield (
                    f"Penunjukan {term.pegawai.nama_lengkap} sebagai {term.get_sebagai_display()} "
                    f"berakhir {format_date(self.eve)}."
                )

    def _warnings(self, row: Baris) -> Iterable[str]:
        if row.lama is not None and row.jabatan is not None and row.pindah:
            yield from self._lower(row.lama.jabatan, row.jabatan)
        if row.pegawai is None or not row.pindah:
            return
        for sebagai in (Sebagai.PLT, Sebagai.PLH):
            acting = self._now(row.pegawai.pk, sebagai)
            if acting is not None and acting.pk not in self.ends:
                yield (
                    f"Masih ditunjuk sebagai {sebagai.label} {sebutan(acting.jabatan)}; akhiri bila tidak diteruskan."
                )

    def _lower(self, old: Jabatan, new: Jabatan) -> Iterable[str]:
        """A step down is lawful and rarely meant."""
        was, will = jenjang().get(old.jenjang), jenjang().get(new.jenjang)
        if was is None or will is None:
            return
        if (was.jenis, will.jenis) == ("manajerial", "manajerial") and will.urutan > was.urutan:
            yield f"Turun jenjang dari {nama_jenjang(old.jenjang)} ke {nama_jenjang(new.jenjang)}."
        elif will.urutan == was.urutan and (before := self._eselon(old)) < (after := self._eselon(new)):
            yield f"Turun eselon dari {before} ke {after}."

    def _eselon(self, post: Jabatan) -> str:
        return eselon(post.jenjang, instansi=self.kind, unit=post.unit.jenis, kepala=post.kepala)
