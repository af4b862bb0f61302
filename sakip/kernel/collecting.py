"""What there is to translate, found in templates and code. For developers and tests, not for pages."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings

from sakip.arithmetic.periods import BULAN, HARI
from sakip.kernel.access import ROLE_LABELS
from sakip.kernel.actions import REGISTERED
from sakip.kernel.asof import TECHNICAL
from sakip.kernel.refusals import SENTENCES
from sakip.kernel.telling import WORDS
from sakip.kernel.translation import messages_of
from sakip.kernel.web import NAVIGATION, START

PACKAGE = Path(__file__).resolve().parent.parent
_LEFT_OUT = {"gaya.html"}  # the style guide is for developers
_SILENT = re.compile(
    r"(^|/)(migrations|management|models|transfers?|backup|data)/|^(demo|documents|arithmetic)/|/documents(\.py|/)"
    r"|(^|/)(models|settings|styleguide|middleware|loaders|apps|collecting|catalogue|translation|composed)\.py$"
    r"|/(history|digest|mailing|sesi)\.py$"
)
"""Modules that say nothing on pages: what they write is paper, files, mail, history or for developers."""

_SPEAKING = re.compile(r"^perencanaan/transfers/(differences|plan|polarity)\.py$|^organisasi/transfers/unit\.py$")
"""Of the silent folders those modules whose words the page of an import shows."""

_PROBLEMS = (
    "kernel/transfer/problems.py",
    "organisasi/transfers/sentences.py",
    "perencanaan/transfers/sentences.py",
    "perencanaan/transfers/buku_kerja/sentences.py",
)
_PROBLEMS_BY_CODE = {"SENTENCES", "FILE_SENTENCES", "OWN"}
"""Where sentences stand by the code of a problem, and the names of what holds them."""

_INCLUDED = re.compile(r'\{% include "[^"]+" with judul="([^"]+)"')
"""A heading that one template gives to another, which shows it through ``t``."""

_SHORT = (
    "deret terputus",
    "meningkat",
    "menurun",
    "rentang",
    "baru",
    "berubah",
    "sama",
    "ditolak",
    "ditanya",
    "target",
    "realisasi",
    "Capaian tercetak (%)",
    "Kode indikator",
    "Sasaran (tidak dibaca)",
    "belum ada",
    "besok",
    "hari ini",
    "pukul",
    "belum diisi",
    "belum tersedia",
    "tidak berlaku",
    "ya",
    "tidak",
    "definisi",
    "formula",
    "definisi dan formula",
    "pembilang",
    "penyebut",
    "pembilang dan penyebut",
    "nomor",
    "tanggal",
    "nomor dan tanggal",
)
"""Words of Python that are neither phrases nor begin with a capital."""
_OF_THE_LAW = {"jenjang", "golongan", "skala"}  # names that stay Indonesian
_PERIODS = (
    "tahun {tahun}",
    "triwulan {nomor} {tahun}",
    "Tahun {tahun}",
    "Semester {nomor} Tahun {tahun}",
    "Triwulan {nomor} Tahun {tahun}",
)
_PLACES = (
    "Lembar “{lembar}”",
    "Lembar “{lembar}”, baris {baris}",
    "Lembar “{lembar}”, kolom “{kolom}”",
    "Lembar “{lembar}”, baris {baris} (sel {sel})",
    "Lembar “{lembar}”, baris {baris}, kolom “{kolom}”",
    "Lembar “{lembar}”, baris {baris}, kolom “{kolom}” (sel {sel})",
)
"""Where in a file something was found, as ``kernel.transfer.problems`` puts it together."""
_DRAWN = ("Buka {banyak} kondisi di bawah {kondisi}", "Tutup yang di bawah {kondisi}")
"""What the signs of a drawn tree say; ``documents`` speaks Indonesian and is given a reader's words."""
_UNSEEN_CALLS = {"unscoped", "getLogger", "import_module", "getattr", "set_cookie", "TypeVar", "cast", "unscoped_rows"}
_FILLED = re.compile(r"\{[a-z_]+\}")
"""A constant with named places is filled in before a page shows it."""
_LOGGER = re.compile(r"_?log(ger)?\.", re.IGNORECASE)


