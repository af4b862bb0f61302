from django.apps import AppConfig


class AnggaranConfig(AppConfig):
    name = "sakip.anggaran"
    label = "anggaran"
