"""What the gate stands on, found by reading the code: nobody walks around it unseen."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from sakip.kernel.access import PERMISSION_WORDS, ROLE_LABELS, ROLES, GuardedQuerySet, Permission, Role, UnitOwned
from sakip.kernel.actions import REGISTERED, name_of
from sakip.kernel.history import guarded_models
from sakip.kernel.refusals import SENTENCES

SAKIP = Path(import_module("sakip").__file__ or "").parent
SOURCES = sorted(path for path in SAKIP.rglob("*.py") if "migrations" not in path.parts)
MODELS = guarded_models()

UNSCOPED = {
    ("kernel/history.py", "integrity check reads everything"),
    ("kernel/queries.py", "what a row the reader sees has replaced"),
    ("kernel/queries.py", "names the writers of rows the reader has obtained"),
    ("kernel/asof.py", "names of what rows the reader has obtained refer to"),
    ("kernel/asof.py", "what rows the reader has obtained were on a day"),
    ("kernel/history.py", "names the last writer of a row the reader has obtained"),
    ("kernel/freezing.py", "numbers the versions of one subject"),
    ("organisasi/queries/akses.py", "builds the access itself"),
    ("organisasi/queries/akses.py", "a clock is no secret"),
    ("organisasi/queries/akses.py", "the command line names an account"),
    ("organisasi/queries/penerima.py", "names whom to tell of what happens in a unit"),
    ("organisasi/queries/penerima.py", "the digest writes to an account"),
    ("organisasi/rules/place.py", "names of instansi are unique in the installation"),
    ("organisasi/actions/pegawai.py", "a NIP is unique in the installation"),
    ("organisasi/queries/impor.py", "a NIP is unique in the installation"),
    ("organisasi/queries/impor.py", "an address is unique in the installation"),
    ("organisasi/queries/akun.py", "a person reads his own roles"),
    ("organisasi/queries/akun.py", "whoever holds a link may open it"),
    ("organisasi/rules/akun.py", "a person has one account"),
    ("organisasi/rules/akun.py", "an address is unique in the installation"),
    ("organisasi/rules/akun.py", "some administrator must remain"),
    ("organisasi/rules/place.py", "numbers a new unit among all its siblings"),
}
"""Every place that reads without a viewer, with its reason: a new one is a reviewed line here."""


def trees_with(word: str) -> Iterator[tuple[Path, ast.Module]]:
    """The modules in which the word stands at all: to parse the others takes seconds and finds nothing."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if word in text:
            yield path, ast.parse(text)


def calls(name: str) -> Iterator[tuple[Path, ast.Call]]:
    for path, tree in trees_with(name):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name:
                yield path, node


def test_every_read_without_a_viewer_is_in_the_list() -> None:
    found = set()
    for path, call in calls("unscoped"):
        argument = call.args[0]
        constant = argument.value if isinstance(argument, ast.Constant) else None
        reason = constant if constant is not None else _constant(path, ast.unparse(argument))
        found.add((path.relative_to(SAKIP).as_posix(), reason))
    assert found == UNSCOPED


def _constant(path: Path, name: str) -> str:
    """A module's constant by its name."""
    return str(getattr(import_module(".".join(("sakip", *path.relative_to(SAKIP).with_suffix("").parts))), name))


