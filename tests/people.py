"""The personas of the tests: who tries every address and every use case."""

from __future__ import annotations

from dataclasses import dataclass

from sakip.kernel.access import SYSTEM, Access, Role
from sakip.organisasi import actions
from sakip.organisasi.models import Akun, Unit
from sakip.organisasi.queries import access_of
from tests.builders import World
from tests.copies import copied

PASSWORD = "kata-sandi-uji-2025"


@dataclass(frozen=True)
class Person:
    akun: Akun

    @property
    def access(self) -> Access:
        return access_of(self.akun.pk)


def person(nama: str, unit: Unit, *roles: Role) -> Person:
    email = f"{nama.lower().replace(' ', '.')}@contoh.go.id"
    akun = actions.create_account(unit, email=email, nama=nama, password=PASSWORD, by=SYSTEM)
    for role in roles:
        actions.give_role(unit, akun=akun, peran=role, by=SYSTEM)
    return Person(akun)


ROLE_OF = {
    "pembaca": Role.PEMBACA,
    "pelapor": Role.PELAPOR,
    "perencana": Role.PERENCANA,
    "verifikator": Role.VERIFIKATOR,
    "evaluator": Role.EVALUATOR,
    "pimpinan": Role.PIMPINAN,
}


def cast_of(world: World) -> dict[str, Person]:
    """Everyone who tries: those of the Dinas Kesehatan, its neighbour, the stranger, and those at the root."""
    return copied(_cast, world)


def _cast(world: World) -> dict[str, Person]:
    people = {name: person(name.title(), world.dinkes, role) for name, role in ROLE_OF.items()}
    people["tetangga"] = person("Tetangga", world.disdik, Role.PERENCANA)
    people["orang asing"] = person("Orang Asing", world.lain, Role.PENGELOLA)
    people["pengelola"] = person("Pengelola", world.kabupaten, Role.PENGELOLA)
    people["administrator"] = person("Administrator", world.kabupaten, Role.ADMINISTRATOR)
    return people
