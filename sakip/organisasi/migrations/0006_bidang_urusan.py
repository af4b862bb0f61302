from django.db import migrations, models

from sakip.kernel.history import adopt


class Migration(migrations.Migration):
    dependencies = [("organisasi", "0005_akun"), ("kernel", "0002_lengkap")]
    operations = [
        migrations.AddField(
            model_name="unit",
            name="bidang_urusan",
            field=models.CharField(blank=True, max_length=100, verbose_name="bidang urusan"),
        ),
        migrations.RunPython(
            lambda apps, _: adopt(apps.get_model("organisasi", "Unit"), ["bidang_urusan"]),
            migrations.RunPython.noop,
        ),
    ]
