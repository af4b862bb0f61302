from django.apps import AppConfig


class PelaporanConfig(AppConfig):
    name = "sakip.pelaporan"
    label = "pelaporan"

    def ready(self) -> None:
        from sakip.kernel.offers import tahun_dibekukan  # late: needs models
        from sakip.pelaporan.queries import frozen_years  # late: needs models

        tahun_dibekukan.add(frozen_years)
