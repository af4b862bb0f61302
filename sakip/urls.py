"""Every address of the system, by component."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.socialaccount import views as single_sign_on
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path

from sakip.organisasi.views import saya

# Of allauth's addresses those that are used. Accounts and their addresses are made by an administrator: nobody signs
# himself up, adds an address to his account or binds a second provider; links that set a password are our own.
sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("dua-langkah/", second_factor.authenticate, name="mfa_authenticate"),
    path("dua-langkah/konfirmasi/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("dua-langkah/pasang/", saya.pasang_dua_langkah, name="mfa_activate_totp"),
    path("dua-langkah/matikan/", saya.matikan_dua_langkah, name="mfa_deactivate_totp"),
    path("dua-langkah/kode/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("dua-langkah/kode/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("dua-langkah/kode/unduh/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("masuk-tunggal/<str:provider_id>/kembali/", openid_connect.callback, name="openid_connect_callback"),
    path("masuk-tunggal/batal/", single_sign_on.login_cancelled, name="socialaccount_login_cancelled"),
]

urlpatterns = [
    path("akun/", include(sign_in)),
    path("", include("sakip.kernel.urls")),
    path("", include("sakip.referensi.urls")),
    path("", include("sakip.organisasi.urls")),
    path("", include("sakip.datakinerja.urls")),
    path("", include("sakip.anggaran.urls")),
    path("", include("sakip.perencanaan.urls")),
    path("", include("sakip.pelaporan.urls")),
]
handler400 = "sakip.kernel.web.bad_request"
handler403 = "sakip.kernel.web.forbidden"
handler404 = "sakip.kernel.web.not_found"
handler500 = "sakip.kernel.web.server_error"
