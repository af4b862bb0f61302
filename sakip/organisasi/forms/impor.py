"""The form of an upload into an instansi: it checks shape only."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.organisasi.forms.shared import TabelField, TanggalField, messages


class ImporForm(forms.Form):
    """The file, and where the kind has it the first day of what is new."""

    berkas = TabelField(
        label="Berkas",
        help_text="XLSX, XLS, ODS, atau CSV, paling besar 20 MB. Tidak ada yang ditulis sebelum Anda menerapkannya.",
    )
    sejak = TanggalField(
        label="Berlaku mulai",
        required=False,
        help_text="Untuk baris baru yang tidak menyebut tanggalnya sendiri. Boleh dikosongkan.",
        error_messages=messages("Berlaku mulai"),
    )

    def __init__(self, *args: Any, sejak: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not sejak:
            del self.fields["sejak"]
