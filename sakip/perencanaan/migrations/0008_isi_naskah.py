"""What the forms of a plan ask of a statement, the evidence of a contribution, and in which trees one goes on."""

import django.db.models.deletion
from django.db import migrations, models

from sakip.kernel.history import adopt


def keep(apps, _editor):
    adopt(apps.get_model("perencanaan", "SimpulRencana"), ["lokasi", "nspk", "prioritas", "catatan"])
    adopt(apps.get_model("perencanaan", "Crosscutting"), ["bukti"])


class Migration(migrations.Migration):
    dependencies = [
        ("perencanaan", "0007_versi_utuh"),
        ("kernel", "0002_lengkap"),
    ]

    operations = [
        migrations.AddField(
            model_name="crosscutting",
            name="bukti",
            field=models.CharField(blank=True, max_length=300, verbose_name="bukti"),
        ),
        migrations.AddField(
            model_name="simpulrencana",
            name="catatan",
            field=models.CharField(blank=True, max_length=500, verbose_name="catatan"),
        ),
        migrations.AddField(
            model_name="simpulrencana",
            name="lokasi",
            field=models.CharField(blank=True, max_length=300, verbose_name="lokasi"),
        ),
        migrations.AddField(
            model_name="simpulrencana",
            name="nspk",
            field=models.CharField(blank=True, max_length=500, verbose_name="NSPK yang relevan"),
        ),
        migrations.AddField(
            model_name="simpulrencana",
            name="prioritas",
            field=models.CharField(blank=True, max_length=300, verbose_name="program prioritas yang didukung"),
        ),
        migrations.CreateModel(
            name="SilsilahPohon",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pendahulu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="silsilah_penerus",
                        to="perencanaan.pohonkinerja",
                    ),
                ),
                (
                    "penerus",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="silsilah_pendahulu",
                        to="perencanaan.pohonkinerja",
                    ),
                ),
            ],
            options={
                "verbose_name": "silsilah pohon kinerja",
                "constraints": [
                    models.UniqueConstraint(fields=("pendahulu", "penerus"), name="tree_lineage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pendahulu", models.F("penerus")), _negated=True),
                        name="tree_lineage_of_two",
                    ),
                ],
            },
            managers=[
                ("related", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
