"""A unit's own table, brought in as people bring them, with what its printed percentages get wrong."""

from __future__ import annotations

from sakip.demo.files import folder_of, rows
from sakip.demo.world.made import World
from sakip.kernel.transfer.headers import guess_header_rows
from sakip.perencanaan.actions import set_import
from sakip.perencanaan.transfers import uploads
from sakip.perencanaan.transfers.fields import as_json


def make(world: World) -> None:
    for row in rows("impor"):
        unit, by = world.units[row["unit"]], world.planner(row["unit"])
        content = (folder_of(row["instansi"]) / row["berkas"]).read_bytes()
        impor = uploads.upload(unit, content=content, nama=row["berkas"], by=by)
        sheet = uploads.sheet_of(impor)
        header = guess_header_rows(sheet)
        impor = set_import(
            impor,
            seen=impor.versi,
            lembar=sheet.name,
            baris_judul=list(header),
            jumlah_baris=len(sheet.rows) - header[-1],
            by=by,
        )
        mapping, _origin = uploads.mapping_of(impor, by)
        impor = set_import(impor, seen=impor.versi, peta=as_json(mapping), alasan=row["alasan"], by=by)
        uploads.apply_import(impor, sidik=uploads.plan_of(impor, by=by).sidik, by=by)
