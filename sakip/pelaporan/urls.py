from django.urls import path

from sakip.pelaporan import views

app_name = "pelaporan"
urlpatterns = [
    path("laporan/", views.laporan, name="laporan"),
    path("unit/<int:pk>/laporan/<int:tahun>/", views.pratinjau, name="pratinjau"),
    path("unit/<int:pk>/laporan/<int:tahun>/lkjip.pdf", views.pdf, name="pdf"),
    path("unit/<int:pk>/laporan/<int:tahun>/lkjip.docx", views.docx, name="docx"),
    path("unit/<int:pk>/laporan/<int:tahun>/bekukan/", views.bekukan, name="bekukan"),
    path("laporan/beku/<int:pk>/lkjip.pdf", views.beku_pdf, name="beku-pdf"),
    path("laporan/beku/<int:pk>/lkjip.docx", views.beku_docx, name="beku-docx"),
]
