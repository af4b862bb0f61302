"""Use cases of the organisation: instansi, units, accounts, roles, policy."""

from sakip.kernel.access import INSTALLATION
from sakip.organisasi.actions.akun import create_account, give_role, set_password
from sakip.organisasi.actions.instansi import create_instansi, edit_letterhead
from sakip.organisasi.actions.kebijakan import set_policy
from sakip.organisasi.actions.unit import add_unit, edit_unit

__all__ = [
    "INSTALLATION",
    "add_unit",
    "create_account",
    "create_instansi",
    "edit_letterhead",
    "edit_unit",
    "give_role",
    "set_password",
    "set_policy",
]
