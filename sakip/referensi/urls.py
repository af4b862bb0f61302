from django.urls import path

from sakip.referensi import views

app_name = "referensi"
urlpatterns = [
    path("nomenklatur/", views.nomenklatur, name="nomenklatur"),
    path("nomenklatur/cari/", views.cari, name="nomenklatur-cari"),
    path("nomenklatur/peta/", views.peta, name="nomenklatur-peta"),
]
