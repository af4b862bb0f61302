from django.apps import AppConfig


class PerencanaanConfig(AppConfig):
    name = "sakip.perencanaan"
    label = "perencanaan"

    def ready(self) -> None:
        from sakip.perencanaan import actions  # noqa: F401 - late: needs models; tells a reorganisation its part
        from sakip.perencanaan.transfers import uploads  # noqa: F401 - late: needs models; tells the worker its jobs
