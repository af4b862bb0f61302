"""Plans that were there before versions had a status were copied from papers that were set: they are, and still count."""

from django.db import migrations, models

from sakip.kernel.history import adopt


def record(apps, _editor):
    versi, dokumen = (apps.get_model("perencanaan", name) for name in ("DokumenVersi", "DokumenRencana"))
    models.QuerySet(versi).filter(status="draf").update(status="ditetapkan", masih_dicatat=True)
    models.QuerySet(dokumen).update(dicatat=True)
    adopt(versi, ["status", "masih_dicatat"])
    adopt(dokumen, ["dicatat"])


class Migration(migrations.Migration):
    dependencies = [("perencanaan", "0004_riwayat"), ("kernel", "0002_lengkap")]
    operations = [
        migrations.AddField(
            model_name="dokumenversi",
            name="masih_dicatat",
            field=models.BooleanField(default=False, verbose_name="masih dicatat"),
        ),
        migrations.RunPython(record, migrations.RunPython.noop),
    ]
