"""The background worker: first takes up what a killed one left behind, then does what is queued, once a day more."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command

from sakip.kernel.backup.running import running
from sakip.kernel.daily import schedule
from sakip.kernel.jobs import take_up_stale
from sakip.kernel.management import base


class Command(base.Command):
    help = "Menjalankan pekerjaan di latar belakang, termasuk yang terhenti karena pekerja sebelumnya mati."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with running():
            self._work()

    def _work(self) -> None:
        # A worker starts alone: whatever is still marked as at work has lost its worker, however lately.
        count = take_up_stale(silent_after=None)
        if count:
            self.stdout.write(f"{count} pekerjaan yang terhenti dimulai lagi.")
        schedule()
        call_command("db_worker", interval=1)
