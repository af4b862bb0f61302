from django.apps import AppConfig


class PerencanaanConfig(AppConfig):
    name = "sakip.perencanaan"
    label = "perencanaan"

    def ready(self) -> None:
        from sakip.anggaran.rules import rencana  # late: needs models
        from sakip.kernel.offers import bagian, kewajiban, kinerja_jabatan, mulai, pencarian  # late: needs models
        from sakip.perencanaan import actions, queries  # noqa: F401 - late: needs models; tells a reorganisation its part
        from sakip.perencanaan import kewajiban as duties  # late: needs models
        from sakip.perencanaan.queries import mulai as start  # late: needs models
        from sakip.perencanaan.queries import pohon  # late: needs models
        from sakip.perencanaan.queries.keadaan import parts_of  # late: needs models
        from sakip.perencanaan.queries.nomenklatur import users_of_generation  # late: needs models
        from sakip.perencanaan.queries.pagu import plan_lines  # late: needs models
        from sakip.perencanaan.transfers import naskah_pohon, uploads  # noqa: F401 - late: needs models; tells the worker its jobs
        from sakip.referensi.rules import pemakai  # late: with the others

        for offer in (
            duties.figures_to_fill_in,
            duties.figures_to_ask_for,
            duties.imports_to_apply,
            duties.plans_to_move_on,
            duties.crosscutting_to_answer,
            duties.impacts_to_answer,
        ):
            kewajiban.add(offer)
        pencarian.add(queries.find_indicators)
        pencarian.add(queries.find_plans)
        pemakai.add(users_of_generation)
        pencarian.add(pohon.find_nodes)
        bagian.add(parts_of)
        rencana.add(plan_lines)
        mulai.add(start.steps)
        kinerja_jabatan.add(pohon.of_position)
