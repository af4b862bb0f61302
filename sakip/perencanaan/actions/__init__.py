"""Use cases of planning: plans and their nodes, indikator and their cards, placements, targets, imports, Buku Kerja."""

from sakip.perencanaan.actions.bobot import BobotBaru, set_weights
from sakip.perencanaan.actions.buku_kerja import (
    IndikatorUbah,
    IsiBuku,
    KartuUbah,
    UnitTambah,
    UnitUbah,
    apply_workbook,
)
from sakip.perencanaan.actions.imports import (
    HasilImpor,
    SelBaru,
    import_table,
    remember_mapping,
    set_import,
    start_import,
)
from sakip.perencanaan.actions.indikator import (
    IndikatorBaru,
    KartuBaru,
    create_indikator,
    create_many,
    edit_indikator,
    place,
    set_card,
)
from sakip.perencanaan.actions.penerusan import carry_indicators
from sakip.perencanaan.actions.plans import add_node, create_plan
from sakip.perencanaan.actions.targets import TargetBaru, set_targets

__all__ = [
    "BobotBaru",
    "HasilImpor",
    "IndikatorBaru",
    "IndikatorUbah",
    "IsiBuku",
    "KartuBaru",
    "KartuUbah",
    "SelBaru",
    "TargetBaru",
    "UnitTambah",
    "UnitUbah",
    "add_node",
    "apply_workbook",
    "carry_indicators",
    "create_indikator",
    "create_many",
    "create_plan",
    "edit_indikator",
    "import_table",
    "place",
    "remember_mapping",
    "set_card",
    "set_import",
    "set_targets",
    "set_weights",
    "start_import",
]