def messages() -> list[str]:
    """Every message a page can show: of templates, refusals, actions, navigation, forms, models, and of Python."""
    for name in (settings.ROOT_URLCONF, "sakip.kernel.backup.content"):  # so that every form and refusal is known
        import_module(name)
    own = {path.name for path in PACKAGE.iterdir()}  # a test has actions too
    found = {
        *_of_templates(),
        *SENTENCES.values(),
        *(info.sentence for info in REGISTERED.values() if info.name.partition(".")[0] in own),
        *ROLE_LABELS.values(),
        START.label,
        *(label for section, entries in NAVIGATION for label in (section, *(entry.label for entry in entries))),
        *(label for name, labels in WORDS.items() if name not in _OF_THE_LAW for label in labels.values()),
        *_of_forms(forms.Form),
        *_of_models(),
        *_of_data(),
        *_of_imports(),
        *_of_python()[0],
        *BULAN,
        *HARI,
        *_SHORT,
    }
    return sorted(found - {""})


def composed() -> list[str]:
    """The sentences that Python composes from facts, as messages with variables."""
    quarterly = (
        f"{row['nama']} triwulan {{nomor}}" for row in _data("kalender")["agenda"] if "triwulan" in row["tanggal"]
    )
    filled = {each for each in _of_python()[0] if _FILLED.search(each) and _is_sentence(each)} - set(SENTENCES.values())
    return sorted({*_of_python()[1], *_PERIODS, *_PLACES, *_DRAWN, *_of_problems(), *quarterly, *filled})


def _of_templates() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        if path.name not in _LEFT_OUT:
            text = path.read_text(encoding="utf-8")
            yield from messages_of(text)
            yield from _INCLUDED.findall(text)


def _of_forms(parent: type[forms.Form]) -> Iterator[str]:
    for each in parent.__subclasses__():
        yield from _of_forms(each)
        if each.__module__.startswith("sakip."):
            for field in each.base_fields.values():
                yield str(field.label or "")
                yield str(field.help_text)
                if not callable(choices := getattr(field, "choices", ())):
                    yield from (str(label) for _value, label in choices if isinstance(label, str))


def _of_models() -> Iterator[str]:
    """What objects, their fields and the choices of these are called, as the history and the pages write it."""
    for model in apps.get_models():
        if model.__module__.startswith("sakip.") and not model.__module__.startswith("sakip.kernel."):
            yield _capital(str(model._meta.verbose_name))
            for field in model._meta.concrete_fields:
                if field.attname not in TECHNICAL and not str(field.verbose_name).endswith(" id"):
                    yield _capital(str(field.verbose_name))
                yield from (str(label) for value, label in field.choices or () if str(label) != str(value))


def _of_data() -> Iterator[str]:
    """What data files say on pages; read here, because a lower storey does not import a higher one."""
    choices = _data("kebijakan")
    yield from (part["judul"] for part in choices["bagian"])
    for row in choices["pilihan"]:
        yield from (row.get(name, "") for name in ("judul", "kalimat", "tanpa", "nanti", "sumber"))
        yield from (each[name] for each in row.get("kode", ()) for name in ("label", "kalimat", "sumber"))
        yield from (each["sumber"] for each in row.get("lazim", ()))
    for rule in _data("pemeriksa").values():
        yield from (rule[name] for name in ("judul", "mengapa", "dasar", "perbaikan"))
    for part in _data("pemeriksaan_mandiri").values():
        yield from (each[name] for each in part.values() for name in ("judul", "pertanyaan", "bantuan"))
    yield from (row[name] for row in _data("paket")["paket"] for name in ("sumber", "catatan"))
    yield from (row["kalimat"] for row in _data("tingkat_iku")["baris"])
    words = PACKAGE / "perencanaan" / "transfers" / "data" / "polaritas.toml"
    yield from (row["alasan"] for row in tomllib.loads(words.read_text(encoding="utf-8"))["kata"])
    yield from (each.get("penyusun", "") for each in _data("dokumen").values())
    yield from (sentence for family in _data("kata").values() for sentence in family.values())
    yield from (level["nama"] for family in _data("kerangka").values() for level in family["tingkat"])
    yield from (row[name] for row in _data("kalender")["agenda"] for name in ("nama", "siapa", "dasar_hukum"))


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKAGE / "referensi" / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _of_imports() -> Iterator[str]:
    """What a kind of import is and what its columns hold; the titles of columns stand in files and stay."""
    source = (PACKAGE / "organisasi" / "transfers" / "jenis.py").read_text(encoding="utf-8")
    places = {"Jenis": (1, 3), "Column": (2,), "_day": (2,)}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            for place in places.get(ast.unparse(node.func), ()):
                said = node.args[place] if place < len(node.args) else None
                if isinstance(said, ast.Constant) and isinstance(said.value, str):
                    yield said.value


