from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "sakip.organisasi"
    label = "organisasi"

    def ready(self) -> None:
        from sakip.organisasi import actions  # noqa: F401 - late: needs models; registers the parts of a reorganisation
