from django.db import migrations, models

from sakip.kernel.history import adopt


class Migration(migrations.Migration):
    dependencies = [("organisasi", "0003_riwayat"), ("kernel", "0002_lengkap")]
    operations = [
        migrations.AddField(
            model_name="kebijakan",
            name="hari_tenggat",
            field=models.PositiveSmallIntegerField(default=30, verbose_name="hari batas waktu pengisian"),
        ),
        migrations.RunPython(
            lambda apps, _: adopt(apps.get_model("organisasi", "Kebijakan"), ["hari_tenggat"]),
            migrations.RunPython.noop,
        ),
    ]
