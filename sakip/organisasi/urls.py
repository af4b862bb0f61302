from django.urls import path

from sakip.organisasi import views

app_name = "organisasi"
urlpatterns = [
    path("unit/", views.daftar, name="unit-daftar"),
    path("unit/tambah/", views.tambah, name="unit-tambah"),
    path("unit/<int:pk>/", views.unit, name="unit"),
    path("unit/<int:pk>/ubah/", views.ubah, name="unit-ubah"),
    path("unit/<int:pk>/kop/", views.ubah_kop, name="kop-ubah"),
]
