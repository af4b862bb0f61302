from django.urls import path

from sakip.kernel import panduan, styleguide, trail, views

app_name = "kernel"
urlpatterns = [
    path("riwayat/", trail.riwayat, name="riwayat"),
    path("riwayat/keadaan/", trail.keadaan, name="keadaan"),
    path("cari/", views.cari, name="cari"),
    path("pekerjaan/<int:pk>/", views.job, name="job"),
    path("pekerjaan/<int:pk>/berkas/", views.job_file, name="job-berkas"),
    path("pemberitahuan/", views.pemberitahuan, name="pemberitahuan"),
    path("pemberitahuan/pengaturan/", views.atur_pemberitahuan, name="pemberitahuan-atur"),
    path("pemberitahuan/<int:pk>/", views.baca, name="pemberitahuan-baca"),
    path("panduan/", views.panduan_bab, {"bab": panduan.INDEX}, name="panduan"),
    path("panduan/<slug:bab>/", views.panduan_bab, name="panduan-bab"),
    path("panduan/gambar/<str:nama>", views.panduan_gambar, name="panduan-gambar"),
    path("pilih-periode/", views.pilih_periode, name="pilih-periode"),
    path("pilih-bahasa/", views.pilih_bahasa, name="pilih-bahasa"),
    path("gaya/", styleguide.gaya, name="gaya"),  # 404 unless DEBUG
]
