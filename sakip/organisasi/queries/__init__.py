"""Who is who and what is where: units, people, the access of an account, the policy that holds in a year."""

from sakip.organisasi.queries.akses import access_of, akun_by_email
from sakip.organisasi.queries.kebijakan import (
    BAWAAN,
    KebijakanBerlaku,
    aturan_of,
    kebijakan,
    kebijakan_per_tahun,
    policies,
    policy_of,
    proposed,
    years_changed,
)
from sakip.organisasi.queries.pejabat import Kepala, Pemangku, holders, holds_on, kepala_of, terms, vacant_since
from sakip.organisasi.queries.penerima import everyone_in, in_charge, recipient_of
from sakip.organisasi.queries.unit import (
    UnitRow,
    ancestors_of,
    children_of,
    home_unit,
    instansi_by_name,
    instansi_of,
    root_of,
    unit_choices,
    unit_tree,
    units,
)

__all__ = [
    "BAWAAN",
    "KebijakanBerlaku",
    "Kepala",
    "Pemangku",
    "UnitRow",
    "access_of",
    "akun_by_email",
    "ancestors_of",
    "aturan_of",
    "children_of",
    "everyone_in",
    "holders",
    "holds_on",
    "home_unit",
    "in_charge",
    "instansi_by_name",
    "instansi_of",
    "kebijakan",
    "kebijakan_per_tahun",
    "kepala_of",
    "policies",
    "policy_of",
    "proposed",
    "recipient_of",
    "root_of",
    "terms",
    "unit_choices",
    "unit_tree",
    "units",
    "vacant_since",
    "years_changed",
]
