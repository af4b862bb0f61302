"""Rules of the house that no tool checks for us, read from the files themselves; no database."""

import ast
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2]
SAKIP = ROOT / "sakip"
SOURCES = sorted(path for path in SAKIP.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(SAKIP.rglob("templates/**/*.html"))
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
GROUND = {"arithmetic", "documents", "kernel"}
SURFACES_AND_DEMO = {"api", "portal", "dasbor", "demo"}
COMPONENTS = sorted(
    path.parent.name for path in SAKIP.glob("*/__init__.py") if path.parent.name not in GROUND | SURFACES_AND_DEMO
)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def each_source() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", SOURCES, ids=named)


# --- templates: the content security policy allows no inline style or script ------------------------------------------

INLINE = {
    "style attribute": re.compile(r"<[^>{%]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc\s*=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE),
    "handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "htmx handler": re.compile(r"\shx-on[:-]", re.IGNORECASE),
    "javascript address": re.compile(r"(?:href|src|action)\s*=\s*[\"']\s*javascript:", re.IGNORECASE),
}


def inline_code(markup: str) -> list[str]:
    """What in the markup the policy would refuse, by name."""
    # Template tags may hold ">" ; they are no markup.
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", "", markup, flags=re.DOTALL)
    return [name for name, pattern in INLINE.items() if pattern.search(bare)]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<p style="color:red">', ["style attribute"]),
        ('<p\n class="x"\n style="color:red">', ["style attribute"]),
        ("<style>p{}</style>", ["style element"]),
        ("<script>x()</script>", ["inline script"]),
        ('<button type="button" onclick="x()">', ["handler attribute"]),
        ('<a href="javascript:x()">', ["javascript address"]),
        ('<form hx-on:submit="x()">', ["htmx handler"]),
        ('<script src="x.js" defer></script>', []),
        ('<script type="application/json" id="data">{}</script>', []),
        ('<p class="style">on = 1</p>', []),
    ],
)
def test_the_finder_of_inline_code_finds_it(markup: str, found: list[str]) -> None:
    assert inline_code(markup) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_hold_no_inline_code(path: Path) -> None:
    assert inline_code(path.read_text(encoding="utf-8")) == []


def name_of(template: Path) -> str:
    """The name by which Django loads it: its path below the folder ``templates``."""
    parts = template.relative_to(ROOT).parts
    return "/".join(parts[parts.index("templates") + 1 :])


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_compile(path: Path) -> None:
    get_template(name_of(path))


# --- Python -----------------------------------------------------------------------------------------------------------

MAX_LINES = 450
# Numbers that are drawn, not stated: coordinates of a picture may be float.
FLOAT_ALLOWED = ("sakip/documents/", "sakip/demo/")
LATE_IMPORT = re.compile(r"#.*\blate: \S+")
CLOCK = {"now", "today", "utcnow", "localtime", "localdate"}
CLOCKLESS_NAMES = {"queries", "rules"}  # the period and the day of the data are arguments there, and in arithmetic
HTTP = ("django.http", "django.shortcuts", "django.views", "django.template")
BELOW_HTTP = {"actions", "queries", "rules", "models", "documents", "transfers"}


def kind_of(path: Path) -> str:
    """The kind of code a module of a component holds: its file's name, or its package's."""
    parts = path.relative_to(SAKIP).with_suffix("").parts
    return parts[1] if len(parts) > 1 else parts[0]


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module


@each_source()
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def floats(tree: ast.AST) -> list[int]:
    """Lines where a binary fraction is made: a call of float, or a literal like 0.5."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]


def test_the_finder_of_floats_finds_them() -> None:
    assert floats(ast.parse("a = float('1')\nb = 0.5\nc = Decimal('0.5')\nd: float")) == [1, 2]


@pytest.mark.parametrize("path", [path for path in SOURCES if not named(path).startswith(FLOAT_ALLOWED)], ids=named)
def test_numbers_are_decimal(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in floats(tree_of(path)) if "# float: " not in lines[line - 1]] == []


def late_imports(source: str) -> list[int]:
    """Lines of imports inside functions that give no reason as ``# late: ...``."""
    lines = source.splitlines()
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    found = {
        node.lineno
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and not LATE_IMPORT.search(lines[node.lineno - 1])
    }
    return sorted(found)


