"""Officials of a file as the rows of a draft: who goes where, whose term ends. The draft has its own check."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sakip.kernel.access import Access
from sakip.kernel.refusals import Refusal
from sakip.kernel.transfer.problems import Severity, of_cell
from sakip.organisasi.actions import BarisBerakhir, BarisPelantikan
from sakip.organisasi.models import Unit
from sakip.organisasi.queries.ketikan import Daftar, daftar
from sakip.organisasi.rules.pelantikan import ALASAN, read_alasan, read_sebagai
from sakip.organisasi.transfers.orang import lost_digits, read_nip
from sakip.organisasi.transfers.rencana import Perubahan, Rencana
from sakip.organisasi.transfers.sentences import of_refusal
from sakip.organisasi.transfers.tabel import Baris, Tabel


@dataclass
class IsiPelantikan:
    """The rows of the draft."""

    baris: list[BarisPelantikan] = field(default_factory=list)
    berakhir: list[BarisBerakhir] = field(default_factory=list)


def plan_pelantikan(table: Tabel, root: Unit, *, on: date, by: Access) -> Rencana:
    """The plan of a table of officials. Who or what is not found is told, not refused: it is mended in the draft."""
    plan = Rencana(table, root, isi=IsiPelantikan())
    names = daftar(root, on, by)
    for baris in table.baris:
        _row(plan, baris, names)
    return plan


def _row(plan: Rencana, baris: Baris, names: Daftar) -> None:
    who, key = _person(baris)
    post, unit, why = baris.text("jabatan"), baris.text("unit"), baris.text("alasan")
    sebagai = read_sebagai(baris.text("sebagai"))
    if not who:
        if not baris.ditolak:
            baris.problem(key, "pelantikan_baris_kosong")
    else:
        _tell(baris, key, names.pegawai(who))
    if sebagai is None:
        baris.refuse("sebagai", Refusal("pelantikan-sebagai", {"teks": baris.text("sebagai")}))
    if post and why:
        baris.problem("alasan", "pelantikan_dua_tujuan")
    elif post:
        _tell(baris, "jabatan", names.jabatan_di(post, unit))
        plan.isi.baris.append(BarisPelantikan(who, post, unit, sebagai.value if sebagai else ""))
    elif why:
        if read_alasan(why) is None:
            choices = ", ".join(each.nama for each in ALASAN.values())
            baris.refuse("alasan", Refusal("pelantikan-alasan", {"teks": why, "pilihan": choices}))
        plan.isi.berakhir.append(BarisBerakhir(who, read_alasan(why) or why))
    elif not baris.ditolak:
        baris.problem("jabatan", "pelantikan_tanpa_tujuan")
    titles = baris.tabel.jenis.titles
    facts = {"jabatan": post, "unit": unit, "sebagai": sebagai.label if sebagai and post else "", "alasan": why}
    changes = [Perubahan(titles[name], "", str(text)) for name, text in facts.items() if text]
    plan.note(baris, baris.text("pegawai") or who, "", changes, baru=True)


def _person(baris: Baris) -> tuple[str, str]:
    """NIP or name, and the column it was taken from; a NIP says more than a name."""
    for key in ("nip", "pegawai"):
        cell = baris.sel.get(key)
        if cell is None or cell.is_empty:
            continue
        if lost_digits(cell):
            baris.problem(key, "nip_kehilangan_angka")
            return "", key
        text = baris.text(key)
        return (read_nip(text) if key == "nip" else text), key
    return "", "pegawai"


def _tell(baris: Baris, key: str, found: object) -> None:
    """What a name does not name, as a note."""
    if isinstance(found, Refusal):
        label = baris.tabel.jenis.titles[key]
        problem = of_refusal(baris.cell(key), found, sheet=baris.tabel.lembar, column_label=label)
        baris.keep(
            of_cell(
                baris.cell(key),
                problem.code,
                sheet=baris.tabel.lembar,
                column_label=label,
                severity=Severity.CATATAN,
                **problem.params,
            )
        )
