from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "sakip.kernel"
    label = "kernel"

    def ready(self) -> None:
        from sakip.kernel import digest  # noqa: F401 - late: needs models; adds the digest to the work of each day
