"""Every address of the system, by component."""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("allauth.account.urls")),
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
