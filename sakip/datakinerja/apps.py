from django.apps import AppConfig


class DataKinerjaConfig(AppConfig):
    name = "sakip.datakinerja"
    label = "datakinerja"
