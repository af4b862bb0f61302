from django.apps import AppConfig


class ReferensiConfig(AppConfig):
    name = "sakip.referensi"
    label = "referensi"
