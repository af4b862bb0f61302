from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "sakip.organisasi"
    label = "organisasi"

    def ready(self) -> None:
        from sakip.kernel.offers import bagian, kewajiban, mulai, pencarian  # late: needs models
        from sakip.organisasi import actions  # noqa: F401 - late: needs models; registers the parts of a reorganisation
        from sakip.organisasi.queries import kewajiban as duties  # late: needs models
        from sakip.organisasi.queries import mulai as start  # late: needs models
        from sakip.organisasi.queries import search  # late: needs models
        from sakip.organisasi.queries.bagian import parts_of  # late: needs models

        for offer in (duties.calendar_duties, duties.invitations, duties.drafts):
            kewajiban.add(offer)
        pencarian.add(search.find_units)
        pencarian.add(search.find_people)
        bagian.add(parts_of)
        mulai.add(start.steps)
