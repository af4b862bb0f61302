from django.urls import path

from sakip.organisasi.views import unit

app_name = "organisasi"
urlpatterns = [
    path("unit/", unit.daftar, name="unit-daftar"),
    path("unit/tambah/", unit.tambah, name="unit-tambah"),
    path("unit/<int:pk>/", unit.unit, name="unit"),
    path("unit/<int:pk>/ubah/", unit.ubah, name="unit-ubah"),
    path("unit/<int:pk>/kop/", unit.ubah_kop, name="kop-ubah"),
]
