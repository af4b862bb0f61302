from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "sakip.kernel"
    label = "kernel"

    def ready(self) -> None:
        from sakip.kernel.daily import DAILY  # late: needs models
        from sakip.kernel.digest import send_where_mail_is_set_up  # late: needs models
        from sakip.kernel.reminders import remind_today  # late: needs models

        DAILY.add(remind_today)
        DAILY.add(send_where_mail_is_set_up)  # after it: the day's reminders go out the same day
