"""What an import says about a cell. Codes that begin with ``aturan:`` carry a refusal of a use case to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sakip.kernel import refusals
from sakip.kernel.composed import said
from sakip.kernel.refusals import Refusal
from sakip.kernel.transfer.cells import Cell
from sakip.kernel.transfer.problems import Problem, Severity, of_cell, place, sentence

RULE = "aturan:"

OWN: Mapping[str, str] = {
    "templat_jenis_lain": (
        "Berkas ini templat {jenis}, padahal yang dipilih impor {diminta}; pilih jenis impor itu, lalu unggah lagi."
    ),
    "judul_tidak_dikenal": (
        "{tempat} tidak memuat baris judul yang dikenali; tulis judul kolom pada baris pertama, seperti pada templat."
    ),
    "kolom_belum_dipetakan": (
        "{tempat} tidak memuat kolom “{nilai}” yang wajib ada; pilih kolomnya pada bagian “Kolom berkas”, atau "
        "tambahkan kolom itu ke dalam berkas."
    ),
    "terlalu_banyak_baris_impor": (
        "{tempat} berisi {jumlah} baris, lebih dari {paling_banyak}; bagi data ke dalam beberapa berkas."
    ),
    "terlalu_panjang": "{tempat} berisi {panjang} huruf, paling panjang {paling_panjang}; ringkaskan isinya.",
    "baris_ganda": "{tempat} berisi “{nilai}” yang sudah ada pada baris {baris_lain}; hapus salah satu baris.",
    "kode_ganda": "{tempat} berisi kode “{nilai}” yang dipakai juga pada baris {baris_lain}; periksa kodenya.",
    "unit_tidak_ada": (
        "{tempat} berisi “{nilai}” yang bukan kode, nama, atau singkatan unit mana pun di {instansi}{berkas}; periksa "
        "ejaannya, atau tambahkan dahulu unitnya."
    ),
    "unit_rancu": "{tempat} berisi “{nilai}” yang cocok dengan beberapa unit: {pilihan}; tulis kode unitnya.",
    "induk_melingkar": (
        "{tempat} berisi “{nilai}”, padahal unit induk itu sendiri berada di bawah unit pada baris ini; perbaiki "
        "kolom unit induk."
    ),
    "unit_pindah": (
        "{tempat} berisi “{nilai}”, padahal {unit} berada di bawah {induk}; unit dipindahkan lewat Perubahan SOTK, "
        "bukan lewat impor."
    ),
    "jenis_unit_tidak_dikenal": (
        "{tempat} berisi “{nilai}” yang bukan jenis unit {kerangka}; pilih salah satu jenis pada templat, misalnya "
        "{contoh}."
    ),
    "jenis_tidak_tertebak": (
        "{tempat} berisi “{nilai}” yang jenis unitnya tidak dapat diusulkan dari namanya; isi kolom “Jenis”."
    ),
    "jenis_salah_tempat": (
        "{tempat} berisi “{nilai}” yang berjenis {jenis} di bawah {induk}, padahal {jenis} berada langsung di bawah "
        "{seharusnya}; perbaiki jenis atau unit induknya."
    ),
    "unit_pernah_ada": (
        "{tempat} berisi “{nilai}” seperti unit yang sudah ditutup pada {tanggal}; unit itu tidak dibuka kembali, "
        "melainkan dibuat baru."
    ),
    "mulai_tidak_diubah": (
        "{tempat} berisi “{nilai}”, padahal {objek} tercatat mulai {semula}; tanggal mulai tidak diubah oleh impor."
    ),
    "jenis_dibaca": "{tempat} berisi “{nilai}” dan dibaca sebagai jenis {jenis} menurut namanya.",
    "jenjang_tidak_dikenal": (
        "{tempat} berisi “{nilai}” yang bukan jenjang atau eselon jabatan di unit itu; pilih salah satu: {pilihan}."
    ),
    "ya_tidak": "{tempat} berisi “{nilai}”; tulis Ya atau Tidak.",
    "bilangan_bulat": "{tempat} berisi “{nilai}”; tulis bilangan bulat dari 0 sampai dengan 32767.",
    "atasan_tidak_ada": (
        "{tempat} berisi “{nilai}” yang bukan jabatan di {di}; periksa ejaannya, atau tambahkan jabatan itu."
    ),
    "atasan_rancu": "{tempat} berisi “{nilai}” yang ada di beberapa unit: {pilihan}; isi kolom “Unit atasan”.",
    "atasan_berputar": "{tempat} berisi “{nilai}”, sehingga atasannya berputar: {rantai}; pilih atasan lain.",
    "kepala_dua": (
        "{tempat} berisi “{nilai}”, padahal {unit} sudah dipimpin jabatan “{jabatan}”; satu unit satu pimpinan, "
        "tulis Tidak pada salah satunya."
    ),
    "nip_kehilangan_angka": (
        "{tempat} berisi NIP sebagai bilangan, “{nilai}”, sehingga angka ke-16 sampai ke-18 sudah hilang di dalam "
        "berkas; ubah format kolomnya menjadi teks, ketik ulang ke-18 angkanya, lalu unggah kembali."
    ),
    "nama_rancu": "{tempat} berisi “{nilai}” yang dimiliki {jumlah} pegawai; isi NIP-nya.",
    "nama_kembar": (
        "{tempat} berisi “{nilai}” tanpa NIP, padahal baris {baris_lain} bernama sama; isi NIP-nya, atau hapus salah "
        "satu baris."
    ),
    "nama_sama": (
        "{tempat} berisi “{nilai}”, nama yang sama dengan pegawai ber-NIP {nip}; dicatat sebagai orang lain menurut "
        "NIP-nya."
    ),
    "sejak_belum_diisi": (
        "{tempat} kosong, padahal {siapa} akan dicatat menjabat {jabatan}; isi hari pertama menjabat."
    ),
    "surel_tidak_sah": "{tempat} berisi “{nilai}” yang bukan alamat surel; tulis misalnya nama@instansi.go.id.",
    "surel_milik_lain": "{tempat} berisi “{nilai}”, surel akun instansi lain; pakai surel lain.",
    "peran_tidak_dikenal": "{tempat} berisi “{nilai}” yang bukan peran; pilih salah satu: {pilihan}.",
    "peran_kosong": "{tempat} kosong, padahal akun baru memerlukan peran; isi perannya.",
    "peran_tanpa_nama": "{tempat} kosong, padahal tanggal atau unit peran diisi; isi perannya.",
    "pegawai_tidak_ada": "{tempat} berisi “{nilai}” yang bukan NIP pegawai {instansi}; impor dahulu pegawainya.",
    "akun_nonaktif": (
        "{tempat} berisi “{nilai}”, surel akun yang tidak aktif; aktifkan dahulu akun itu pada halaman Akun."
    ),
    "isian_berbeda": "{tempat} berisi “{nilai}”, berbeda dari baris {baris_lain} untuk surel yang sama; samakan.",
    "pelantikan_baris_kosong": "{tempat} kosong, padahal baris ini berisi; tulis NIP atau nama pegawainya.",
    "pelantikan_tanpa_tujuan": (
        "{tempat} kosong; isi jabatan baru, atau alasan berakhir bila jabatannya berakhir tanpa jabatan baru."
    ),
    "pelantikan_dua_tujuan": "{tempat} berisi “{nilai}”, padahal kolom jabatan baru juga diisi; pilih salah satu.",
}


class _Sentences(Mapping[str, str]):
    """Our own sentences, and every refusal's with its place before it."""

    def __getitem__(self, code: str) -> str:
        if not code.startswith(RULE):
            return OWN[code]
        template = refusals.SENTENCES[code.removeprefix(RULE)]
        return "{tempat}: " + template.replace("{tempat}", "{tempat_aturan}").replace("{nilai}", "{nilai_aturan}")

    def __iter__(self) -> Iterator[str]:
        return iter([*OWN, *(RULE + code for code in refusals.SENTENCES)])

    def __len__(self) -> int:
        return len(OWN) + len(refusals.SENTENCES)


SENTENCES: Mapping[str, str] = _Sentences()


def told(problem: Problem) -> str:
    """The problem as a page says it: what a use case would refuse in the reader's language already."""
    if not problem.code.startswith(RULE):
        return sentence(problem, SENTENCES)
    facts = {name.removesuffix("_aturan"): value for name, value in problem.params.items()}
    return f"{said(place(problem))}: {Refusal(problem.code.removeprefix(RULE), facts).sentence}"


def of_refusal(cell: Cell, refusal: Refusal, *, sheet: str, column_label: str) -> Problem:
    """What a use case would refuse, told at the cell at fault."""
    params = {
        f"{name}_aturan" if name in {"tempat", "nilai"} else name: str(value) for name, value in refusal.params.items()
    }
    code = RULE + refusal.code
    return of_cell(cell, code, sheet=sheet, column_label=column_label, severity=Severity.TOLAK, **params)