def _of_problems() -> Iterator[str]:
    """What an import says of a file and of its cells."""
    for path in _PROBLEMS:
        for node in ast.parse((PACKAGE / path).read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.AnnAssign) or ast.unparse(node.target) not in _PROBLEMS_BY_CODE:
                continue
            if isinstance(node.value, ast.Dict):
                said = zip(node.value.keys, node.value.values, strict=True)
                yield from (ast.literal_eval(each) for code, each in said if code is not None)  # else of another file


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- code ------------------------------------------------------------------------------------------------------------


@cache
def _of_python() -> tuple[frozenset[str], frozenset[str]]:
    """Constants that people read, and f-strings as messages with variables."""
    constants: set[str] = set()
    sentences: set[str] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        module = str(path.relative_to(PACKAGE))
        if _SPEAKING.search(module) or not _SILENT.search(module):
            _Told(constants, sentences).visit(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(constants), frozenset(sentences)


class _Told(ast.NodeVisitor):
    """Walks over a module and leaves out what only developers read."""

    def __init__(self, constants: set[str], sentences: set[str]) -> None:
        self.constants, self.sentences = constants, sentences

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # else a docstring
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        if isinstance(node.exc, ast.Call) and "Refus" in ast.unparse(node.exc.func):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """A private constant that is a phrase is the reason of a read that is not scoped."""
        name = ast.unparse(node.targets[0])
        if name != "__all__" and not (name.startswith("_") and isinstance(node.value, ast.Constant)):
            self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        """What is compared is a code."""

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self.visit(node.value)

    def visit_Call(self, node: ast.Call) -> None:
        called = ast.unparse(node.func)
        if called.rpartition(".")[2] not in _UNSEEN_CALLS and not _LOGGER.match(called):
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        message = _composed(node)
        if _is_sentence(message):
            self.sentences.add(message)
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                self.visit(each.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        text = node.value
        if isinstance(text, str) and _is_told(text):
            self.constants.add(text)


def _is_sentence(message: str) -> bool:
    """A message with variables that has words of its own and is no part of a sentence that another line begins."""
    fixed = re.sub(r"\{[^{}]*\}", "", message)
    has_words = re.search(r"[a-z]{4}", fixed) and " " in fixed
    return bool(has_words and not re.search(r"[_=&?<]|\.[a-z]", fixed) and message[0] not in " ,;")


def _is_told(text: str) -> bool:
    """A phrase, or a word that begins with a capital: no code, no path, no header."""
    if not re.search(r"[a-z]{2}", text) or re.search(r"[_<>=#]|^\W|\s$|--|:\d", text):
        return False
    return " " in text or bool(re.fullmatch(r"[A-Z][a-z]+(-[a-z]+)?\.?", text))


def _composed(node: ast.JoinedStr) -> str:
    """The f-string with the names of its variables; what is no plain name is numbered."""
    written = []
    for number, part in enumerate(node.values, start=1):
        if isinstance(part, ast.Constant):
            written.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            inner = part.value
            if isinstance(inner, ast.Call) and len(inner.args) == 1:
                inner = inner.args[0]
            name = ast.unparse(inner)
            written.append(f"{{{name if re.fullmatch(r'[A-Za-z_][A-Za-z0-9_.]*', name) else number}}}")
    return "".join(written)
