"""One document with every block, in the words of a real report; the tests and the eye look at it."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sakip.documents import charts
from sakip.documents.model import (
    BulletList,
    Callout,
    Cell,
    Chart,
    Column,
    Cover,
    Document,
    Heading,
    Image,
    Item,
    Letterhead,
    Missing,
    NumberedList,
    PageBreak,
    Row,
    SectionBreak,
    SignatureBlock,
    Signer,
    Span,
    Table,
    TableOfContents,
    items,
    key_values,
    paragraph,
    row,
    spans,
)
from sakip.documents.text import numbered

AT = datetime(2026, 2, 27, 8, 0, tzinfo=UTC)

EMBLEM = Image(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 96" width="80" height="96">'
    b'<path d="M40 2 76 14v38c0 22-16 34-36 42C20 86 4 74 4 52V14z" fill="#1F4E8C"/>'
    b'<path d="M40 22l6 18h19L50 51l6 19-16-12-16 12 6-19-15-11h19z" fill="#F4C542"/></svg>',
    "Lambang Kabupaten Sukamaju",
)

D = Decimal
CAPAIAN = Table(
    columns=(
        Column("No", "integer", align="center"),
        Column("Indikator Kinerja"),
        Column("Satuan"),
        Column("Target", "number"),
        Column("Realisasi", "number"),
        Column("Capaian", "percent"),
        Column("Kriteria", align="left"),
    ),
    header_rows=(
        row(
            Cell("No", rowspan=2),
            Cell("Indikator Kinerja", rowspan=2),
            Cell("Satuan", rowspan=2),
            Cell("Tahun 2025", colspan=3),
            Cell("Kriteria", rowspan=2),
        ),
        row("Target", "Realisasi", "Capaian"),
        row("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
    ),
    rows=(
        row(Cell("Sasaran 1. Meningkatnya kualitas hidup masyarakat", colspan=7), kind="group"),
        row(
            1,
            "Indeks Pembangunan Manusia",
            "indeks",
            D("75.40"),
            D("74.84"),
            D("99.25"),
            Cell(None, status="Sangat tinggi", tone="good"),
        ),
        row(
            2,
            "Tingkat Pengangguran Terbuka",
            "persen",
            D("2.05"),
            D("2.16"),
            D("94.63"),
            Cell(None, status="Tinggi", tone="warning"),
        ),
        row(
            3,
            "Indeks Gini",
            "indeks",
            D("0.331"),
            Missing("belum tersedia", "rilis BPS Maret 2026"),
            Missing("belum tersedia"),
            Cell("–"),
        ),
        row(Cell("Sasaran 2. Meningkatnya akuntabilitas kinerja pemerintah daerah", colspan=7), kind="group"),
        row(
            4,
            "Nilai AKIP",
            "nilai",
            D("82.50"),
            D("81.36"),
            D("98.62"),
            Cell(None, status="Sangat tinggi", tone="good"),
        ),
        row(
            5,
            "Temuan berulang Inspektorat",
            "temuan",
            0,
            0,
            Missing("tidak berlaku", "target 0"),
            Cell(None, status="Sesuai target", tone="good"),
        ),
        row(
            6,
            "Konflik sosial yang tidak tertangani",
            "kejadian",
            D("4"),
            D("11"),
            D("0"),
            Cell(None, status="Sangat rendah", tone="bad"),
        ),
    ),
    totals=(Row((Cell("Rata-rata capaian", colspan=5), Cell(D("73.125"), kind="percent"), Cell(None)), "total"),),
    caption="Capaian Indikator Kinerja Utama Tahun 2025",
    source="Bagian Organisasi Sekretariat Daerah, posisi data 15 Februari 2026",
    note="Rata-rata dihitung atas empat indikator yang memiliki capaian.",
    key="tabel-capaian",
)

ANGGARAN = Table(
    columns=(
        Column("Program"),
        Column("Pagu (Rp)", "rupiah"),
        Column("Realisasi (Rp)", "rupiah"),
        Column("Serapan", "percent"),
        Column("Tanggal DPA", "date"),
    ),
    rows=(
        row(
            "Program Pemenuhan Upaya Kesehatan Perorangan dan Upaya Kesehatan Masyarakat",
            128_450_000_000,
            119_902_750_500,
            D("93.345"),
            date(2025, 1, 2),
        ),
        row("Program Pengelolaan Pendidikan", 1_245_008_112_000, 1_201_445_900_250, D("96.50"), date(2025, 1, 2)),
        row(
            Cell("Program yang ditunda", italic=True, indent=1),
            0,
            Missing("belum diisi"),
            Missing("tidak berlaku", "pagu 0"),
            Missing(),
        ),
    ),
    totals=(row("Jumlah", 1_373_458_112_000, 1_321_348_650_750, D("96.206"), None, kind="total"),),
    caption="Pagu dan Realisasi Anggaran per Program",
    key="tabel-anggaran",
)

SERIES = (
    [2021, 2022, 2023, 2024, 2025],
    [D("72.1"), D("73.0"), D("73.9"), D("74.6"), D("75.4")],
    [D("72.4"), D("72.9"), None, D("74.2"), D("74.84")],
)


def matrix(rows: int) -> Table:
    """A table of so many rows, each with a text found nowhere else."""
    return Table(
        columns=(Column("No", "integer"), Column("Uraian"), Column("Target", "number"), Column("Realisasi", "number")),
        rows=tuple(row(i, f"Baris-{i:04d} sub kegiatan", D(i) / 4, D(i) / 8) for i in range(1, rows + 1)),
        caption=f"Matriks {rows} baris",
    )


def wide_table() -> Table:
    """An E.81-like table for an A3 page."""
    quarters = tuple(Column(f"TW {q}", "number") for q in ("I", "II", "III", "IV"))
    columns = (
        Column("No", "integer"),
        Column("Program/Kegiatan/Sub Kegiatan"),
        Column("Indikator"),
        Column("Satuan"),
        *quarters,
        Column("Pagu", "rupiah"),
        Column("Realisasi", "rupiah"),
        Column("%", "percent"),
        Column("Ket"),
    )
    body = tuple(
        row(
            i,
            f"Sub kegiatan penyediaan layanan nomor {i} bagi penduduk terdampak",
            f"Jumlah dokumen hasil pelaksanaan {i}",
            "dokumen",
            D(i),
            D(i + 1),
            None,
            Missing("belum diisi"),
            1_000_000 * i,
            900_000 * i,
            D("90"),
            "",
        )
        for i in range(1, 9)
    )
    head = (
        Row(
            (
                *(Cell(c.title, rowspan=2) for c in columns[:4]),
                Cell("Realisasi kinerja", colspan=4),
                Cell("Anggaran", colspan=3),
                Cell("Ket", rowspan=2),
            )
        ),
        row("TW I", "TW II", "TW III", "TW IV", "Pagu", "Realisasi", "%"),
    )
    return Table(columns, body, head, caption="Evaluasi terhadap Hasil Renja")


def sample() -> Document:
    """Every block at least once."""
    lorem = (
        "Pemerintah Kabupaten Sukamaju menyusun laporan kinerja sebagai pertanggungjawaban atas pelaksanaan tugas dan "
        "fungsi yang dipercayakan kepada setiap instansi pemerintah atas penggunaan anggaran. Laporan ini memuat "
        "perbandingan antara target dan realisasi, sebab keberhasilan dan kegagalan, serta langkah perbaikan."
    )
    return numbered(
        Document(
            title="Laporan Kinerja Instansi Pemerintah Tahun 2025",
            subject="Laporan kinerja tahunan menurut PermenPANRB 53/2014",
            instansi="Pemerintah Kabupaten Sukamaju",
            footer="Versi 3, diajukan 27 Februari 2026",
            blocks=(
                Cover(
                    ("LAPORAN KINERJA", "INSTANSI PEMERINTAH"),
                    ("PEMERINTAH KABUPATEN SUKAMAJU", "BAGIAN ORGANISASI"),
                    "TAHUN 2025",
                    EMBLEM,
                    "DRAF",
                ),
                SectionBreak(numbering="roman", restart=True),
                Heading(1, "KATA PENGANTAR"),
                paragraph(lorem),
                SignatureBlock(
                    (Signer("Dr. Rahmawati Siregar, M.Si.", "Bupati Sukamaju"),), "Sukamaju", date(2026, 2, 27)
                ),
                PageBreak(),
                TableOfContents(),
                PageBreak(),
                TableOfContents("Daftar Tabel", of="tables"),
                TableOfContents("Daftar Gambar", of="figures"),
                SectionBreak(numbering="arabic", restart=True),
                Heading(1, "PENDAHULUAN", "BAB I", key="bab-1"),
                Heading(2, "Latar Belakang", "A."),
                paragraph(
                    lorem,
                    " Perincian ada pada ",
                    Span("", ref="tabel-capaian"),
                    " dan ",
                    Span("", ref="gambar-ipm"),
                    ".",
                ),
                paragraph(
                    Span("Dasar hukum", bold=True),
                    " laporan ini ialah ",
                    Span("Peraturan Presiden Nomor 29 Tahun 2014", italic=True),
                    ".",
                ),
                NumberedList(
                    (
                        Item(spans("Undang-Undang Nomor 23 Tahun 2014;")),
                        Item(spans("Peraturan menteri:"), items("PermenPANRB 53/2014;", "PermenPANRB 88/2021.")),
                    )
                ),
                Heading(2, "Isu Strategis", "B."),
                BulletList(
                    items(
                        "Kemiskinan di wilayah pesisir", Item(spans("Mutu data kinerja"), items("data belum terpilah"))
                    )
                ),
                Heading(3, "Identitas", "1."),
                key_values(
                    [
                        ("Nama", "Dr. Rahmawati Siregar, M.Si."),
                        ("Jabatan", "Bupati Sukamaju"),
                        ("Pagu", Cell(1_373_458_112_000, kind="rupiah")),
                        (
                            "Menimbang",
                            NumberedList(
                                items(
                                    "bahwa untuk melaksanakan ketentuan Pasal 5 perlu menetapkan IKU;",
                                    "bahwa penetapan itu dilakukan dengan keputusan bupati;",
                                ),
                                "a.",
                            ),
                        ),
                    ]
                ),
                Heading(1, "AKUNTABILITAS KINERJA", "BAB III"),
                Heading(2, "Capaian Kinerja", "A."),
                paragraph(lorem),
                CAPAIAN,
                Chart(
                    charts.target_realisasi(*SERIES, satuan="indeks", title=""),
                    "Target dan realisasi IPM 2021 sampai 2025; realisasi 2025 sebesar 74,84 di bawah target 75,40.",
                    caption="Target dan Realisasi Indeks Pembangunan Manusia",
                    key="gambar-ipm",
                    data=Table((Column("Tahun", "text"), Column("Realisasi", "number")), (row("2025", D("74.84")),)),
                ),
                Chart(
                    charts.capaian_bars(
                        [
                            "Indeks Pembangunan Manusia",
                            "Tingkat Pengangguran Terbuka",
                            "Indeks Gini",
                            "Nilai AKIP",
                            "Konflik sosial",
                        ],
                        [D("99.25"), D("94.63"), None, D("98.62"), D(0)],
                        ["good", "warning", "neutral", "good", "bad"],
                    ),
                    "Capaian lima indikator terhadap 100 persen.",
                    caption="Capaian Indikator Kinerja Utama",
                ),
                Callout(
                    spans(
                        "Realisasi Indeks Gini ", Span("belum tersedia", bold=True), ": BPS merilisnya pada Maret 2026."
                    ),
                    "Data belum lengkap",
                    "warning",
                ),
                Heading(2, "Realisasi Anggaran", "B."),
                ANGGARAN,
                SectionBreak("A3", "landscape"),
                Heading(2, "Matriks Renja", "C."),
                wide_table(),
                SectionBreak(),
                Heading(1, "PERJANJIAN KINERJA", "LAMPIRAN"),
                Letterhead(
                    ("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS KESEHATAN"),
                    ("Jalan Merdeka Nomor 17, Sukamaju 12345", "Telepon (021) 555-0101, dinkes@sukamaju.example"),
                    EMBLEM,
                    "#8A1538",
                ),
                paragraph("Pihak pertama berjanji akan mewujudkan target kinerja sesuai lampiran perjanjian ini."),
                Image(EMBLEM.data, "Lambang", 30, "Lambang daerah"),
                SignatureBlock(
                    (
                        Signer("drg. Bambang Hartono", "Bupati Sukamaju", role="Pihak Kedua,"),
                        Signer(
                            "Siti Aminah, S.K.M.",
                            "Kepala Dinas Kesehatan",
                            "19700412 199503 2 001",
                            "Pihak Pertama,",
                            "Pembina Utama Muda, IV/c",
                        ),
                    ),
                    "Sukamaju",
                    date(2026, 1, 12),
                ),
            ),
        )
    )
