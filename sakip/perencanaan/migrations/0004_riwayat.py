"""Tell the history what the columns of 0003 hold in the rows that were there before."""

from django.db import migrations

from sakip.kernel.history import adopt

COLUMNS = {
    "DokumenRencana": ["dicatat", "generasi"],
    "DokumenVersi": ["status", "nomor_penetapan", "berkas", "nama_berkas", "alasan", "catatan"],
    "SimpulRencana": ["kode"],
    "KartuIndikator": [
        "rumus",
        "pembilang",
        "penyebut",
        "hasil",
        "alasan_pemilihan",
        "frekuensi",
        "kategori_sumber",
        "penyedia_data",
        "disagregasi",
        "keterbatasan",
        "kompensasi",
    ],
}


def tell(apps, _editor):
    for model, columns in COLUMNS.items():
        adopt(apps.get_model("perencanaan", model), columns)


class Migration(migrations.Migration):
    dependencies = [("perencanaan", "0003_rencana_lengkap"), ("kernel", "0002_lengkap")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