def test_accounts_are_read_through_the_gate_although_their_manager_is_open_to_the_sign_in() -> None:
    for path, tree in trees_with("Akun"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Akun.objects":
                assert node.attr in {"visible_to", "unscoped"}, path


def test_the_ungated_manager_stays_where_the_gate_has_been_passed() -> None:
    """``Model.related`` is for actions, for reads made on their behalf, and for the kernel."""
    allowed = {"actions.py", "history.py", "rows.py", "access.py", "freezing.py", "checks.py"}
    strangers = set()
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        if ".related." in text and path.name not in allowed and "actions" not in path.parts:
            strangers.add(path.relative_to(SAKIP).as_posix())
    # These read for a writer who has already been let in, and the demo world what it has just made.
    made = {f"demo/world/{name}.py" for name in ("calendars", "cards", "manual", "planning", "sotk")}
    assert strangers <= made | {
        "datakinerja/queries.py",
        "organisasi/rules/place.py",
        "perencanaan/queries/__init__.py",
        "perencanaan/queries/rencana.py",  # also as conditions on documents that are read through the gate
        "perencanaan/rules/rencana.py",
    }


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_owned_model_is_whole(model: type[UnitOwned]) -> None:
    assert "reading_scope" in vars(model) or any("reading_scope" in vars(base) for base in model.__mro__[1:3]), (
        "say how far it may be read"
    )
    owner: Any = model
    for part in model.path_lookup.split("__"):
        field = owner._meta.get_field(part)
        owner = getattr(field, "related_model", None) or owner
    assert field.name in {"path", "unit_path"}
    many: list[Any] = list(model._meta.local_many_to_many)
    assert not [each for each in many if each.remote_field.through._meta.auto_created], "write it as a table"
    assert not model._meta.ordering, "order where it is used"
    assert issubclass(type(model._base_manager.all()), GuardedQuerySet), "what Django writes through is guarded"
    for each in model._meta.concrete_fields:
        if each.remote_field is not None:
            assert each.remote_field.on_delete is models.PROTECT, f"{each.name}: nothing is deleted along"


def test_every_model_of_a_component_is_behind_the_gate() -> None:
    own = [
        model for config in apps.get_app_configs() if config.name.startswith("sakip.") for model in config.get_models()
    ]
    outside = {model.__name__ for model in own} - {model.__name__ for model in MODELS}
    assert outside == {"HistoryEntry", "HistoryLink", "HistoryHead", "Job", "Notice", "NoticeSetting", "PutAway"} | {
        "GenerasiNomenklatur",
        "Nomenklatur",  # national data, of no unit
    }


def modules_of_actions() -> list[Path]:
    """``actions.py`` of a component, or the files of its package ``actions``."""
    return [path for path in SOURCES if path.relative_to(SAKIP).with_suffix("").parts[1:2] == ("actions",)]


def test_every_public_function_of_actions_is_a_registered_action_that_says_what_it_does() -> None:
    found = []
    for path in modules_of_actions():
        if path.is_relative_to(SAKIP / "kernel"):
            continue
        module = import_module(".".join(("sakip", *path.relative_to(SAKIP).with_suffix("").parts)))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                found.append(name_of(function))
                assert found[-1] in REGISTERED, name
                assert function.__doc__, name
    assert len(found) == len(set(found)), "two actions of one name: the history could not tell them apart"


def decorated(tree: ast.AST) -> list[str]:
    """Names of the functions that are made actions."""
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(each, ast.Call) and ast.unparse(each.func).endswith("action") for each in node.decorator_list
        )
    ]


def test_actions_stand_among_the_actions_and_nowhere_else() -> None:
    assert decorated(ast.parse("@action(P, 's')\ndef f(): ...\n@kernel.action(P, 's')\ndef g(): ...")) == ["f", "g"]
    allowed = set(modules_of_actions())
    for path, tree in trees_with("action("):
        if path not in allowed:
            assert decorated(tree) == [], path


def test_a_sentence_of_the_history_reads_after_a_name() -> None:
    for info in REGISTERED.values():
        assert info.sentence[0].islower(), info
        assert not info.sentence.endswith("."), info


def test_the_system_actor_can_be_given_to_nobody_and_the_administrator_writes_no_figures() -> None:
    assert ROLES[Role.SISTEM] == frozenset(Permission)
    business = {
        Permission.PLAN,
        Permission.SET_TARGET,
        Permission.ENTER_REALISASI,
        Permission.VERIFY_REALISASI,
        Permission.IMPORT,
    }
    assert not ROLES[Role.ADMINISTRATOR] & business
    assert set(ROLES) == set(Role)


def test_what_every_role_may_do_is_told_in_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)
    assert set(ROLE_LABELS) == set(Role)
    for words in PERMISSION_WORDS.values():
        assert words[0].islower(), words
        assert not words.endswith("."), words


@pytest.mark.parametrize(("code", "sentence"), sorted(SENTENCES.items()))
def test_a_refusal_is_a_whole_sentence(code: str, sentence: str) -> None:
    assert sentence[0].isupper() or sentence[0] in "{“", code
    assert sentence.rstrip()[-1] in ".}", code
