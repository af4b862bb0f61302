"""From the tree to the plan of a year: trees, what serves what, the yearly plans through their flow, money."""

from __future__ import annotations

from sakip.demo import reading
from sakip.demo.files import Row, rows
from sakip.demo.reading import BARU
from sakip.demo.world.made import World
from sakip.perencanaan import actions as perencanaan
from sakip.perencanaan.actions import SimpulBaru, UsulanBaru
from sakip.perencanaan.models import DokumenRencana, DokumenVersi, PohonKinerja, SimpulRencana, UsulanTarget


def make(world: World) -> None:
    for row in rows("rencana"):
        _measure(world, row)
    for row in rows("pohon"):
        _tree(world, row)
    for row in rows("crosscutting"):
        _ask(world, row)
    for row in rows("tahunan"):
        _yearly(world, row)


def _measure(world: World, row: Row) -> None:
    """The indicators of the plan above by which a plan's statements are measured as well."""
    for node in row["simpul"]:
        for kode in node.get("indikator", ()):
            by = world.planner(world.unit_of(kode))
            perencanaan.place(world.indicators[kode], simpul=world.nodes[node["kunci"]], by=by)


# --- trees -----------------------------------------------------------------------------------------------------------


def _tree(world: World, row: Row) -> None:
    """Steps one to four of a tree at once, then what its conditions became in step five."""
    by, (first, last) = world.planner(row["unit"]), row["tahun"]
    pohon: PohonKinerja = perencanaan.create_pohon(
        world.units[row["unit"]], nama=row["nama"], tahun_awal=first, tahun_akhir=last, by=by
    )
    made = perencanaan.add_many_simpul(pohon, simpul=[_condition(world, each) for each in row["simpul"]], by=by)
    for each, simpul in zip(row["simpul"], made, strict=True):
        world.conditions[each["kunci"]] = simpul
        if "rencana" in each:
            became = world.nodes[each["rencana"]]
            dokumen = became.dokumen_versi.dokumen
            perencanaan.translate_to_plan(simpul, dokumen=dokumen, kunci=became.kunci, by=by)
        if "jabatan" in each:
            perencanaan.translate_to_jabatan(simpul, jabatan=world.posts[each["jabatan"]], by=by)


def _condition(world: World, row: Row) -> SimpulBaru:
    return SimpulBaru(
        kunci=row["kunci"],
        jenis=row["jenis"],
        pernyataan=row["pernyataan"],
        induk=tuple(row.get("induk", ())),
        asal=row.get("asal", ""),
        bukti=row.get("bukti", ""),
        indikator=(*(world.indicators[kode] for kode in row.get("indikator", ())), *row.get("uraian", ())),
    )


def _ask(world: World, row: Row) -> None:
    simpul = world.conditions[row["simpul"]]
    outside, partner = row.get("mitra_luar", ""), row.get("mitra", "")
    asked = perencanaan.ask_crosscutting(
        simpul,
        kontribusi=row["kontribusi"],
        waktu=row["waktu"],
        bukti=row.get("bukti", ""),
        mitra=world.units[partner] if partner else None,
        mitra_luar=outside,
        by=world.planner(_owner(row["simpul"])),
    )
    said = {"jawaban": row.get("jawaban"), "uraian": row.get("uraian", "")}
    if outside and row.get("jawaban"):
        perencanaan.record_outside_answer(
            asked, penjawab=row["penjawab"], by=world.planner(_owner(row["simpul"])), **said
        )
    elif row.get("jawaban"):
        perencanaan.answer_crosscutting(
            world.units[partner],
            crosscutting=asked,
            simpul=world.conditions[row["simpul_mitra"]] if "simpul_mitra" in row else None,
            by=world.planner(partner),
            **said,
        )


def _owner(simpul: str) -> str:
    return str(next(row["unit"] for row in rows("pohon") for each in row["simpul"] if each["kunci"] == simpul))


# --- plans of a year -------------------------------------------------------------------------------------------------


def _yearly(world: World, row: Row) -> None:
    """Derived from the plan of several years; as far as it came: proposed, looked at by another, set by its decree."""
    unit, by = row["unit"], world.planner(row["unit"])
    above = world.plans[unit, row["dari"], BARU]
    years = {"tahun_awal": row["tahun"], "tahun_akhir": row["tahun"], "nama": row["nama"], "induk": above}
    if row["jenis"] == "rkt":
        versi = perencanaan.draft_plan(world.units[unit], jenis="rkt", kode_kerangka=above.kerangka, by=by, **years)
        perencanaan.propose_targets(versi, by=by)
        _differ(world, versi)
    else:
        versi = perencanaan.roll_forward(above, jenis=row["jenis"], by=by, **years)
        _place_above(world, unit, above, versi)
    world.plans[unit, row["jenis"], row["tahun"]] = versi.dokumen
    if row.get("sampai") == "draf":
        return
    versi = perencanaan.propose_plan(versi, seen=versi.versi, by=by)
    if row.get("sampai") == "diajukan":
        return
    versi = perencanaan.approve_plan(versi, seen=versi.versi, alasan=row["catatan"], by=world.keeper(unit))
    perencanaan.set_plan(versi, nomor_penetapan=row["nomor"], tanggal_penetapan=row["tanggal"], seen=versi.versi, by=by)


def _differ(world: World, versi: DokumenVersi) -> None:
    """The targets of the year that lawfully differ from the plan, each with its reason."""
    for cell, row in reading.later("target_rkt"):
        placement = world.placements[cell.kode]
        if world.units[world.unit_of(cell.kode)].pk != versi.dokumen.unit_id or cell.periode.tahun != row["tahun"]:
            continue
        now = UsulanTarget.related.get(dokumen_versi=versi, penempatan=placement, periode=cell.periode.kode)
        new = UsulanBaru(placement, cell.periode, cell.isian, now.versi, row["alasan"])
        perencanaan.edit_proposals(versi, usulan=[new], by=world.planner(world.unit_of(cell.kode)))


def _place_above(world: World, unit: str, above: DokumenRencana, versi: DokumenVersi) -> None:
    """The indicators of the instansi are placed again by who plans there; the unit's planner may not."""
    plan = next(row for row in rows("rencana") if (row["unit"], row["nama"]) == (unit, above.nama))
    for node in plan["simpul"]:
        old = world.nodes[node["kunci"]]
        for kode in node.get("indikator", ()):
            copy = SimpulRencana.related.get(dokumen_versi=versi, tingkat=old.tingkat, pernyataan=old.pernyataan)
            perencanaan.place(world.indicators[kode], simpul=copy, by=world.planner(world.unit_of(kode)))
