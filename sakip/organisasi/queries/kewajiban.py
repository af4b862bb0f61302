"""What a person owes in the organisation: obligations of the calendar, and what waits for the people who run it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Value

from sakip.kernel.access import LEVEL_WIDTH, Access, Permission
from sakip.kernel.offers import Kewajiban, alamat
from sakip.organisasi.models import Agenda, Pelantikan, Reorganisasi, TujuanUndangan, Undangan
from sakip.organisasi.queries.agenda import agenda, due, root_path
from sakip.referensi.queries import counted_by_the_system

AHEAD, BEHIND = 30, 365
"""Days: what is due later is found in the calendar; what is overdue for longer nobody does any more."""


def calendar_duties(seen_by: Access, today: date) -> list[Kewajiban]:
    """Obligations of one's roles that are due or near; for who keeps the calendar also what it lacks.

    Of what another component counts only the date. One query, and one for the holidays where dates may move.
    """
    rows = list(agenda(seen_by).filter(tahun__in=range(today.year - 2, today.year + 2)))
    found = []
    for each in due([row for row in rows if row.aktif], seen_by=seen_by):
        row = each.agenda
        if counted_by_the_system(row.kunci):
            found.append(Kewajiban(row.nama, "", "", tenggat=each.jatuh, kunci=calendar_key(row), hanya_tanggal=True))
        elif row.selesai is None and -BEHIND <= each.sisa(today) <= AHEAD and _concerns(row, seen_by):
            found.append(_line(row, each.jatuh))
    return [*found, *_keeping(rows, seen_by, today)]


def calendar_key(row: Agenda) -> str:
    return key_in_calendar(row.unit.path, row.tahun, row.kunci)


def key_in_calendar(path: str, tahun: int, kunci: str) -> str:
    """By what a component above names the obligation of the calendar whose date holds for its own lines."""
    return f"kalender:{path[:LEVEL_WIDTH]}:{tahun}:{kunci}"


def _line(row: Agenda, jatuh: date) -> Kewajiban:
    return Kewajiban(
        judul=row.nama,
        uraian=f"Tahun kinerja {row.tahun}, oleh {row.siapa}" if row.siapa else f"Tahun kinerja {row.tahun}",
        alamat=alamat("organisasi:kalender-daftar", query=f"pada={row.tahun}-T") + f"#kewajiban-{row.pk}",
        unit="" if row.unit.is_root else row.unit.nama,
        tenggat=jatuh,
        kunci=f"agenda:{row.pk}",
        path=row.unit.path,
    )


def _concerns(row: Agenda, seen_by: Access) -> bool:
    """Whether the reader holds the obligation's role on its unit, below it or above it."""
    path = row.unit.path
    return any(
        grant.role.value == row.peran and (grant.path.startswith(path) or path.startswith(grant.path))
        for grant in seen_by.grants
    )


def _keeping(rows: list[Agenda], seen_by: Access, today: date) -> Iterator[Kewajiban]:
    """A calendar that is not prepared, and suggestions that nobody has decided on, of the year and the next."""
    for root in seen_by.paths_for(Permission.MANAGE_SETTINGS):
        if len(root) != LEVEL_WIDTH:
            continue
        mine = [each for each in rows if root_path(each.unit) == root]
        if not any(each.tahun == today.year for each in mine):
            yield Kewajiban(
                f"Siapkan kalender tahun kinerja {today.year}",
                "Tanpa kalender tidak ada tenggat dan tidak ada pengingat",
                alamat("organisasi:kalender-siapkan", query=f"pada={today.year}-T"),
            )
        waiting = [each for each in mine if not each.aktif and each.tenggat >= today]
        for year in sorted({each.tahun for each in waiting}):
            count = sum(each.tahun == year for each in waiting)
            yield Kewajiban(
                f"Tinjau saran kalender tahun kinerja {year}",
                f"{count} tanggal belum dipakai dan belum mengingatkan siapa pun",
                alamat("organisasi:kalender-daftar", query=f"pada={year}-T&keadaan=saran"),
            )


def invitations(seen_by: Access, today: date) -> list[Kewajiban]:
    """Invitations that nobody has used yet, for who keeps the accounts."""
    if not seen_by.allows_somewhere(Permission.MANAGE_ACCOUNTS):
        return []
    rows = Undangan.objects.visible_to(seen_by, Permission.MANAGE_ACCOUNTS)
    rows = rows.filter(tujuan=TujuanUndangan.UNDANGAN, dipakai=None, ditarik=None, akun__aktif=True)
    days = list(rows.values_list("berlaku_sampai__date", flat=True))
    if not days:
        return []
    gone = sum(day < today for day in days)
    how = f"{len(days)} undangan terbuka, {gone} di antaranya kedaluwarsa" if gone else f"{len(days)} undangan terbuka"
    return [Kewajiban("Tindak lanjuti undangan akun", how, alamat("organisasi:akun-daftar"))]


def drafts(seen_by: Access, today: date) -> list[Kewajiban]:  # noqa: ARG001 - as every offer is called
    """Changes of people and of the organisation that are prepared and not applied; due on the day they hold from."""
    if not (seen_by.allows_somewhere(Permission.MANAGE_PEOPLE) or seen_by.allows_somewhere(Permission.MANAGE_UNITS)):
        return []
    people = Pelantikan.objects.visible_to(seen_by, Permission.MANAGE_PEOPLE).filter(diterapkan=None)
    change = Reorganisasi.objects.visible_to(seen_by, Permission.MANAGE_UNITS).filter(diterapkan=None)
    rows = people.values_list(Value("pelantikan"), "pk", "nomor_sk", "tanggal", "unit__path").union(
        change.values_list(Value("reorganisasi"), "pk", "judul", "tanggal", "unit__path")
    )
    return [
        Kewajiban(
            f"Terapkan {'pelantikan' if kind == 'pelantikan' else 'perubahan organisasi'}",
            f"Rancangan “{name}” belum diterapkan",
            alamat(f"organisasi:{kind}", pk),
            tenggat=day,
            kunci=f"{kind}:{pk}",
            path=path,
        )
        for kind, pk, name, day, path in rows
    ]
