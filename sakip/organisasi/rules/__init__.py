"""What the organisation's use cases refuse."""

from sakip.organisasi.rules.instansi import (
    FIRST_YEARS,
    emblem_refusal,
    impossible_first_year,
    unknown_color,
    unknown_zone,
    unusable_address,
)
from sakip.organisasi.rules.kebijakan import past_years, reason_missing, unknown_choice, wrong_scale
from sakip.organisasi.rules.unit import (
    LINKS,
    MAX_DEPTH,
    closed,
    no_link,
    not_an_instansi,
    not_to_be_closed,
    unknown_jenis_instansi,
    unknown_jenis_unit,
)

__all__ = [
    "FIRST_YEARS",
    "LINKS",
    "MAX_DEPTH",
    "closed",
    "emblem_refusal",
    "impossible_first_year",
    "no_link",
    "not_an_instansi",
    "not_to_be_closed",
    "past_years",
    "reason_missing",
    "unknown_choice",
    "unknown_color",
    "unknown_jenis_instansi",
    "unknown_jenis_unit",
    "unknown_zone",
    "unusable_address",
    "wrong_scale",
]
