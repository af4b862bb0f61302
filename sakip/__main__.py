"""Management commands: ``python -m sakip COMMAND``, which ``./run manage COMMAND`` calls."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sakip.settings")
    execute_from_command_line(["./run manage", *sys.argv[1:]])
