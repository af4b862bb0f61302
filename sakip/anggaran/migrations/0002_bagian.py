"""A line of money says of which other line it is a part, where the codes do not tell."""

from django.db import migrations, models

from sakip.kernel.history import adopt


def keep(apps, _editor):
    adopt(apps.get_model("anggaran", "Pagu"), ["di_bawah"])


class Migration(migrations.Migration):
    dependencies = [("anggaran", "0001_awal"), ("kernel", "0002_lengkap")]
    operations = [
        migrations.AddField(
            model_name="pagu",
            name="di_bawah",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="di bawah kode"),
            preserve_default=False,
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
