"""The history: what each action leaves behind, and every way of tampering that the check must find."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from sakip.arithmetic.periods import Periode
from sakip.datakinerja.models import SeriesValue
from sakip.kernel import history
from sakip.kernel.access import INSTALLATION, SYSTEM, Role
from sakip.kernel.history import Finding, check_integrity
from sakip.kernel.models import HistoryEntry, HistoryHead, HistoryLink
from sakip.kernel.queries import events, history_of
from sakip.organisasi import actions as organisasi
from sakip.organisasi.models import Unit
from tests import builders
from tests.builders import World, angka
from tests.people import person

TAHUN = Periode.tahunan(2025)


def entries() -> list[HistoryEntry]:
    return list(HistoryEntry.base.order_by("id"))


def test_an_action_leaves_who_what_from_and_to(dunia: World) -> None:
    sari = person("Sari", dunia.kabupaten, Role.PENGELOLA)
    organisasi.edit_unit(dunia.dinkes, seen=1, nama="Dinas Kesehatan dan KB", by=sari.access)
    last = entries()[-1]
    assert (last.actor_name, last.role, last.action) == ("Sari", "pengelola", "organisasi.actions.edit_unit")
    assert last.changes == {"nama": ["Dinas Kesehatan", "Dinas Kesehatan dan KB"], "versi": [1, 2]}
    assert (last.object_label, last.unit_path) == ("Dinas Kesehatan dan KB", dunia.dinkes.path)


def test_from_nothing_to_zero_is_a_change() -> None:
    assert history.difference({"angka": None}, {"angka": "0"}) == {"angka": [None, "0"]}
    assert history.difference({}, {"angka": None}) == {}


def test_an_action_that_changes_nothing_leaves_nothing(dunia: World) -> None:
    subject = builders.indikator(dunia.dinkes)
    row = builders.realisasi(subject, TAHUN, angka(70))
    before = len(entries())
    with pytest.raises(IndexError):
        builders.realisasi(subject, TAHUN, angka("70.0"), seen=row.pk)
    assert len(entries()) == before


def test_one_transaction_is_one_link(dunia: World) -> None:
    links = HistoryLink.objects.count()
    builders.indikator(dunia.dinkes)
    assert HistoryLink.objects.count() == links + 1
    assert HistoryLink.objects.get(number=links + 1).entries == 4  # series, indikator, card, placement


def test_a_refused_action_leaves_no_entry(dunia: World) -> None:
    before = len(entries())
    with pytest.raises(Exception, match="sudah ada"):
        organisasi.create_instansi(INSTALLATION, nama="kabupaten uji", jenis="kabupaten", by=SYSTEM)
    assert len(entries()) == before


def test_an_event_reads_as_a_sentence(dunia: World) -> None:
    builders.indikator(dunia.dinkes)
    (shown,) = events(history_of(SYSTEM).filter(object_type="perencanaan.Indikator"))
    assert (shown.actor, shown.sentence, shown.object_label) == (
        "Baris perintah",
        "membuat indikator",
        "Angka Harapan Hidup",
    )
    assert ("Nama indikator", None, "Angka Harapan Hidup") in [
        (each.label, each.old, each.new) for each in shown.changes
    ]


def test_a_secret_never_enters_the_history(dunia: World) -> None:
    person("Sari", dunia.dinkes)
    assert not any("password" in entry.changes for entry in entries())


# --- tampering -------------------------------------------------------------------------------------------------------


def sql(statement: str, *values: str | int | Decimal) -> None:
    """What someone with the database password can do."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def tercatat(dunia: World) -> SeriesValue:
    row = builders.realisasi(builders.indikator(dunia.dinkes), TAHUN, angka("70.15"))
    assert check_integrity() == []
    return row


def codes(findings: list[Finding]) -> set[str]:
    return {each.code for each in findings}


def change_an_entry(row: SeriesValue) -> None:
    sql("UPDATE kernel_historyentry SET actor_name = 'Orang Lain' WHERE id = %s", entries()[2].pk)


def delete_an_entry(row: SeriesValue) -> None:
    sql("DELETE FROM kernel_historyentry WHERE id = %s", entries()[2].pk)


def delete_the_last_entry(row: SeriesValue) -> None:
    sql("DELETE FROM kernel_historyentry WHERE id = %s", entries()[-1].pk)


def delete_the_last_entry_with_its_link(row: SeriesValue) -> None:
    last = HistoryLink.objects.order_by("-number")[0]
    sql("DELETE FROM kernel_historyentry WHERE link = %s", last.number)
    sql("DELETE FROM kernel_historylink WHERE number = %s", last.number)


def cut_the_chain_and_mend_its_head(row: SeriesValue) -> None:
    delete_the_last_entry_with_its_link(row)
    last = HistoryLink.objects.order_by("-number")[0]
    sql("UPDATE kernel_historyhead SET number = %s, hash = %s", last.number, last.hash)


