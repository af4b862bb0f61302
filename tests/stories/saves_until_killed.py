"""Run as a process of its own: a reporter saves one value after another through the page until the process is killed.

Prints each value only after the page has answered that it is saved.
"""

import os
import sys
from itertools import cycle

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sakip.settings")
django.setup()

from django.test import Client  # noqa: E402 - after the setup

from sakip.datakinerja.models import SeriesValue  # noqa: E402
from sakip.kernel.access import INSTALLATION, SYSTEM, Role  # noqa: E402
from sakip.organisasi.actions import add_unit, create_instansi  # noqa: E402
from tests.builders import indikator  # noqa: E402
from tests.people import person  # noqa: E402

root = create_instansi(INSTALLATION, nama="Kabupaten Isian", jenis="kabupaten", by=SYSTEM)
unit = add_unit(root, nama="Dinas Isian", jenis="dinas", by=SYSTEM)
subject = indikator(unit)
client = Client()
client.force_login(person("Sari", unit, Role.PELAPOR).akun)
client.post("/pilih-periode/", {"tahun": "2025", "periode": "T"})

for number, kode in enumerate(cycle(["TW1", "TW2", "TW3", "TW4"]), 1):
    key = f"{subject.pk}-2025-{kode}"
    row = SeriesValue.related.filter(series=subject.series, periode=kode, pengganti=None).first()
    seen = f"{row.pk}:{row.angka}" if row else ":"
    answer = client.post(f"/unit/{unit.pk}/isian/", {f"n-{key}": str(number), f"s-{key}": seen})
    if answer.status_code != 302:
        sys.exit(f"not saved: {answer.status_code}")
    print(number, flush=True)
