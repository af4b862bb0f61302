"""The guard of the network works: otherwise no test that relies on it says anything."""

import socket

import pytest

from tests.builders import World
from tests.conftest import NetworkUsed, asks_for_a_database, refuse_other_machines


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443), ("2001:db8::1", 443, 0, 0)])
def test_other_machines_are_refused(address: tuple[object, ...]) -> None:
    with pytest.raises(NetworkUsed):
        refuse_other_machines(address)


@pytest.mark.parametrize("address", [("127.0.0.1", 8000), ("localhost", 1), ("::1", 1, 0, 0), "/run/local.socket"])
def test_this_machine_is_allowed(address: object) -> None:
    refuse_other_machines(address)


def test_sockets_are_guarded() -> None:
    with socket.socket() as one, pytest.raises(Exception, match=r"192\.0\.2\.1"):
        one.connect(("192.0.2.1", 9))


def test_what_asks_for_no_database_is_told_by_that(request: pytest.FixtureRequest) -> None:
    assert not asks_for_a_database(request.node)


@pytest.mark.django_db
def test_a_mark_asks_for_a_database(request: pytest.FixtureRequest) -> None:
    assert asks_for_a_database(request.node)


def test_a_fixture_that_stands_on_one_asks_for_a_database(request: pytest.FixtureRequest, dunia: World) -> None:
    assert asks_for_a_database(request.node)
