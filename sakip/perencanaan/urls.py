from django.urls import path

from sakip.perencanaan.views import beranda, bobot, buku_kerja, impor, indikator, isian, kebijakan, paket, target

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
    path("kebijakan/", kebijakan.kebijakan, name="kebijakan"),
    path("kebijakan/<int:pk>/", kebijakan.kebijakan, name="kebijakan-instansi"),
    path("kebijakan/<int:pk>/ubah/", kebijakan.ubah, name="kebijakan-ubah"),
    path("kebijakan/paket/", paket.daftar, name="paket-daftar"),
    path("kebijakan/paket/banding/", paket.banding, name="paket-banding"),
    path("kebijakan/paket/<slug:kode>/", paket.paket, name="paket"),
    path("unit/<int:pk>/bobot/", bobot.unit, name="bobot"),
    path("impor/", impor.daftar, name="impor-daftar"),
    path("impor/<int:pk>/lembar/", impor.lembar, name="impor-lembar"),
    path("impor/<int:pk>/kolom/", impor.peta, name="impor-peta"),
    path("impor/<int:pk>/periksa/", impor.periksa, name="impor-periksa"),
    path("impor/<int:pk>/terapkan/", impor.terapkan, name="impor-terapkan"),
    path("impor/<int:pk>/anotasi/", impor.anotasi, name="impor-anotasi"),
    path("buku-kerja/", buku_kerja.buku_kerja, name="buku-kerja"),
    path("buku-kerja/unduh/", buku_kerja.unduh, name="buku-kerja-unduh"),
    path("buku-kerja/<str:berkas>/", buku_kerja.periksa, name="buku-kerja-periksa"),
    path("buku-kerja/<str:berkas>/anotasi/", buku_kerja.anotasi, name="buku-kerja-anotasi"),
    path("isian/", isian.pilih_unit, name="isian"),
    path("unit/<int:pk>/isian/", isian.unit, name="isian-unit"),
]
