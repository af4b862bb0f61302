from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisasi", "0006_bidang_urusan"),
    ]

    operations = [
        migrations.AddField(
            model_name="akun",
            name="bahasa",
            field=models.CharField(blank=True, max_length=7, verbose_name="bahasa"),
        ),
    ]
