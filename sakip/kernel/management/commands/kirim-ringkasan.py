"""``./run manage kirim-ringkasan``: send what people have not read yet by mail."""  # noqa: N999

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sakip.kernel.digest import send_digests


class Command(BaseCommand):
    help = (
        "Mengirim ringkasan pemberitahuan yang belum dibaca lewat surel, paling banyak sekali sehari untuk tiap orang."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            sent = send_digests()
        except OSError as wrong:
            raise CommandError(f"Peladen surel tidak menjawab: {wrong}. Periksa pengaturan surel.") from wrong
        self.stdout.write(f"{sent.terkirim} ringkasan dikirim.")
        if sent.gagal:
            raise CommandError(
                f"{len(sent.gagal)} ringkasan gagal dikirim dan dicoba lagi besok; lihat catatan peladen."
            )
