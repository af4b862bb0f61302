"""Use cases of the organisation: instansi, units, positions, people, accounts, roles, policy."""

from sakip.kernel.access import INSTALLATION
from sakip.organisasi.actions.akun import create_account, give_role, set_password
from sakip.organisasi.actions.instansi import create_instansi, edit_settings
from sakip.organisasi.actions.jabatan import JabatanBaru, add_jabatan, add_many_jabatan, close_jabatan, edit_jabatan
from sakip.organisasi.actions.kebijakan import set_policy
from sakip.organisasi.actions.masa import appoint, end_term
from sakip.organisasi.actions.pegawai import PegawaiBaru, add_many_pegawai, add_pegawai, edit_pegawai, retire_pegawai
from sakip.organisasi.actions.pelantikan import (
    BarisBerakhir,
    BarisPelantikan,
    apply_pelantikan,
    discard_pelantikan,
    draft_pelantikan,
    edit_pelantikan,
    hand_over_role,
)
from sakip.organisasi.actions.penerusan import carry_positions, carry_roles
from sakip.organisasi.actions.reorganisasi import (
    apply_reorganisasi,
    discard_reorganisasi,
    draft_reorganisasi,
    edit_reorganisasi,
)
from sakip.organisasi.actions.unit import add_unit, close_unit, edit_unit

__all__ = [
    "INSTALLATION",
    "BarisBerakhir",
    "BarisPelantikan",
    "JabatanBaru",
    "PegawaiBaru",
    "add_jabatan",
    "add_many_jabatan",
    "add_many_pegawai",
    "add_pegawai",
    "add_unit",
    "apply_pelantikan",
    "apply_reorganisasi",
    "appoint",
    "carry_positions",
    "carry_roles",
    "close_jabatan",
    "close_unit",
    "create_account",
    "create_instansi",
    "discard_pelantikan",
    "discard_reorganisasi",
    "draft_pelantikan",
    "draft_reorganisasi",
    "edit_jabatan",
    "edit_pegawai",
    "edit_pelantikan",
    "edit_reorganisasi",
    "edit_settings",
    "edit_unit",
    "end_term",
    "give_role",
    "hand_over_role",
    "retire_pegawai",
    "set_password",
    "set_policy",
]
