from django.apps import AppConfig


class ReferensiConfig(AppConfig):
    name = "sakip.referensi"
    label = "referensi"

    def ready(self) -> None:
        from sakip.kernel.translation import SPOKEN  # late: only once the kernel is there
        from sakip.referensi.queries import kata  # late: as above

        SPOKEN.update(kata())
