"""Tell the history what the columns of 0002 hold in the rows that were there before."""

from django.db import migrations

from sakip.kernel.history import adopt

COLUMNS = {
    "Unit": [
        "dasar_hukum",
        "tugas",
        "fungsi",
        "kewenangan",
        "alamat",
        "kontak",
        "tautan_sippn",
        "tautan_lapor",
        "tautan_ppid",
    ],
    "Instansi": ["lambang", "warna", "zona_waktu", "alamat_publik", "wajib_dua_langkah"],
    "Kebijakan": ["skala_sendiri", "pembulatan", "bobot", "langkah_verifikasi", "versi_pk", "dasar_hukum"],
}


def tell(apps, _editor):
    for model, columns in COLUMNS.items():
        adopt(apps.get_model("organisasi", model), columns)


class Migration(migrations.Migration):
    dependencies = [("organisasi", "0002_lengkap"), ("kernel", "0002_lengkap")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
