"""What every test stands on: no network, cheap passwords, no state shared between runs, skips said aloud."""

import gc
import os
import shutil
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

pytest_plugins = ["tests.fixtures"]

FOR_TESTS = override_settings(
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # strength is not what they test
    CACHES={  # throttles end with the process
        name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
        for name in ("default", "kiriman")
    },
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # nothing was collected
    },
    WHITENOISE_AUTOREFRESH=True,  # static files are taken from where they lie
    WHITENOISE_USE_FINDERS=True,
)


def pytest_configure() -> None:
    FOR_TESTS.enable()


def pytest_unconfigure() -> None:
    FOR_TESTS.disable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--basis-data",
        action="store_true",
        help="leave out what asks for no database: another one changes nothing in it",
    )


def asks_for_a_database(item: pytest.Item) -> bool:
    names: list[str] = getattr(item, "fixturenames", [])
    return "django_db_setup" in names or item.get_closest_marker("django_db") is not None


LONGEST = ("stories", "demo", "test_every_page", "test_personas.py")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first: begun last, they would run by themselves while the other core waits.

    The demo and the personas also because each makes a large world for all its tests: of what lies at the beginning no
    other worker takes a half over, for which it would have to make that world again.
    """

    def place(item: pytest.Item) -> int:
        parts = item.nodeid.partition("[")[0].replace("::", "/").split("/")
        return next((number for number, name in enumerate(LONGEST) if name in parts), len(LONGEST))

    items.sort(key=place)
    if config.getoption("--basis-data"):
        without = [item for item in items if not asks_for_a_database(item)]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if asks_for_a_database(item)]


def pytest_collection_finish() -> None:
    """What has been collected stays to the end: the garbage collector need not look through all of it each time."""
    gc.freeze()


class NetworkUsed(AssertionError):
    """A test, or the code under it, tried to reach another machine."""


def refuse_other_machines(address: object) -> None:
    """Raise NetworkUsed unless the address is a local socket or this machine's loopback."""
    if not isinstance(address, tuple):
        return  # a path: a local socket
    host = str(address[0])
    if host not in {"localhost", "::1", ""} and not host.startswith("127."):
        message = f"no test may reach another machine, this one tried {host}"
        raise NetworkUsed(message)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    for name in ("connect", "connect_ex"):
        original = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any, original: Any = original) -> Any:
            refuse_other_machines(address)
            return original(self, address)

        patch.setattr(socket.socket, name, guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Throttles and other cached state end with each test."""
    yield
    from django.core.cache import cache  # late: the settings above must be in force when the cache is first made

    cache.clear()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real agencies' data; it is no part of the project, so a test that asks for it may be skipped."""
    folder = os.environ.get("SAKIP_REAL_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("SAKIP_REAL_DATA tidak menunjuk ke folder data nyata")
    return Path(folder)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Debian's Chromium, named by ``./run test`` or found on the path."""
    found = shutil.which(os.environ.get("SAKIP_CHROMIUM") or "chromium")
    if found is None:
        pytest.skip("Chromium tidak ada")
    return found


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say aloud what was skipped, one line for each reason."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if "empty parameter set" not in reason:  # a rule that nothing here can break yet
            reasons[reason.removeprefix("Skipped: ")] += 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"DILEWATI: {reason} ({count} uji)")
