"""The form of an upload into an instansi: it checks shape only."""

from __future__ import annotations

from typing import Any

from django import forms

from sakip.kernel.transfer.cells import MAX_BYTES
from sakip.organisasi.forms.shared import TanggalField, messages

ACCEPTED = ".xlsx,.xlsm,.xls,.ods,.csv"


class ImporForm(forms.Form):
    """The file, and where the kind has it the first day of what is new."""

    berkas = forms.FileField(
        label="Berkas",
        help_text="XLSX, XLS, ODS, atau CSV, paling besar 20 MB. Tidak ada yang ditulis sebelum Anda menerapkannya.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        error_messages={
            "required": "Berkas belum dipilih; pilih berkas yang akan diimpor.",
            "empty": "Berkas itu kosong; pilih berkas yang berisi tabel.",
        },
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

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > MAX_BYTES:
            raise forms.ValidationError("Ukuran berkas melebihi 20 MB; bagi data ke dalam beberapa berkas.")
        return berkas
