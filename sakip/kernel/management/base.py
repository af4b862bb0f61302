"""What every command does with what is refused: one sentence, code 1, no traceback."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError

from sakip.kernel.refusals import Refused
from sakip.kernel.transfer.cells import UnreadableFile
from sakip.kernel.transfer.problems import file_sentence


class Command(BaseCommand):
    """A command whose refusals, unreadable files and missing rights end it with their sentence."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except Refused as no:
            raise CommandError(no.refusal.sentence) from no
        except UnreadableFile as wrong:
            raise CommandError(file_sentence(wrong)) from wrong
        except PermissionDenied as denied:
            raise CommandError("Akun ini tidak berwenang melakukan itu pada unit tersebut.") from denied
        except OSError as wrong:
            if wrong.filename is None:  # no file of the caller's: the database, a pipe
                raise
            raise CommandError(f"Berkas {wrong.filename} tidak dapat dibaca atau ditulis: {wrong.strerror}.") from wrong
