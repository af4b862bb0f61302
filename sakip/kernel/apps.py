from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "sakip.kernel"
    label = "kernel"