def test_the_finder_of_late_imports_finds_them() -> None:
    assert late_imports("import a\ndef f():\n    import b\n    import c  # late: d imports us\n") == [3]


@each_source()
def test_late_imports_give_their_reason(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if re.search(
        r"^[ \t]+(?:import|from)\b|[:;][ \t]*(?:import|from)\b", source, flags=re.MULTILINE
    ):  # else none is late
        assert late_imports(source) == []


def clock_readings(source: str) -> list[int]:
    """Lines that ask what day it is and give no reason as ``# clock: ...``."""
    lines = source.splitlines()
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
        and "# clock: " not in lines[node.lineno - 1]
    ]


def test_the_finder_of_clocks_finds_them() -> None:
    assert clock_readings("a = date.today()\nb = timezone.now()  # clock: c\n") == [1]


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in SOURCES
        if "arithmetic" in path.parts or (path.parent != SAKIP and kind_of(path) in CLOCKLESS_NAMES)
    ],
    ids=named,
)
def test_computing_and_reading_do_not_know_today(path: Path) -> None:
    assert clock_readings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((SAKIP / "arithmetic").rglob("*.py")), ids=named)
def test_arithmetic_stands_on_the_standard_library_and_one_parser(path: Path) -> None:
    known = {*sys.stdlib_module_names, "lark"}
    foreign = {name for name in imported(tree_of(path)) if name.partition(".")[0] not in known}
    assert {name for name in foreign if not name.startswith("sakip.arithmetic")} == set()


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if path.relative_to(SAKIP).parts[0] in COMPONENTS and kind_of(path) in BELOW_HTTP],
    ids=named,
)
def test_use_cases_do_not_know_http(path: Path) -> None:
    assert [name for name in imported(tree_of(path)) if name.startswith(HTTP)] == []


def test_every_component_stands_under_the_contract_of_its_inside() -> None:
    contracts = {c["id"]: c for c in tomllib.loads(PYPROJECT)["tool"]["importlinter"]["contracts"]}
    assert sorted(contracts["inside"]["containers"]) == [f"sakip.{name}" for name in COMPONENTS]


# --- requirements, settings, version ----------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_requirements_name_no_address_and_are_hashed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?:i|f|-index|-extra-index|-find)", text, flags=re.MULTILINE)
    assert text.count("==") <= text.count("--hash=sha256:")


def test_development_requirements_hold_all_of_the_others() -> None:
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_every_dependency_gives_its_reason() -> None:
    listed = PYPROJECT.partition("[tool.")[0]
    lines = [line for line in listed.splitlines() if re.match(r'\s+"', line)]
    assert lines
    assert [line for line in lines if not re.search(r'",\s+# \w+', line)] == []


def variables_read(source: str) -> set[str]:
    """Names of our own environment variables in a settings file or script."""
    return set(re.findall(r"\b((?:SAKIP|GRANIAN|TEST)_[A-Z_]+|DATABASE_URL)\b", source))


def test_every_environment_variable_is_documented() -> None:
    places = [ROOT / "run", *SOURCES]
    read = {name for path in places for name in variables_read(path.read_text(encoding="utf-8"))}
    manual = variables_read((ROOT / "docs/operations.md").read_text(encoding="utf-8"))
    assert read - manual == set()
    assert manual - read == set(), "documented, but nothing reads it"


def test_the_version_stands_in_one_place() -> None:
    version = tomllib.loads(PYPROJECT)["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    repeated = [named(path) for path in SOURCES if f'"{version}"' in path.read_text(encoding="utf-8")]
    assert repeated == []


def test_scripts_can_be_run() -> None:
    assert os.access(ROOT / "run", os.X_OK)


# --- documents --------------------------------------------------------------------------------------------------------

MANUALS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("path", sorted(MANUALS), ids=named)
def test_documents_link_only_what_exists(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs/adr").glob("*.md")), ids=named)
def test_decision_records_say_context_decision_and_price(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.match(r"# \d{4}\. \S", text)
    assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Price"))
