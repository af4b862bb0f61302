"""Every address of the system, by component."""

from allauth.account import views as account
from django.urls import include, path

# Of allauth's addresses those that are used. Accounts and their addresses are made by an administrator: nobody signs
# himself up or adds an address to his account; and as long as no mail is sent, no link can set a password.
sign_in = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
]

urlpatterns = [
    path("akun/", include(sign_in)),
    path("", include("sakip.kernel.urls")),
    path("", include("sakip.organisasi.urls")),
    path("", include("sakip.datakinerja.urls")),
    path("", include("sakip.perencanaan.urls")),
    path("", include("sakip.pelaporan.urls")),
]
handler400 = "sakip.kernel.web.bad_request"
handler403 = "sakip.kernel.web.forbidden"
handler404 = "sakip.kernel.web.not_found"
handler500 = "sakip.kernel.web.server_error"
