from django.urls import path

from sakip.perencanaan.views import beranda, indikator, isian, target

app_name = "perencanaan"
urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("indikator/", indikator.daftar, name="indikator-daftar"),
    path("indikator/tambah/", indikator.tambah, name="indikator-tambah"),
    path("indikator/<int:pk>/", indikator.kartu, name="indikator"),
    path("indikator/<int:pk>/ubah/", indikator.ubah, name="indikator-ubah"),
    path("indikator/<int:pk>/kartu/", indikator.ubah_kartu, name="kartu-ubah"),
    path("indikator/<int:pk>/target/", target.target, name="target"),
    path("unit/<int:pk>/indikator/", indikator.unit, name="indikator-unit"),
    path("isian/", isian.pilih_unit, name="isian"),
    path("unit/<int:pk>/isian/", isian.unit, name="isian-unit"),
]
