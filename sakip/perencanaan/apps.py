from django.apps import AppConfig


class PerencanaanConfig(AppConfig):
    name = "sakip.perencanaan"
    label = "perencanaan"

    def ready(self) -> None:
        # late: models are loaded only now; the worker must know the kinds of jobs before it takes one
        from sakip.perencanaan.transfers import uploads  # noqa: F401
