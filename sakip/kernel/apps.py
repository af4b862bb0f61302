from django.apps import AppConfig
from django.db.models import Field, ForeignObject

from sakip.kernel.among import Among


class KernelConfig(AppConfig):
    name = "sakip.kernel"
    label = "kernel"

    def ready(self) -> None:
        from sakip.kernel.daily import DAILY  # late: needs models
        from sakip.kernel.digest import send_where_mail_is_set_up  # late: needs models
        from sakip.kernel.reminders import remind_today  # late: needs models

        for column in (Field, ForeignObject):
            column.register_lookup(Among)
        DAILY.add(remind_today)
        DAILY.add(send_where_mail_is_set_up)  # after it: the day's reminders go out the same day