def recompute_the_chain_without_the_key(row: SeriesValue) -> None:
    change_an_entry(row)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.HISTORY_KEY", "kunci tebakan")
        previous = ""
        for link in HistoryLink.objects.order_by("number"):
            previous = history.link_hash(
                previous, link.number, list(HistoryEntry.base.filter(link=link.number).order_by("id"))
            )
            sql("UPDATE kernel_historylink SET hash = %s WHERE number = %s", previous, link.number)
        HistoryHead.objects.update(hash=previous)


def put_back_an_old_fact_and_renumber(row: SeriesValue) -> None:
    """The last entry in the order of ids is then the older one, and agrees with the row."""
    unit = row.series.unit
    organisasi.edit_unit(unit, seen=1, nama="Dinas Lama", by=SYSTEM)
    organisasi.edit_unit(unit, seen=2, nama="Dinas Baru", by=SYSTEM)
    older = [each for each in entries() if each.object_label == "Dinas Lama"][-1]
    sql("UPDATE kernel_historyentry SET id = %s WHERE id = %s", entries()[-1].pk + 1, older.pk)
    sql("UPDATE organisasi_unit SET nama = 'Dinas Lama', versi = 2 WHERE id = %s", unit.pk)


def change_a_fact(row: SeriesValue) -> None:
    sql("UPDATE datakinerja_seriesvalue SET angka = %s WHERE id = %s", Decimal("99.99"), row.pk)


def delete_a_fact(row: SeriesValue) -> None:
    sql("DELETE FROM datakinerja_seriesvalue WHERE id = %s", row.pk)


def add_a_fact(row: SeriesValue) -> None:
    columns = "unit_id, tanggal, nama, dicabut, versi"
    sql(
        f"INSERT INTO organisasi_harilibur ({columns}) VALUES (%s, '2026-01-01', 'Siluman', %s, 1)",
        row.series.unit_id,
        False,
    )


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (change_an_entry, "entry-changed"),
        (delete_an_entry, "entry-missing"),
        (delete_the_last_entry, "entry-missing"),
        (delete_the_last_entry_with_its_link, "head-differs"),
        (cut_the_chain_and_mend_its_head, "row-without-history"),
        (recompute_the_chain_without_the_key, "entry-changed"),
        (put_back_an_old_fact_and_renumber, "row-differs"),
        (change_a_fact, "row-differs"),
        (delete_a_fact, "row-missing"),
        (add_a_fact, "row-without-history"),
    ],
)
def test_the_check_finds(tercatat: SeriesValue, tamper: Callable[[SeriesValue], None], found: str) -> None:
    tamper(tercatat)
    assert found in codes(check_integrity())


def test_an_anchor_kept_elsewhere_tells_of_a_chain_cut_at_its_end(tercatat: SeriesValue) -> None:
    _number, anchor = history.head()
    assert check_integrity([("LKjIP 2025", anchor)]) == []
    cut_the_chain_and_mend_its_head(tercatat)
    assert Finding("anchor-missing", "LKjIP 2025", anchor[:12]) in check_integrity([("LKjIP 2025", anchor)])


def test_the_check_names_the_place(tercatat: SeriesValue) -> None:
    change_a_fact(tercatat)
    assert check_integrity() == [Finding("row-differs", f"nilai {tercatat.pk}", "angka")]


def test_deleting_a_unit_by_hand_is_found_too(dunia: World) -> None:
    sql("DELETE FROM organisasi_unit WHERE id = %s", dunia.puskesmas.pk)
    assert codes(check_integrity()) == {"row-missing"}
    assert not Unit.related.filter(pk=dunia.puskesmas.pk).exists()


# --- columns that came later -----------------------------------------------------------------------------------------


def test_a_column_that_came_later_is_adopted_by_its_migration_and_watched_from_then_on(
    dunia: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = organisasi.edit_unit(dunia.dinkes, seen=1, singkatan="Dinas", by=SYSTEM)
    with monkeypatch.context() as before_the_upgrade:
        before_the_upgrade.setattr(Unit, "history_exclude", frozenset({"kode", "sebutan_kepala"}))
        later = organisasi.add_unit(subject, nama="Bidang Gizi", jenis="bidang", kode="1.02", by=SYSTEM)
    assert codes(check_integrity()) == {"row-differs"}
    in_the_migration = MigrationLoader(connection).project_state().apps.get_model("organisasi", "Unit")
    history.adopt(in_the_migration, ["kode", "sebutan_kepala"])
    assert check_integrity() == []
    (told,) = [each for each in entries() if each.object_id == str(later.pk) and each.action == history.ADOPTED]
    assert (told.changes, told.unit_path) == ({"kode": [None, "1.02"], "sebutan_kepala": [None, ""]}, later.path)
    sql("UPDATE organisasi_unit SET kode = '9' WHERE id = %s", later.pk)
    assert [each.code for each in check_integrity()] == ["row-differs"]


@pytest.mark.django_db
def test_nothing_to_adopt_makes_no_link() -> None:
    history.adopt(Unit, ["kode"])
    assert HistoryLink.objects.count() == 0
