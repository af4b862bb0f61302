"""What can be imported into an instansi, by whom, and the columns of each kind: one list both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sakip.kernel.access import GIVEN_ROLES, ROLE_LABELS, Permission
from sakip.kernel.fields import lengths
from sakip.kernel.transfer.columns import Column, ColumnKind
from sakip.organisasi.models import Akun, Jabatan, MasaJabatan, Pegawai, Sebagai, StatusPegawai, Unit
from sakip.organisasi.rules.pelantikan import ALASAN
from sakip.referensi.queries import golongan_pppk, jenjang, pangkat

YA, TIDAK = "Ya", "Tidak"


@dataclass(frozen=True)
class Jenis:
    """A kind of import. ``lain``: other titles under which a column is known, by its key."""

    kode: str
    nama: str
    izin: Permission
    penjelasan: str
    kolom: tuple[Column, ...]
    lain: Mapping[str, Sequence[str]]
    panjang: Mapping[str, int] = field(default_factory=dict)
    """What the database keeps of a text, by column."""
    sejak: bool = False
    """Whether a first day may be given for all new rows that do not say one."""

    @property
    def titles(self) -> dict[str, str]:
        return {each.key: each.title for each in self.kolom}

    @property
    def known(self) -> dict[str, tuple[str, ...]]:
        """Column to the titles under which it is known, its own first."""
        return {each.key: (each.title, *self.lain.get(each.key, ())) for each in self.kolom}


def _day(key: str, title: str, help_text: str) -> Column:
    return Column(key, title, help_text, kind=ColumnKind.DATE, width=16, example="02/01/2025")


UNIT = Jenis(
    "unit",
    "Unit kerja",
    Permission.MANAGE_UNITS,
    "Susunan unit: perangkat daerah atau unit eselon I, dan unit di bawahnya. Urutan barisnya bebas.",
    (
        Column("kode", "Kode", "Kode unit; dengan kode, unit yang sudah ada dikenali walau namanya berubah.", width=26),
        Column("nama", "Nama unit", "Nama lengkap sesuai peraturan.", required=True, width=52),
        Column("singkatan", "Singkatan", width=18, example="Dinkes"),
        Column("jenis", "Jenis", "Jenis unit. Bila kosong, diusulkan dari namanya.", width=26, example="Dinas"),
        Column(
            "induk",
            "Unit induk",
            "Kode atau nama unit di atasnya. Bila kosong, unit baru berada langsung di bawah instansi.",
            width=40,
        ),
        _day("mulai", "Berlaku mulai", "Hari pertama unit berlaku; hanya untuk unit baru."),
        Column("dasar_hukum", "Dasar hukum", "Peraturan yang membentuk unit.", width=40),
        Column("sebutan_kepala", "Sebutan kepala", width=32, example="Kepala Dinas Kesehatan"),
    ),
    {
        "kode": ("kode unit", "kode opd", "kode skpd", "kode perangkat daerah", "kode satker"),
        "nama": ("unit", "nama", "nama opd", "nama skpd", "nama perangkat daerah", "perangkat daerah", "unit kerja"),
        "singkatan": ("nama singkat", "akronim"),
        "jenis": ("jenis unit", "tipe", "tipe unit", "bentuk"),
        "induk": ("induk", "opd kode", "kode induk", "opd induk", "kode opd induk", "unit di atasnya", "nama induk"),
        "mulai": ("mulai", "mulai berlaku", "tanggal mulai", "tmt"),
        "dasar_hukum": ("dasar hukum sotk", "peraturan"),
        "sebutan_kepala": ("kepala", "nama jabatan kepala"),
    },
    lengths(Unit, "kode", "nama", "singkatan", "dasar_hukum", "sebutan_kepala"),
    sejak=True,
)

JABATAN = Jenis(
    "jabatan",
    "Jabatan",
    Permission.MANAGE_PEOPLE,
    "Jabatan setiap unit beserta jenjang dan atasan langsungnya. Pejabatnya diimpor bersama pegawai.",
    (
        Column("unit", "Unit", "Kode, nama, atau singkatan unit.", required=True, width=40),
        Column("nama", "Nama jabatan", required=True, width=46, example="Kepala Dinas Kesehatan"),
        Column(
            "jenjang",
            "Jenjang",
            "Jenjang jabatan, atau eselonnya (misalnya III.a).",
            width=28,
            suggestions=tuple(each.nama for each in jenjang().values()),
        ),
        Column("atasan", "Atasan langsung", "Nama jabatan atasan.", width=40),
        Column("unit_atasan", "Unit atasan", "Unit jabatan atasan, bila namanya ada di beberapa unit.", width=36),
        Column("kepala", "Memimpin unit", "Ya bila jabatan ini memimpin unitnya.", width=14, suggestions=(YA, TIDAK)),
        Column("urutan", "Urutan", "Urutan di dalam unit, bilangan bulat.", width=10, example="1"),
        _day("mulai", "Berlaku mulai", "Hari pertama jabatan ada."),
    ),
    {
        "unit": ("unit kerja", "unit organisasi", "opd", "perangkat daerah", "kode unit", "satker"),
        "nama": ("jabatan", "nama"),
        "jenjang": ("eselon", "jenjang jabatan", "eselonering", "tingkat"),
        "atasan": ("atasan", "jabatan atasan"),
        "unit_atasan": ("atasan di unit", "unit jabatan atasan"),
        "kepala": ("kepala", "kepala unit", "pimpinan", "pimpinan unit"),
        "urutan": ("nomor urut",),
        "mulai": ("mulai", "tmt"),
    },
    lengths(Jabatan, "nama"),
    sejak=True,
)

PEGAWAI = Jenis(
    "pegawai",
    "Pegawai",
    Permission.MANAGE_PEOPLE,
    "Pegawai menurut NIP, dan bila diisi jabatan yang dipegangnya sejak kapan.",
    (
        Column("nip", "NIP", "18 angka, ditulis sebagai teks. Spasi boleh.", width=24, example="198001312005012001"),
        Column("nama", "Nama", "Nama, boleh lengkap dengan gelar.", required=True, width=40),
        Column("gelar_depan", "Gelar depan", "Bila gelar ditulis terpisah dari nama.", width=14, example="dr."),
        Column("gelar_belakang", "Gelar belakang", "Bila gelar ditulis terpisah.", width=18, example="M.Kes."),
        Column(
            "status",
            "Status",
            "Bila kosong: PNS.",
            width=16,
            suggestions=tuple(str(each) for each in StatusPegawai.labels),
        ),
        Column(
            "golongan",
            "Pangkat dan golongan",
            "Golongan, misalnya IV/b; untuk PPPK misalnya IX.",
            width=22,
            suggestions=(*pangkat(), *golongan_pppk()),
        ),
        Column("email", "Surel", width=30),
        Column("jabatan", "Jabatan", "Nama jabatan yang sudah tercatat.", width=42),
        Column("unit", "Unit jabatan", "Unit jabatan itu, bila namanya ada di beberapa unit.", width=36),
        Column(
            "sebagai",
            "Sebagai",
            "Definitif bila kosong.",
            width=12,
            suggestions=tuple(str(each) for each in Sebagai.labels),
        ),
        _day("sejak", "Menjabat sejak", "Hari pertama menjabat (TMT)."),
        Column("nomor_sk", "Nomor SK", width=22),
        _day("tanggal_sk", "Tanggal SK", "Tanggal surat keputusan."),
    ),
    {
        "nip": ("nip baru", "nomor induk pegawai"),
        "nama": ("nama pegawai", "nama lengkap", "nama dan gelar"),
        "status": ("status kepegawaian", "jenis pegawai", "kedudukan"),
        "golongan": ("golongan", "gol", "pangkat", "gol ruang", "pangkat golongan", "pangkat gol ruang"),
        "email": ("email", "e-mail", "alamat surel"),
        "jabatan": ("nama jabatan",),
        "unit": ("unit", "unit kerja", "opd", "perangkat daerah"),
        "sebagai": ("kedudukan jabatan", "plt plh"),
        "sejak": ("tmt", "tmt jabatan", "sejak", "terhitung mulai tanggal"),
        "nomor_sk": ("sk", "no sk", "nomor sk jabatan"),
        "tanggal_sk": ("tgl sk",),
    },
    {
        **lengths(Pegawai, "nama", "gelar_depan", "gelar_belakang", "email"),
        **lengths(MasaJabatan, "nomor_sk"),
    },
)

AKUN = Jenis(
    "akun",
    "Akun",
    Permission.MANAGE_ACCOUNTS,
    "Orang yang diundang masuk beserta perannya. Kata sandi tidak pernah ada di dalam berkas: setiap orang "
    "menetapkannya sendiri lewat tautan undangan. Beberapa peran ditulis pada beberapa baris dengan surel yang sama.",
    (
        Column("email", "Surel", "Surel dinas orangnya sendiri.", required=True, width=34, example="nama@contoh.go.id"),
        Column("nama", "Nama", "Seperti akan tampil pada riwayat.", required=True, width=34),
        Column("nip", "NIP", "NIP pegawai yang sudah tercatat.", width=24),
        Column("unit", "Unit kerja", "Tempat bekerja; bila kosong: instansi.", width=38),
        Column("peran", "Peran", width=20, suggestions=tuple(ROLE_LABELS[role] for role in GIVEN_ROLES)),
        Column("di", "Berlaku di", "Unit tempat peran berlaku; bila kosong: unit kerjanya.", width=38),
        _day("mulai", "Mulai", "Hari pertama peran; bila kosong: hari ini."),
        _day("sampai", "Sampai", "Hari terakhir peran; kosongkan bila belum diketahui."),
    ),
    {
        "email": ("email", "e-mail", "alamat surel", "username"),
        "nama": ("nama lengkap", "nama pengguna"),
        "nip": ("nip pegawai", "pegawai"),
        "unit": ("unit", "opd", "perangkat daerah"),
        "peran": ("role", "hak akses", "level"),
        "di": ("unit peran", "di"),
        "mulai": ("peran mulai", "mulai berlaku", "dari"),
        "sampai": ("peran sampai", "berlaku sampai"),
    },
    lengths(Akun, "email", "nama"),
)

PELANTIKAN = Jenis(
    "pelantikan",
    "Pelantikan",
    Permission.MANAGE_PEOPLE,
    "Pejabat yang dilantik pada satu hari. Barisnya menjadi rancangan pelantikan, yang diperiksa sebelum diterapkan.",
    (
        Column("pegawai", "Pegawai", "NIP atau nama pegawai.", width=36),
        Column("nip", "NIP", "Bila kolom pegawai berisi nama.", width=24),
        Column("jabatan", "Jabatan baru", "Nama jabatan yang diisi.", width=44),
        Column("unit", "Unit", "Unit jabatan itu, bila namanya ada di beberapa unit.", width=38),
        Column(
            "sebagai",
            "Sebagai",
            "Definitif bila kosong.",
            width=12,
            suggestions=tuple(str(each) for each in Sebagai.labels),
        ),
        Column(
            "alasan",
            "Alasan berakhir",
            "Hanya untuk yang jabatannya berakhir tanpa jabatan baru.",
            width=30,
            suggestions=tuple(each.nama for each in ALASAN.values()),
        ),
    ),
    {
        "pegawai": ("nama", "nama pegawai", "nip atau nama"),
        "nip": ("nip baru",),
        "jabatan": ("jabatan", "jabatan tujuan", "menjadi", "dilantik sebagai"),
        "unit": ("unit kerja", "unit baru", "unit jabatan", "opd"),
        "sebagai": ("kedudukan",),
        "alasan": ("alasan", "keterangan berakhir"),
    },
)

JENIS: Mapping[str, Jenis] = {each.kode: each for each in (UNIT, JABATAN, PEGAWAI, AKUN, PELANTIKAN)}
