from django.apps import AppConfig


class PelaporanConfig(AppConfig):
    name = "sakip.pelaporan"
    label = "pelaporan"

    def ready(self) -> None:
        from sakip.kernel.offers import mulai, pemakaian, pencarian, tahun_dibekukan  # late: needs models
        from sakip.pelaporan import queries  # late: needs models
        from sakip.pelaporan.queries import mulai as start  # late: needs models
        from sakip.pelaporan.queries.pemakaian import reports_with  # late: needs models

        tahun_dibekukan.add(queries.frozen_years)
        pencarian.add(queries.find_reports)
        mulai.add(start.steps)
        pemakaian.add(reports_with)
