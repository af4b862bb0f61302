"""The table of addresses and answers, and the objects its addresses name. Reviewed by eye, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from sakip.anggaran.actions import open_pagu
from sakip.anggaran.models import JenisPagu
from sakip.arithmetic.periods import Periode
from sakip.kernel.access import SYSTEM
from sakip.kernel.jobs import start
from sakip.kernel.notices import notices, notify
from sakip.kernel.transfer.workbook import write_workbook
from sakip.organisasi.actions import draft_pelantikan, invite_account
from sakip.organisasi.actions.agenda import add_agenda, add_holidays
from sakip.organisasi.views.impor import HELD
from sakip.pelaporan.actions import freeze_laporan
from sakip.perencanaan.actions import (
    TingkatBaru,
    add_kerangka,
    ask_crosscutting,
    attach_scan,
    place,
    set_finding_aside,
    translate_to_jabatan,
)
from sakip.perencanaan.models import IndikatorSimpul
from sakip.perencanaan.transfers import uploads
from sakip.perencanaan.transfers.buku_kerja.holding import keep
from tests import builders
from tests.builders import World, angka
from tests.emblems import set_emblem
from tests.organisasi.sotk import Penerus, drafted
from tests.people import Person
from tests.perencanaan import pohon, rencana

PERSONAS = (
    "publik", "orang asing", "tetangga", "pembaca", "pelapor", "verifikator", "evaluator", "pengelola", "administrator",
)  # fmt: skip
TABLE = b"nama,target,realisasi,tahun\nAngka Kematian Ibu,80,75,2025\n"


@dataclass(frozen=True)
class Objects:
    """What the addresses name: an indicator of the Dinas Kesehatan and what was made of it."""

    by_kind: dict[str, dict[str, Any]]
    query: dict[str, str]
    """What an address needs behind its question mark."""

    def kwargs(self, name: str) -> dict[str, Any]:
        """The keyword arguments of an address, by what it names."""
        return next((kwargs for start, kwargs in self.by_kind.items() if name.startswith(start)), {})


def objects(world: World, people: dict[str, Person]) -> Objects:
    subject = builders.indikator(world.dinkes)
    year = Periode.tahunan(2025)
    builders.target(subject, year, angka(70))
    builders.realisasi(subject, year, angka(69))
    instansi = set_emblem(world.kabupaten)
    frozen = freeze_laporan(world.dinkes, tahun=2025, by=SYSTEM)
    table = uploads.upload(world.dinkes, content=TABLE, nama="tabel.csv", by=people["pengelola"].access)
    job = start("periksa-impor", unit_path=world.kabupaten.path, by=people["pengelola"].access, impor=table.pk)
    sheet = HELD.keep(b"nama,jenis\nDinas Baru,Dinas\n", "unit.csv", by=people["pengelola"].access)
    into = f"?jenis=unit&instansi={world.kabupaten.pk}"
    book = keep(write_workbook([], meta={}), "buku.xlsx", by=people["pengelola"].access)
    notify([people["pelapor"].akun.pk], reason="pekerjaan", text="Impor tabel.csv selesai.")
    notice = notices(people["pelapor"].access).get(reason="pekerjaan")
    post = builders.jabatan(world.dinkes, kepala=True)
    somebody = builders.pegawai(world.kabupaten)
    term = builders.masa(post, somebody, date(2025, 1, 2))
    draft = draft_pelantikan(world.kabupaten, tanggal=date(2026, 8, 3), nomor_sk="821/1", by=SYSTEM)
    unit, indikator = {"pk": world.dinkes.pk}, {"pk": subject.pk}
    plan = rencana.draft(world.dinkes)
    plan = attach_scan(plan, naskah=ContentFile(rencana.PDF, "naskah.pdf"), seen=plan.versi, by=SYSTEM)
    sasaran = rencana.filled(plan)[1]
    placed = place(subject, simpul=sasaran, by=SYSTEM)
    own = add_kerangka(
        world.kabupaten, nama="Rencana bisnis", tingkat=[TingkatBaru("Hasil", indikator=True)], by=SYSTEM
    )
    money = open_pagu(world.dinkes, tahun=2025, jenis=JenisPagu.RENJA, by=SYSTEM)
    rkt = rencana.draft(world.dinkes, jenis="rkt", tahun_akhir=2025)
    baris, versi = {"pk": sasaran.pk}, {"pk": plan.pk}
    duty = add_agenda(world.kabupaten, tahun=2025, nama="Rapat evaluasi", tenggat=date(2025, 7, 1), by=SYSTEM)
    off = add_holidays(world.kabupaten, hari=[(date(2025, 8, 17), "Hari Kemerdekaan")], by=SYSTEM)[0]
    link = invite_account(world.dinkes, email="undangan@contoh.go.id", nama="Undangan", by=SYSTEM)
    akun = {"pk": people["pembaca"].akun.pk}
    aside = set_finding_aside(
        world.dinkes, aturan="tanpa-satuan", objek="indikator:0", alasan="Uji", on=date(2025, 7, 1), by=SYSTEM
    )
    change = drafted(world.kabupaten, asal=(world.disdik.pk,), penerus=(Penerus("a", "Dinas Baru"),))
    tree = pohon.tree(world.dinkes)
    node, measure = {"pk": tree["csf1"].pk}, IndikatorSimpul.related.get(simpul=tree["csf1"])
    became = translate_to_jabatan(tree["csf1"], jabatan=post, by=SYSTEM)
    asked = ask_crosscutting(tree["csf2"], kontribusi="Guru terlatih", mitra=world.disdik, by=SYSTEM)
    return Objects({
        "perencanaan:pohon-daftar": {}, "perencanaan:pohon-tambah": {},
        "perencanaan:pohon-berkas": {"pk": tree.pohon.pk, "jenis": "pdf"},
        "perencanaan:pohon-langkah": {"pk": tree.pohon.pk, "langkah": 1},
        "perencanaan:pohon-matriks-berkas": {"pk": tree.pohon.pk, "apa": "cascading", "jenis": "xlsx"},
        "perencanaan:pohon": {"pk": tree.pohon.pk}, "perencanaan:simpul-tambah": {"pk": tree.pohon.pk},
        "perencanaan:simpul-indikator-lepas": {"pk": measure.pk},
        "perencanaan:simpul-terjemah-lepas": {"pk": became.pk},
        "perencanaan:simpul": node, "perencanaan:crosscutting-minta": node,
        "perencanaan:crosscutting-daftar": {}, "perencanaan:crosscutting-berkas": {},
        "perencanaan:crosscutting": {"pk": asked.pk},
        "organisasi:akun-daftar": {}, "organisasi:akun-undang": {}, "organisasi:akun-saya": {},
        "organisasi:akun": akun, "organisasi:wewenang-orang": akun, "organisasi:wewenang-unit": unit,
        "organisasi:peran": {"pk": people["pelapor"].akun.penugasan.get().pk},
        "organisasi:wajib": {"pk": world.kabupaten.pk},
        "organisasi:undangan": {"token": link.token},
        "openid_connect_callback": {"provider_id": "oidc"},
        "organisasi:impor-periksa": {"berkas": sheet}, "organisasi:impor-anotasi": {"berkas": sheet},
        "organisasi:impor": {},
        "organisasi:unit-daftar": {}, "organisasi:unit-tambah": {},
        "organisasi:unit": unit,
        "organisasi:kewajiban-tambah": {}, "organisasi:kewajiban": {"pk": duty.pk},
        "organisasi:jabatan-daftar": {}, "organisasi:jabatan-tambah": {}, "organisasi:jabatan": {"pk": post.pk},
        "organisasi:masa-akhiri": {"pk": term.pk}, "organisasi:mulai": {},
        "organisasi:pegawai-daftar": {}, "organisasi:pegawai-tambah": {}, "organisasi:pegawai": {"pk": somebody.pk},
        "organisasi:pelantikan-daftar": {}, "organisasi:pelantikan-tambah": {},
        "organisasi:pelantikan": {"pk": draft.pk},
        "organisasi:libur-cabut": {"pk": off.pk},
        "organisasi:kop": {"pk": world.kabupaten.pk}, "organisasi:pengaturan-": {"pk": world.kabupaten.pk},
        "organisasi:pengaturan": {},
        "organisasi:lambang": {"pk": world.kabupaten.pk, "sidik": instansi.lambang},
        "organisasi:sotk-daftar": {}, "organisasi:sotk-tambah": {},
        "organisasi:sotk-bagian": {"pk": change.pk, "langkah": "jabatan"}, "organisasi:sotk": {"pk": change.pk},
        "perencanaan:indikator-daftar": {}, "perencanaan:indikator-tambah": {},
        "perencanaan:indikator-unit": unit, "perencanaan:isian-unit": unit,
        "perencanaan:rumus": indikator, "perencanaan:acuan": indikator,
        "perencanaan:pemeriksaan-mandiri": indikator,
        "perencanaan:indikator": indikator, "perencanaan:kartu": indikator, "perencanaan:target": indikator,
        "perencanaan:bobot": unit,
        "perencanaan:rencana-daftar": {}, "perencanaan:rencana-catat": {}, "perencanaan:rencana-tambah-baris": versi,
        "perencanaan:rencana-tambah": {},
        "perencanaan:rencana-versi-langkah": {**versi, "nama": "ajukan"},
        "perencanaan:rencana-versi-target": {"pk": rkt.pk}, "perencanaan:rencana-versi": versi,
        "perencanaan:rencana-baris-lepas": {**baris, "penempatan": placed.pk}, "perencanaan:rencana-baris": baris,
        "perencanaan:rencana": {"pk": plan.dokumen_id},
        "perencanaan:kebijakan-": {"pk": world.kabupaten.pk}, "perencanaan:kebijakan": {},
        "perencanaan:kerangka-tambah": {}, "perencanaan:kerangka-": {"pk": own.pk}, "perencanaan:kerangka": {},
        "perencanaan:paket-": {}, "perencanaan:paket": {"kode": "boyolali-2026"},
        "perencanaan:pemeriksa-cabut": {"pk": aside.pk}, "perencanaan:pemeriksa": {},
        "perencanaan:impor-daftar": {},
        "perencanaan:impor": {"pk": table.pk},
        "perencanaan:buku-kerja-periksa": {"berkas": book}, "perencanaan:buku-kerja-anotasi": {"berkas": book},
        "pelaporan:laporan": {},
        "pelaporan:beku-": {"pk": frozen.pk},
        "pelaporan:": {**unit, "tahun": 2025},
        "anggaran:pagu-daftar": {}, "anggaran:pagu-tambah": {}, "anggaran:pagu": {"pk": money.pk},
        "kernel:job": {"pk": job.pk},
        "kernel:panduan-bab": {"bab": "pengelola"}, "kernel:panduan-gambar": {"nama": "unit.png"},
        "kernel:pemberitahuan-baca": {"pk": notice.pk},
    }, {
        "kernel:keadaan": f"?jenis=organisasi.Unit&id={world.dinkes.pk}",
        "organisasi:impor": into, "organisasi:impor-templat": into,
        "organisasi:impor-periksa": into, "organisasi:impor-anotasi": into,
        "organisasi:unit-tambah": f"?induk={world.dinkes.pk}",
        "organisasi:jabatan-tambah": f"?unit={world.dinkes.pk}",
        "organisasi:pegawai-tambah": f"?instansi={world.kabupaten.pk}",
        "organisasi:pelantikan-tambah": f"?instansi={world.kabupaten.pk}",
        "organisasi:saran-jabatan": f"?instansi={world.kabupaten.pk}",
        "organisasi:saran-pegawai": f"?instansi={world.kabupaten.pk}",
        "perencanaan:indikator-tambah": f"?unit={world.dinkes.pk}",
        "perencanaan:pemeriksa-kesampingkan": f"?aturan=tanpa-sumber-data&objek=indikator:{subject.pk}",
        "anggaran:pagu-tambah": f"?unit={world.dinkes.pk}",
        "perencanaan:kerangka-tambah": f"?instansi={world.kabupaten.pk}",
        "perencanaan:rencana-tambah": f"?unit={world.dinkes.pk}",
        "perencanaan:rencana-catat": f"?unit={world.dinkes.pk}",
    })  # fmt: skip


GET: dict[str, str] = {
    "account_change_password": "in 200 200 200 200 200 200 200 200",
    "account_inactive": "200 200 200 200 200 200 200 200 200",
    "account_login": "200 302 302 302 302 302 302 302 302",
    "account_logout": "302 200 200 200 200 200 200 200 200",
    "account_reauthenticate": "in 200 200 200 200 200 200 200 200",
    "account_set_password": "in 302 302 302 302 302 302 302 302",
    "anggaran:pagu": "in 404 200 200 200 200 200 200 200",
    "anggaran:pagu-buang": "in 405 405 405 405 405 405 405 405",
    "anggaran:pagu-daftar": "in 200 200 200 200 200 200 200 200",
    "anggaran:pagu-hubungkan": "in 405 405 405 405 405 405 405 405",
    "anggaran:pagu-isi": "in 404 403 403 403 403 403 200 403",
    "anggaran:pagu-perubahan": "in 405 405 405 405 405 405 405 405",
    "anggaran:pagu-tambah": "in 404 403 403 403 403 403 200 403",
    "anggaran:pagu-tetapkan": "in 404 403 403 403 403 403 200 403",
    "kernel:cari": "in 200 200 200 200 200 200 200 200",
    "kernel:gaya": "404 404 404 404 404 404 404 404 404",
    "kernel:job": "in 404 404 404 404 404 404 200 404",
    "kernel:panduan": "in 200 200 200 200 200 200 200 200",
    "kernel:panduan-bab": "in 200 200 200 200 200 200 200 200",
    "kernel:panduan-gambar": "in 200 200 200 200 200 200 200 200",
    "kernel:pemberitahuan": "in 200 200 200 200 200 200 200 200",
    "kernel:pemberitahuan-atur": "in 200 200 200 200 200 200 200 200",
    "kernel:pemberitahuan-baca": "in 405 405 405 405 405 405 405 405",
    "kernel:keadaan": "in 404 403 200 200 200 200 200 200",
    "kernel:pilih-bahasa": "405 405 405 405 405 405 405 405 405",
    "kernel:pilih-periode": "in 405 405 405 405 405 405 405 405",
    "kernel:riwayat": "in 200 200 200 200 200 200 200 200",
    "mfa_activate_totp": "in 302 302 302 302 302 302 302 302",
    "mfa_authenticate": "in 302 302 302 302 302 302 302 302",
    "mfa_deactivate_totp": "in 404 404 404 404 404 404 404 404",
    "mfa_download_recovery_codes": "in 404 404 404 404 404 404 404 404",
    "mfa_generate_recovery_codes": "in 302 302 302 302 302 302 302 302",
    "mfa_reauthenticate": "in 302 302 302 302 302 302 302 302",
    "mfa_view_recovery_codes": "in 404 404 404 404 404 404 404 404",
    "openid_connect_callback": "404 404 404 404 404 404 404 404 404",
    "organisasi:akun": "in 404 403 403 403 403 403 403 200",
    "organisasi:akun-aktifkan": "in 405 405 405 405 405 405 405 405",
    "organisasi:akun-daftar": "in 403 403 403 403 403 403 403 200",
    "organisasi:akun-dua-langkah": "in 404 403 403 403 403 403 403 200",
    "organisasi:akun-masuk-tunggal": "in 404 403 403 403 403 403 403 200",
    "organisasi:akun-nonaktifkan": "in 404 403 403 403 403 403 403 200",
    "organisasi:akun-peran": "in 404 403 403 403 403 403 403 200",
    "organisasi:akun-saya": "in 200 200 200 200 200 200 200 200",
    "organisasi:akun-saya-sesi": "in 405 405 405 405 405 405 405 405",
    "organisasi:akun-sesi": "in 405 405 405 405 405 405 405 405",
    "organisasi:akun-surel": "in 404 403 403 403 403 403 403 200",
    "organisasi:akun-tautan": "in 405 405 405 405 405 405 405 405",
    "organisasi:akun-tautan-tarik": "in 405 405 405 405 405 405 405 405",
    "organisasi:akun-ubah": "in 404 403 403 403 403 403 403 200",
    "organisasi:akun-undang": "in 403 403 403 403 403 403 403 200",
    "organisasi:impor": "in 404 403 403 403 403 403 200 403",
    "organisasi:impor-anotasi": "in 404 404 404 404 404 404 200 404",
    "organisasi:impor-periksa": "in 404 404 404 404 404 404 200 404",
    "organisasi:impor-templat": "in 404 403 403 403 403 403 200 403",
    "organisasi:jabatan": "in 404 200 200 200 200 200 200 200",
    "organisasi:jabatan-daftar": "in 200 200 200 200 200 200 200 200",
    "organisasi:jabatan-tambah": "in 404 403 403 403 403 403 200 403",
    "organisasi:jabatan-tunjuk": "in 404 403 403 403 403 403 200 403",
    "organisasi:jabatan-tutup": "in 404 403 403 403 403 403 200 403",
    "organisasi:jabatan-ubah": "in 404 403 403 403 403 403 200 403",
    "organisasi:kalender": "in 200 200 200 200 200 200 200 200",
    "organisasi:kalender-daftar": "in 200 200 200 200 200 200 200 200",
    "organisasi:kalender-pakai": "in 405 405 405 405 405 405 405 405",
    "organisasi:kalender-siapkan": "in 200 403 403 403 403 403 200 403",
    "organisasi:kewajiban-langkah": "in 405 405 405 405 405 405 405 405",
    "organisasi:kewajiban-tambah": "in 200 403 403 403 403 403 200 403",
    "organisasi:kewajiban-ubah": "in 404 403 403 403 403 403 200 403",
    "organisasi:kop-pratinjau": "in 404 403 403 403 403 403 200 403",
    "organisasi:lambang": "in 404 200 200 200 200 200 200 200",
    "organisasi:libur": "in 200 200 200 200 200 200 200 200",
    "organisasi:libur-cabut": "in 405 405 405 405 405 405 405 405",
    "organisasi:lupa-sandi": "200 200 200 200 200 200 200 200 200",
    "organisasi:masa-akhiri": "in 404 403 403 403 403 403 200 403",
    "organisasi:masuk-tunggal": "404 404 404 404 404 404 404 404 404",
    "organisasi:mulai": "in 200 403 403 403 403 403 200 200",
    "organisasi:pegawai": "in 404 200 200 200 200 200 200 200",
    "organisasi:pegawai-berhenti": "in 404 403 403 403 403 403 200 403",
    "organisasi:pegawai-daftar": "in 200 200 200 200 200 200 200 200",
    "organisasi:pegawai-tambah": "in 404 403 403 403 403 403 200 403",
    "organisasi:pegawai-ubah": "in 404 403 403 403 403 403 200 403",
    "organisasi:pelantikan": "in 404 404 404 404 404 404 200 404",
    "organisasi:pelantikan-buang": "in 405 405 405 405 405 405 405 405",
    "organisasi:pelantikan-daftar": "in 200 200 200 200 200 200 200 200",
    "organisasi:pelantikan-tambah": "in 404 403 403 403 403 403 200 403",
    "organisasi:pelantikan-terapkan": "in 405 405 405 405 405 405 405 405",
    "organisasi:pelantikan-ubah": "in 404 404 404 404 404 404 200 404",
    "organisasi:pengaturan": "in 302 403 403 403 403 403 302 403",
    "organisasi:pengaturan-instansi": "in 404 403 403 403 403 403 200 403",
    "organisasi:peran-akhiri": "in 404 403 403 403 403 403 403 200",
    "organisasi:saran-jabatan": "in 404 403 403 403 403 403 200 403",
    "organisasi:saran-pegawai": "in 404 403 403 403 403 403 200 403",
    "organisasi:sotk": "in 404 404 404 404 404 404 200 403",
    "organisasi:sotk-anak": "in 404 404 404 404 404 404 200 403",
    "organisasi:sotk-apa": "in 404 404 404 404 404 404 200 403",
    "organisasi:sotk-bagian": "in 404 404 404 404 404 404 200 403",
    "organisasi:sotk-buang": "in 405 405 405 405 405 405 405 405",
    "organisasi:sotk-daftar": "in 200 403 403 403 403 403 200 403",
    "organisasi:sotk-tambah": "in 200 403 403 403 403 403 200 403",
    "organisasi:sotk-terapkan": "in 405 405 405 405 405 405 405 405",
    "organisasi:sotk-unit": "in 404 404 404 404 404 404 200 403",
    "organisasi:undangan": "200 200 200 200 200 200 200 200 200",
    "organisasi:unit": "in 404 200 200 200 200 200 200 200",
    "organisasi:unit-daftar": "in 200 200 200 200 200 200 200 200",
    "organisasi:unit-tambah": "in 404 403 403 403 403 403 200 403",
    "organisasi:unit-tutup": "in 404 403 403 403 403 403 200 403",
    "organisasi:unit-ubah": "in 404 403 403 403 403 403 200 403",
    "organisasi:wajib-dua-langkah": "in 404 403 403 403 403 403 403 200",
    "organisasi:wewenang-orang": "in 404 200 200 200 200 200 200 200",
    "organisasi:wewenang-unit": "in 404 200 200 200 200 200 200 200",
    "pelaporan:beku-docx": "in 404 200 200 200 200 200 200 200",
    "pelaporan:beku-pdf": "in 404 200 200 200 200 200 200 200",
    "pelaporan:bekukan": "in 405 405 405 405 405 405 405 405",
    "pelaporan:docx": "in 404 200 200 200 200 200 200 200",
    "pelaporan:laporan": "in 200 200 200 200 200 200 200 200",
    "pelaporan:pdf": "in 404 200 200 200 200 200 200 200",
    "pelaporan:pratinjau": "in 404 200 200 200 200 200 200 200",
    "perencanaan:acuan": "in 404 200 200 200 200 200 200 200",
    "perencanaan:acuan-baseline": "in 404 403 403 403 403 403 200 403",
    "perencanaan:acuan-lepas": "in 405 405 405 405 405 405 405 405",
    "perencanaan:acuan-pembanding": "in 404 403 403 403 403 403 200 403",
    "perencanaan:acuan-penanda": "in 405 405 405 405 405 405 405 405",
    "perencanaan:beranda": "in 200 200 200 200 200 200 200 200",
    "perencanaan:bobot": "in 404 200 200 200 200 200 200 200",
    "perencanaan:buku-kerja": "in 200 200 200 200 200 200 200 200",
    "perencanaan:buku-kerja-anotasi": "in 404 404 404 404 404 404 200 404",
    "perencanaan:buku-kerja-periksa": "in 404 404 404 404 404 404 200 404",
    "perencanaan:buku-kerja-unduh": "in 200 200 200 200 200 200 200 200",
    "perencanaan:crosscutting": "in 404 200 200 200 200 200 200 200",
    "perencanaan:crosscutting-berkas": "in 200 200 200 200 200 200 200 200",
    "perencanaan:crosscutting-daftar": "in 200 200 200 200 200 200 200 200",
    "perencanaan:crosscutting-jawab": "in 404 200 403 403 403 403 200 403",
    "perencanaan:crosscutting-minta": "in 404 403 403 403 403 403 200 403",
    "perencanaan:crosscutting-tarik": "in 404 403 403 403 403 403 200 403",
    "perencanaan:crosscutting-ubah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:impor-anotasi": "in 404 404 403 403 403 403 302 403",
    "perencanaan:impor-daftar": "in 200 200 403 403 403 403 200 403",
    "perencanaan:impor-lembar": "in 404 404 403 403 403 403 200 403",
    "perencanaan:impor-periksa": "in 404 404 403 403 403 403 302 403",
    "perencanaan:impor-peta": "in 404 404 403 403 403 403 302 403",
    "perencanaan:impor-terapkan": "in 405 405 405 405 405 405 405 405",
    "perencanaan:indikator": "in 404 200 200 200 200 200 200 200",
    "perencanaan:indikator-daftar": "in 200 200 200 200 200 200 200 200",
    "perencanaan:indikator-tambah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:indikator-ubah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:indikator-unit": "in 404 200 200 200 200 200 200 200",
    "perencanaan:isian": "in 200 200 403 302 403 403 302 403",
    "perencanaan:isian-unit": "in 404 403 403 200 403 403 200 403",
    "perencanaan:kartu-ubah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:kebijakan": "in 200 200 200 200 200 200 200 200",
    "perencanaan:kebijakan-instansi": "in 404 200 200 200 200 200 200 200",
    "perencanaan:kebijakan-ubah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:pemeriksa": "in 200 200 200 200 200 200 200 200",
    "perencanaan:pemeriksa-aturan": "in 200 200 200 200 200 200 200 200",
    "perencanaan:pemeriksa-cabut": "in 405 405 405 405 405 405 405 405",
    "perencanaan:pemeriksa-kesampingkan": "in 404 403 403 403 403 403 200 403",
    "perencanaan:pemeriksa-lencana": "in 200 200 200 200 200 200 200 200",
    "perencanaan:kerangka": "in 200 200 200 200 200 200 200 200",
    "perencanaan:kerangka-hapus": "in 405 405 405 405 405 405 405 405",
    "perencanaan:kerangka-tambah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:kerangka-ubah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:pemeriksaan-mandiri": "in 404 200 200 200 200 200 200 200",
    "perencanaan:paket": "in 200 200 200 200 200 200 200 200",
    "perencanaan:paket-banding": "in 200 200 200 200 200 200 200 200",
    "perencanaan:paket-daftar": "in 200 200 200 200 200 200 200 200",
    "perencanaan:rencana": "in 404 404 302 302 302 302 302 302",
    "perencanaan:rencana-baris": "in 404 404 200 200 200 200 200 200",
    "perencanaan:rencana-baris-anak": "in 404 404 302 302 302 302 302 302",
    "perencanaan:rencana-baris-hapus": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-baris-layani": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-baris-lepas": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-baris-pindah": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-baris-sunting": "in 404 404 403 403 403 403 302 403",
    "perencanaan:rencana-baris-tempatkan": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-catat": "in 404 403 403 403 403 403 200 403",
    "perencanaan:rencana-daftar": "in 200 200 200 200 200 200 200 200",
    "perencanaan:rencana-perubahan": "in 404 404 403 403 403 403 200 403",
    "perencanaan:rencana-tambah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:rencana-tambah-baris": "in 404 404 403 403 403 403 200 403",
    "perencanaan:rencana-ubah": "in 404 404 403 403 403 403 200 403",
    "perencanaan:rencana-versi": "in 404 404 200 200 200 200 200 200",
    "perencanaan:rencana-versi-banding": "in 404 404 302 302 302 302 302 302",
    "perencanaan:rencana-versi-buang": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-versi-dukungan": "in 404 404 200 200 200 200 200 200",
    "perencanaan:rencana-versi-lampirkan": "in 404 404 403 403 403 403 200 403",
    "perencanaan:rencana-versi-langkah": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-versi-naskah": "in 404 404 200 200 200 200 200 200",
    "perencanaan:rencana-versi-selesai": "in 405 405 405 405 405 405 405 405",
    "perencanaan:rencana-versi-tetapkan": "in 404 404 403 403 403 403 200 403",
    "perencanaan:rencana-teruskan": "in 404 404 403 403 403 403 200 403",
    "perencanaan:rencana-versi-target": "in 404 404 200 200 200 200 200 200",
    "perencanaan:rumus": "in 404 403 403 403 403 403 200 403",
    "perencanaan:pohon": "in 404 200 200 200 200 200 200 200",
    "perencanaan:pohon-berkas": "in 404 200 200 200 200 200 200 200",
    "perencanaan:pohon-daftar": "in 200 200 200 200 200 200 200 200",
    "perencanaan:pohon-langkah": "in 404 200 200 200 200 200 200 200",
    "perencanaan:pohon-matriks": "in 404 200 200 200 200 200 200 200",
    "perencanaan:pohon-matriks-berkas": "in 404 200 200 200 200 200 200 200",
    "perencanaan:pohon-svg": "in 404 200 200 200 200 200 200 200",
    "perencanaan:pohon-tambah": "in 200 200 403 403 403 403 200 403",
    "perencanaan:pohon-ubah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:simpul": "in 404 200 200 200 200 200 200 200",
    "perencanaan:simpul-geser": "in 405 405 405 405 405 405 405 405",
    "perencanaan:simpul-indikator": "in 404 403 403 403 403 403 200 403",
    "perencanaan:simpul-indikator-lepas": "in 405 405 405 405 405 405 405 405",
    "perencanaan:simpul-pulihkan": "in 405 405 405 405 405 405 405 405",
    "perencanaan:simpul-tambah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:simpul-tarik": "in 404 403 403 403 403 403 200 403",
    "perencanaan:simpul-tempat": "in 404 403 403 403 403 403 200 403",
    "perencanaan:simpul-terjemah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:simpul-terjemah-lepas": "in 405 405 405 405 405 405 405 405",
    "perencanaan:simpul-ubah": "in 404 403 403 403 403 403 200 403",
    "perencanaan:target": "in 404 403 403 403 403 403 200 403",
    "referensi:nomenklatur": "in 200 200 200 200 200 200 200 200",
    "referensi:nomenklatur-cari": "in 200 200 200 200 200 200 200 200",
    "referensi:nomenklatur-peta": "in 200 200 200 200 200 200 200 200",
    "socialaccount_login_cancelled": "200 200 200 200 200 200 200 200 200",
}
POST: dict[str, str] = {
    "account_change_password": "in ok ok ok ok ok ok ok ok",
    "account_login": "ok ok ok ok ok ok ok ok ok",
    "account_logout": "ok ok ok ok ok ok ok ok ok",
    "account_reauthenticate": "in ok ok ok ok ok ok ok ok",
    "account_set_password": "in ok ok ok ok ok ok ok ok",
    "anggaran:pagu-buang": "in 404 403 403 403 403 403 ok 403",
    "anggaran:pagu-hubungkan": "in 404 403 403 403 403 403 ok 403",
    "anggaran:pagu-isi": "in 404 403 403 403 403 403 ok 403",
    "anggaran:pagu-perubahan": "in 404 403 403 403 403 403 ok 403",
    "anggaran:pagu-tambah": "in 404 403 403 403 403 403 ok 403",
    "anggaran:pagu-tetapkan": "in 404 403 403 403 403 403 ok 403",
    "kernel:pemberitahuan": "in ok ok ok ok ok ok ok ok",
    "kernel:pemberitahuan-atur": "in ok ok ok ok ok ok ok ok",
    "kernel:pemberitahuan-baca": "in 404 404 404 ok 404 404 404 404",
    "kernel:pilih-bahasa": "ok ok ok ok ok ok ok ok ok",
    "kernel:pilih-periode": "in ok ok ok ok ok ok ok ok",
    "mfa_activate_totp": "in ok ok ok ok ok ok ok ok",
    "mfa_authenticate": "in ok ok ok ok ok ok ok ok",
    "mfa_deactivate_totp": "in 404 404 404 404 404 404 404 404",
    "mfa_generate_recovery_codes": "in ok ok ok ok ok ok ok ok",
    "mfa_reauthenticate": "in ok ok ok ok ok ok ok ok",
    "organisasi:akun-aktifkan": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-dua-langkah": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-masuk-tunggal": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-nonaktifkan": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-peran": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-saya-sesi": "in ok ok ok ok ok ok ok ok",
    "organisasi:akun-sesi": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-surel": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-tautan": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-tautan-tarik": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-ubah": "in 404 403 403 403 403 403 403 ok",
    "organisasi:akun-undang": "in 403 403 403 403 403 403 403 ok",
    "organisasi:impor": "in 404 403 403 403 403 403 ok 403",
    "organisasi:impor-periksa": "in 404 404 404 404 404 404 ok 404",
    "organisasi:jabatan-tambah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:jabatan-tunjuk": "in 404 403 403 403 403 403 ok 403",
    "organisasi:jabatan-tutup": "in 404 403 403 403 403 403 ok 403",
    "organisasi:jabatan-ubah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:kalender-pakai": "in ok 403 403 403 403 403 ok 403",
    "organisasi:kalender-siapkan": "in ok 403 403 403 403 403 ok 403",
    "organisasi:kewajiban-langkah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:kewajiban-tambah": "in ok 403 403 403 403 403 ok 403",
    "organisasi:kewajiban-ubah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:libur": "in ok 403 403 403 403 403 ok 403",
    "organisasi:libur-cabut": "in 404 403 403 403 403 403 ok 403",
    "organisasi:lupa-sandi": "ok ok ok ok ok ok ok ok ok",
    "organisasi:masa-akhiri": "in 404 403 403 403 403 403 ok 403",
    "organisasi:mulai": "in ok 403 403 403 403 403 ok ok",
    "organisasi:pegawai-berhenti": "in 404 403 403 403 403 403 ok 403",
    "organisasi:pegawai-tambah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:pegawai-ubah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:pelantikan-buang": "in 404 404 404 404 404 404 ok 404",
    "organisasi:pelantikan-tambah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:pelantikan-terapkan": "in 404 404 404 404 404 404 ok 404",
    "organisasi:pelantikan-ubah": "in 404 404 404 404 404 404 ok 404",
    "organisasi:pengaturan-instansi": "in 404 403 403 403 403 403 ok 403",
    "organisasi:peran-akhiri": "in 404 403 403 403 403 403 403 ok",
    "organisasi:sotk-anak": "in 404 404 404 404 404 404 ok 403",
    "organisasi:sotk-apa": "in 404 404 404 404 404 404 ok 403",
    "organisasi:sotk-bagian": "in 404 404 404 404 404 404 ok 403",
    "organisasi:sotk-buang": "in 404 404 404 404 404 404 ok 404",  # the pengelola has thrown it away by then
    "organisasi:sotk-tambah": "in ok 403 403 403 403 403 ok 403",
    "organisasi:sotk-terapkan": "in 404 404 404 404 404 404 ok 403",
    "organisasi:sotk-unit": "in 404 404 404 404 404 404 ok 403",
    "organisasi:undangan": "ok ok ok ok ok ok ok ok ok",
    "organisasi:unit-tambah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:unit-tutup": "in 404 403 403 403 403 403 ok 403",
    "organisasi:unit-ubah": "in 404 403 403 403 403 403 ok 403",
    "organisasi:wajib-dua-langkah": "in 404 403 403 403 403 403 403 ok",
    "pelaporan:bekukan": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:acuan-baseline": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:acuan-lepas": "in 404 403 403 403 403 403 404 403",
    "perencanaan:acuan-pembanding": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:acuan-penanda": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:bobot": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:buku-kerja": "in ok ok 403 403 403 403 ok 403",
    "perencanaan:buku-kerja-periksa": "in 404 404 404 404 404 404 ok 404",
    "perencanaan:crosscutting-jawab": "in 404 ok 403 403 403 403 ok 403",
    "perencanaan:crosscutting-minta": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:crosscutting-tarik": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:crosscutting-ubah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:impor-daftar": "in ok ok 403 403 403 403 ok 403",
    "perencanaan:impor-lembar": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:impor-periksa": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:impor-peta": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:impor-terapkan": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:indikator-tambah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:indikator-ubah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:isian-unit": "in 404 403 403 ok 403 403 ok 403",
    "perencanaan:kartu-ubah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:kebijakan-ubah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:kerangka-hapus": "in 404 403 403 403 403 403 ok 404",  # the pengelola has taken it away by then
    "perencanaan:kerangka-tambah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:kerangka-ubah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:pemeriksaan-mandiri": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:pemeriksa-cabut": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:pemeriksa-kesampingkan": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:rencana-baris": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-baris-hapus": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-baris-layani": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-baris-lepas": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-baris-pindah": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-baris-sunting": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-baris-tempatkan": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-catat": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:rencana-perubahan": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-tambah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:rencana-tambah-baris": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-ubah": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-versi-buang": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-versi-lampirkan": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-versi-langkah": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-versi-selesai": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-versi-tetapkan": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-teruskan": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rencana-versi-target": "in 404 404 403 403 403 403 ok 403",
    "perencanaan:rumus": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:pohon-tambah": "in ok ok 403 403 403 403 ok 403",
    "perencanaan:pohon-ubah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-geser": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-indikator": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-indikator-lepas": "in 404 403 403 403 403 403 ok 404",  # the pengelola has taken it off by then
    "perencanaan:simpul-pulihkan": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-tambah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-tarik": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-tempat": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-terjemah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:simpul-terjemah-lepas": "in 404 403 403 403 403 403 ok 404",  # as above
    "perencanaan:simpul-ubah": "in 404 403 403 403 403 403 ok 403",
    "perencanaan:target": "in 404 403 403 403 403 403 ok 403",
}
