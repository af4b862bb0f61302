"""What is refused of reports of negative impact."""

from __future__ import annotations

from sakip.kernel.access import ROLES, Access, Permission
from sakip.kernel.refusals import Refusal, register
from sakip.organisasi.models import Unit
from sakip.perencanaan.models import Indikator, LaporanDampak

register(
    {
        "dampak-bukan-iku": (
            "“{indikator}” bukan IKU. Yang dilaporkan kepada unit di atas ialah dampak negatif sebuah IKU; "
            "ubah atau hentikan indikator ini bila perlu."
        ),
        "dampak-tanpa-atasan": (
            "{unit} tidak memiliki unit di atasnya, sehingga laporan ini tidak beralamat. "
            "Ubah IKU-nya, atau ganti lewat keputusan IKU yang baru."
        ),
        "dampak-bukan-pimpinannya": (
            "Dampak negatif IKU {unit} dilaporkan oleh pimpinannya sendiri kepada unit di atasnya. "
            "Mintalah pimpinan {unit} melaporkannya."
        ),
        "dampak-sudah-dilaporkan": (
            "Dampak negatif IKU {indikator} tahun {tahun} dengan uraian itu sudah dilaporkan dan menunggu tanggapan. "
            "Buka laporan itu, atau tulis dampak yang lain."
        ),
        "dampak-kosong": "{bagian} belum diisi. Tuliskan dalam satu atau dua kalimat.",
        "dampak-pelapor-menanggapi": (
            "Anda sendiri yang melaporkan dampak ini; tanggapannya diberikan orang lain di {unit}."
        ),
    }
)


def not_to_report(indikator: Indikator) -> Refusal | None:
    """It concerns an IKU, and there is a unit above that can answer."""
    if not indikator.iku:
        return Refusal("dampak-bukan-iku", {"indikator": indikator.nama})
    if indikator.unit.is_root:
        return Refusal("dampak-tanpa-atasan", {"unit": indikator.unit.nama})
    return None


def reported_already(indikator: Indikator, tahun: int, *, there: bool) -> Refusal | None:
    """The same words about the same year are one report, however often they are sent."""
    words = {"indikator": indikator.nama, "tahun": str(tahun)}
    return Refusal("dampak-sudah-dilaporkan", words, "uraian") if there else None


def not_its_head(unit: Unit, by: Access) -> Refusal | None:
    """The head of the unit itself reports; who heads one above is to whom it is reported."""
    places = {grant.path for grant in by.grants if Permission.REPORT_IMPACT in ROLES[grant.role]}
    everywhere = ""  # the command line
    return None if places & {unit.path, everywhere} else Refusal("dampak-bukan-pimpinannya", {"unit": unit.nama})


def blank(text: str, bagian: str, field: str) -> Refusal | None:
    return None if text.strip() else Refusal("dampak-kosong", {"bagian": bagian}, field)


def own_report(laporan: LaporanDampak, by: Access) -> Refusal | None:
    """Nobody answers himself. Known by name, as the report keeps it."""
    if laporan.pelapor != by.actor_name:
        return None
    above = laporan.unit.induk
    return Refusal("dampak-pelapor-menanggapi", {"unit": above.nama if above else laporan.unit.nama})
