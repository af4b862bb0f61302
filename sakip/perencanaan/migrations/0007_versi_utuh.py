"""A version keeps what it was set with: the generation of its codes, and the indicators under its statements."""

from django.db import migrations, models

from sakip.kernel.history import adopt


def keep(apps, _editor):
    versi, penempatan = (apps.get_model("perencanaan", name) for name in ("DokumenVersi", "Penempatan"))
    whole = models.OuterRef("dokumen")
    documents = models.QuerySet(apps.get_model("perencanaan", "DokumenRencana")).filter(pk=whole)
    models.QuerySet(versi).update(generasi=models.Subquery(documents.values("generasi")[:1]))
    adopt(versi, ["generasi"])
    adopt(penempatan, ["sejak_versi"])


class Migration(migrations.Migration):
    dependencies = [("perencanaan", "0006_nama_rumus"), ("kernel", "0002_lengkap")]
    operations = [
        migrations.AddField(
            model_name="dokumenversi",
            name="generasi",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="generasi nomenklatur"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="penempatan", name="placement_once_per_node"),
        migrations.AddField(
            model_name="penempatan",
            name="sampai_versi",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="sampai versi"),
        ),
        migrations.AddField(
            model_name="penempatan",
            name="sejak_versi",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="sejak versi"),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RemoveField(model_name="dokumenrencana", name="generasi"),
        migrations.AddConstraint(
            model_name="penempatan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sampai_versi", None)),
                fields=("indikator", "kunci"),
                name="placement_once_per_node",
            ),
        ),
        migrations.AddConstraint(
            model_name="penempatan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sampai_versi", None), ("sampai_versi__gt", models.F("sejak_versi")), _connector="OR"
                ),
                name="placement_versions_in_order",
            ),
        ),
    ]
