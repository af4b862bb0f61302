"""Accounts: a version for two who edit, and since when a second factor, single sign-on and ended sessions hold."""

from django.db import migrations, models

from sakip.kernel.history import adopt


def tell(apps, _editor):
    adopt(apps.get_model("organisasi", "Akun"), ["versi"])


class Migration(migrations.Migration):
    dependencies = [("organisasi", "0004_kebijakan")]
    operations = [
        migrations.AddField(
            model_name="akun",
            name="dua_langkah",
            field=models.DateTimeField(blank=True, null=True, verbose_name="masuk dua langkah sejak"),
        ),
        migrations.AddField(
            model_name="akun",
            name="masuk_tunggal",
            field=models.DateTimeField(blank=True, null=True, verbose_name="tertaut ke masuk tunggal sejak"),
        ),
        migrations.AddField(
            model_name="akun",
            name="sesi_diakhiri",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sesi diakhiri"),
        ),
        migrations.AddField(
            model_name="akun",
            name="versi",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AlterField(
            model_name="akun",
            name="sandi_disetel",
            field=models.DateTimeField(blank=True, null=True, verbose_name="kata sandi disetel"),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
