from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "sakip.organisasi"
    label = "organisasi"
