from django.urls import path

from sakip.anggaran import views

app_name = "anggaran"
urlpatterns = [
    path("pagu/", views.daftar, name="pagu-daftar"),
    path("pagu/tambah/", views.tambah, name="pagu-tambah"),
    path("pagu/<int:pk>/", views.pagu, name="pagu"),
    path("pagu/<int:pk>/isi/", views.isi, name="pagu-isi"),
    path("pagu/<int:pk>/tetapkan/", views.tetapkan, name="pagu-tetapkan"),
    path("pagu/<int:pk>/hubungkan/", views.hubungkan, name="pagu-hubungkan"),
    path("pagu/<int:pk>/perubahan/", views.perubahan, name="pagu-perubahan"),
    path("pagu/<int:pk>/buang/", views.buang, name="pagu-buang"),
]
