from django.urls import path

from sakip.organisasi.views import kalender, kewajiban, libur, pengaturan, unit

app_name = "organisasi"
urlpatterns = [
    path("kalender/", kalender.kalender, name="kalender"),
    path("kalender/daftar/", kalender.daftar, name="kalender-daftar"),
    path("kalender/siapkan/", kewajiban.siapkan, name="kalender-siapkan"),
    path("kalender/pakai/", kewajiban.pakai, name="kalender-pakai"),
    path("kalender/tambah/", kewajiban.tambah, name="kewajiban-tambah"),
    path("kalender/<int:pk>/", kewajiban.ubah, name="kewajiban-ubah"),
    path("kalender/<int:pk>/langkah/", kewajiban.langkah, name="kewajiban-langkah"),
    path("kalender/libur/", libur.libur, name="libur"),
    path("kalender/libur/<int:pk>/cabut/", libur.cabut, name="libur-cabut"),
    path("pengaturan/", pengaturan.pengaturan, name="pengaturan"),
    path("instansi/<int:pk>/pengaturan/", pengaturan.ubah, name="pengaturan-instansi"),
    path("instansi/<int:pk>/kop/", pengaturan.pratinjau_kop, name="kop-pratinjau"),
    path("instansi/<int:pk>/lambang/<str:sidik>/", pengaturan.lambang, name="lambang"),
    path("unit/", unit.daftar, name="unit-daftar"),
    path("unit/tambah/", unit.tambah, name="unit-tambah"),
    path("unit/<int:pk>/", unit.unit, name="unit"),
    path("unit/<int:pk>/ubah/", unit.ubah, name="unit-ubah"),
]
