"""Use cases of the organisation: instansi, units, positions, people, accounts, roles, policy."""

from sakip.kernel.access import INSTALLATION
from sakip.organisasi.actions.akun import (
    activate_account,
    change_email,
    create_account,
    deactivate_account,
    edit_account,
)
from sakip.organisasi.actions.impor import (
    MasaDariBerkas,
    UbahBaris,
    UndanganBaru,
    import_accounts,
    import_jabatan,
    import_pegawai,
    import_units,
)
from sakip.organisasi.actions.instansi import create_instansi, edit_settings
from sakip.organisasi.actions.jabatan import JabatanBaru, add_jabatan, add_many_jabatan, close_jabatan, edit_jabatan
from sakip.organisasi.actions.kebijakan import set_policy
from sakip.organisasi.actions.masa import MasaBaru, appoint, appoint_many, end_term
from sakip.organisasi.actions.masuk import (
    change_password,
    end_own_sessions,
    end_sessions,
    link_single_sign_on,
    set_password,
    take_off_second_factor,
    turn_off_second_factor,
    turn_on_second_factor,
    unlink_single_sign_on,
)
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
from sakip.organisasi.actions.peran import end_role, give_role, require_second_factor
from sakip.organisasi.actions.reorganisasi import (
    apply_reorganisasi,
    discard_reorganisasi,
    draft_reorganisasi,
    edit_reorganisasi,
)
from sakip.organisasi.actions.tautan import (
    PeranBaru,
    Tautan,
    accept_link,
    ask_password_link,
    invite_account,
    send_password_link,
    withdraw_links,
)
from sakip.organisasi.actions.unit import UnitBaru, add_many_units, add_unit, close_unit, edit_unit

__all__ = [
    "INSTALLATION",
    "BarisBerakhir",
    "BarisPelantikan",
    "JabatanBaru",
    "MasaBaru",
    "MasaDariBerkas",
    "PegawaiBaru",
    "PeranBaru",
    "Tautan",
    "UbahBaris",
    "UndanganBaru",
    "UnitBaru",
    "accept_link",
    "activate_account",
    "add_jabatan",
    "add_many_jabatan",
    "add_many_pegawai",
    "add_many_units",
    "add_pegawai",
    "add_unit",
    "apply_pelantikan",
    "apply_reorganisasi",
    "appoint",
    "appoint_many",
    "ask_password_link",
    "carry_positions",
    "carry_roles",
    "change_email",
    "change_password",
    "close_jabatan",
    "close_unit",
    "create_account",
    "create_instansi",
    "deactivate_account",
    "discard_pelantikan",
    "discard_reorganisasi",
    "draft_pelantikan",
    "draft_reorganisasi",
    "edit_account",
    "edit_jabatan",
    "edit_pegawai",
    "edit_pelantikan",
    "edit_reorganisasi",
    "edit_settings",
    "edit_unit",
    "end_own_sessions",
    "end_role",
    "end_sessions",
    "end_term",
    "give_role",
    "hand_over_role",
    "import_accounts",
    "import_jabatan",
    "import_pegawai",
    "import_units",
    "invite_account",
    "link_single_sign_on",
    "require_second_factor",
    "retire_pegawai",
    "send_password_link",
    "set_password",
    "set_policy",
    "take_off_second_factor",
    "turn_off_second_factor",
    "turn_on_second_factor",
    "unlink_single_sign_on",
    "withdraw_links",
]
