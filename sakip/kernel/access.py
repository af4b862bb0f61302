"""Who may do what, on which part of the organisation: the only place that decides it.

A role is held on a unit and everything below it. Every row that belongs to a unit declares how far it may be read
(:class:`Scope`); the manager refuses a query that does not say whose view is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Protocol, Self

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q

from sakip.kernel.fields import fitting
from sakip.kernel.writing import about_to_change, ensure_writing, note_deleted, note_written

LEVEL_WIDTH = 4
"""Digits of one level in a unit's path: the root of an instansi is '0001', its third child '00010003'."""


class Permission(StrEnum):
    """Everything one may be allowed to do; roles are fixed sets of these."""

    VIEW = "view"
    CREATE_INSTANSI = "create-instansi"
    LOAD_REFERENCE = "load-reference"
    MANAGE_ACCOUNTS = "manage-accounts"
    OWN_ACCOUNT = "own-account"
    MANAGE_UNITS = "manage-units"
    MANAGE_PEOPLE = "manage-people"
    MANAGE_SETTINGS = "manage-settings"
    MANAGE_POLICY = "manage-policy"
    PLAN = "plan"
    REVIEW_PLAN = "review-plan"
    SET_TARGET = "set-target"
    ENTER_REALISASI = "enter-realisasi"
    VERIFY_REALISASI = "verify-realisasi"
    IMPORT = "import"
    FREEZE_REPORT = "freeze-report"
    REPORT_IMPACT = "report-impact"
    ANSWER_IMPACT = "answer-impact"


class Role(StrEnum):
    """A system role. Signing never asks for a role: it asks who holds the position on the day."""

    ADMINISTRATOR = "administrator"
    PENGELOLA = "pengelola"
    PERENCANA = "perencana"
    PELAPOR = "pelapor"
    VERIFIKATOR = "verifikator"
    PIMPINAN = "pimpinan"
    PEREVIU = "pereviu"
    EVALUATOR = "evaluator"
    PEMBACA = "pembaca"
    PEMILIK = "pemilik"  # the person whose account it is, in what concerns the account alone
    SISTEM = "sistem"


GIVEN_ROLES = tuple(role for role in Role if role not in {Role.PEMILIK, Role.SISTEM})
"""The roles that are held by a Penugasan; the others nobody can be given."""


_P = Permission
ROLES: dict[Role, frozenset[Permission]] = {
    # Accounts and operation, no business rights: who runs the machine does not write the figures.
    Role.ADMINISTRATOR: frozenset({_P.VIEW, _P.CREATE_INSTANSI, _P.LOAD_REFERENCE, _P.MANAGE_ACCOUNTS}),
    Role.PENGELOLA: frozenset(
        {
            _P.VIEW,
            _P.MANAGE_UNITS,
            _P.MANAGE_PEOPLE,
            _P.MANAGE_SETTINGS,
            _P.MANAGE_POLICY,
            _P.PLAN,
            _P.REVIEW_PLAN,
            _P.SET_TARGET,
            _P.ENTER_REALISASI,
            _P.VERIFY_REALISASI,
            _P.IMPORT,
            _P.FREEZE_REPORT,
            _P.ANSWER_IMPACT,
        }
    ),
    Role.PERENCANA: frozenset({_P.VIEW, _P.PLAN, _P.REVIEW_PLAN, _P.SET_TARGET, _P.ENTER_REALISASI, _P.IMPORT}),
    Role.PELAPOR: frozenset({_P.VIEW, _P.ENTER_REALISASI}),
    Role.VERIFIKATOR: frozenset({_P.VIEW, _P.VERIFY_REALISASI}),
    Role.PIMPINAN: frozenset({_P.VIEW, _P.FREEZE_REPORT, _P.REPORT_IMPACT, _P.ANSWER_IMPACT}),
    Role.PEREVIU: frozenset({_P.VIEW}),
    Role.EVALUATOR: frozenset({_P.VIEW}),
    Role.PEMBACA: frozenset({_P.VIEW}),
    Role.PEMILIK: frozenset({_P.OWN_ACCOUNT}),
    Role.SISTEM: frozenset(Permission),  # the named actor "Baris perintah"; nobody can be given it
}


OF_OFFICE = frozenset({_P.REPORT_IMPACT})
"""Rights that come with heading a unit and nothing else: who moves heads passes them on without holding them."""


ROLE_LABELS: dict[Role, str] = {
    Role.ADMINISTRATOR: "Administrator",
    Role.PENGELOLA: "Pengelola SAKIP",
    Role.PERENCANA: "Perencana",
    Role.PELAPOR: "Pelapor",
    Role.VERIFIKATOR: "Verifikator",
    Role.PIMPINAN: "Pimpinan",
    Role.PEREVIU: "Pereviu",
    Role.EVALUATOR: "Evaluator",
    Role.PEMBACA: "Pembaca",
    Role.PEMILIK: "Pemilik akun",
    Role.SISTEM: "Sistem",
}


PERMISSION_WORDS: dict[Permission, str] = {
    _P.VIEW: "melihat rencana, target, realisasi, capaian, dan laporan",
    _P.CREATE_INSTANSI: "menambah instansi lewat baris perintah",
    _P.LOAD_REFERENCE: "memuat nomenklatur nasional lewat baris perintah",
    _P.MANAGE_ACCOUNTS: "mengundang orang, memberi dan mengakhiri peran, menonaktifkan akun",
    _P.OWN_ACCOUNT: "mengatur kata sandi, masuk dua langkah, dan sesi akun sendiri",
    _P.MANAGE_UNITS: "menambah dan mengubah unit kerja",
    _P.MANAGE_PEOPLE: "mengelola jabatan, pegawai, dan pelantikan",
    _P.MANAGE_SETTINGS: "mengatur kop, lambang, alamat, dan hari libur instansi",
    _P.MANAGE_POLICY: "menetapkan kebijakan penghitungan capaian",
    _P.PLAN: "menyusun rencana dan indikator",
    _P.REVIEW_PLAN: "memberi asistensi atas rencana unit di bawahnya",
    _P.SET_TARGET: "menetapkan target",
    _P.ENTER_REALISASI: "mengisi realisasi triwulan dan tahunan",
    _P.VERIFY_REALISASI: "memverifikasi realisasi",
    _P.IMPORT: "mengimpor tabel",
    _P.FREEZE_REPORT: "membekukan laporan kinerja unit",
    _P.REPORT_IMPACT: "melaporkan dampak negatif IKU kepada unit di atasnya",
    _P.ANSWER_IMPACT: "menanggapi laporan dampak negatif IKU dari unit di bawahnya",
}
"""What each permission lets one do, as it reads after "boleh". A role's words are those of its permissions."""


class Scope(StrEnum):
    """How far a row may be read by one who holds VIEW somewhere."""

    SUBTREE = "subtree"  # drafts, sheets, evidence, history: the holder's unit and below
    ANCESTORS = "ancestors"  # and what the units above set
    INSTANSI = "instansi"  # set plans, units, indicators: the whole instansi, for a dinas must see the RPJMD it serves


@dataclass(frozen=True)
class Grant:
    """One role held on one unit and everything below it; the empty path is the whole installation."""

    role: Role
    path: str


@dataclass(frozen=True)
class Seat:
    """The instansi of an actor's first role: what the frame of every page, its words and the clock need of it."""

    unit_id: int | None = None
    zone: str = ""
    """Name of its time zone; empty is the installation's."""
    emblem: str = ""
    color: str = ""
    since: int | None = None
    """Its first year in the system."""
    family: str = ""
    """Its family of plans, 'pemda' or 'kl': whose words its pages use."""


@dataclass(frozen=True)
class Access:
    """What one actor may do. Built once per request, passed explicitly everywhere."""

    actor_id: int | None
    actor_name: str
    grants: tuple[Grant, ...]
    via: str = "layar"  # layar | impor | api | perintah
    request_id: str = ""
    place: str = ""
    """Name of the unit of the first role, for the page's head."""
    pendahulu: tuple[str, ...] = ()
    """Closed units that those held here, or units below them, carry on: their years may be read, nothing else."""
    seat: Seat = Seat()
    second_factor_required: bool = False
    """Whether a role held here must be used with a second factor: pages ask for it, commands do not."""
    _paths: dict[Permission, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def places(self) -> tuple[str, ...]:
        """The tops of the subtrees on which some role is held."""
        return _tops(grant.path for grant in self.grants)

    def paths_for(self, permission: Permission) -> tuple[str, ...]:
        """The tops of the subtrees on which this permission is held, none inside another."""
        if permission not in self._paths:
            held = {grant.path for grant in self.grants if permission in ROLES[grant.role]}
            self._paths[permission] = _tops({*held, *self.pendahulu} if permission is Permission.VIEW else held)
        return self._paths[permission]

    def allows(self, permission: Permission, path: str) -> bool:
        return any(path.startswith(held) for held in self.paths_for(permission))

    def allows_somewhere(self, permission: Permission) -> bool:
        """For showing a menu entry, never for deciding."""
        return bool(self.paths_for(permission))

    def require(self, permission: Permission, path: str) -> None:
        """Raises PermissionDenied unless the permission is held on this path."""
        if not self.allows(permission, path):
            raise PermissionDenied(permission)

    def role_for(self, permission: Permission, path: str) -> str:
        """The role by which this is allowed, for the history; empty where none is."""
        roles = (grant.role for grant in self.grants if permission in ROLES[grant.role] and path.startswith(grant.path))
        return next(roles, "")


def _tops(paths: Iterable[str]) -> tuple[str, ...]:
    """Without those that lie inside another."""
    held = sorted(set(paths))
    return tuple(path for path in held if not any(path != other and path.startswith(other) for other in held))


NOBODY = Access(actor_id=None, actor_name="", grants=())
SYSTEM = Access(actor_id=None, actor_name="Baris perintah", grants=(Grant(Role.SISTEM, ""),), via="perintah")


class UnscopedQuery(RuntimeError):
    """A query on owned rows was started without saying whose view of them is wanted."""


class HasPath(Protocol):
    path: str


@dataclass(frozen=True)
class Installation:
    """The subject of what concerns no single instansi, such as creating one."""

    path: str = ""
    pk: None = None

    @property
    def unit(self) -> Self:
        return self


INSTALLATION = Installation()


def readable(lookup: str, scope: Scope, paths: tuple[str, ...]) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        reach = path[:LEVEL_WIDTH] if scope is Scope.INSTANSI else path
        condition |= Q(**{f"{lookup}__startswith": reach})
        if scope is Scope.ANCESTORS:
            above = [path[:end] for end in range(LEVEL_WIDTH, len(path), LEVEL_WIDTH)]
            condition |= Q(**{f"{lookup}__in": above})
    return condition


def below(lookup: str, path: str) -> Q:
    """A unit and all below it, by a path that is text beside the row.

    Below an instansi it is a range, which an index serves where LIKE would read every row. A whole instansi is nearly
    every row, and the newest of them are found without an index.
    """
    if len(path) <= LEVEL_WIDTH:
        return Q(**{f"{lookup}__startswith": path})
    after = str(int(path) + 1).zfill(len(path))
    return Q(**{f"{lookup}__gte": path, f"{lookup}__lt": after})


class AppendOnly(RuntimeError):
    """A row that is never changed was about to be: a correction is a new row that names the one it replaces."""


class GuardedQuerySet(models.QuerySet[Any]):
    """A queryset whose writes are refused outside an action, and noted for the history inside one."""

    def update(self, **values: Any) -> int:
        ensure_writing(self.model)
        self.model.refuse_if_append_only()
        values |= fitting(self.model, values)
        for row in about_to_change(self):
            note_written(row, before=row)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        ensure_writing(self.model)
        self.model.refuse_if_append_only()
        for row in about_to_change(self):
            note_deleted(row)
        return super().delete()

    def bulk_create(self, objs: Any, batch_size: int | None = None) -> list[Any]:  # type: ignore[override]
        """New rows only: Django's options that pass over or write over existing ones would leave no history."""
        ensure_writing(self.model)
        rows = list(objs)
        for row in rows:
            row.fit()
        created = super().bulk_create(rows, batch_size)
        for row in created:
            note_written(row, before=None)
        return created

    def readable_by(self, access: Access, permission: Permission = Permission.VIEW) -> Self:
        """The rows of this queryset in the reading scope; for other permissions, in the subtree held."""
        scope = self.model.reading_scope if permission is Permission.VIEW else Scope.SUBTREE
        return self.filter(readable(self.model.path_lookup, scope, access.paths_for(permission)))


GuardedManager = models.Manager.from_queryset(GuardedQuerySet)  # outside the class: django-stubs needs it so


class ScopedManager(models.Manager[Any]):
    """The public entrance to owned rows: says for whom, or why not."""

    def get_queryset(self) -> GuardedQuerySet:
        raise UnscopedQuery(f"{self.model.__name__}: use .visible_to(access) or .unscoped(reason)")

    def visible_to(self, access: Access, permission: Permission = Permission.VIEW) -> GuardedQuerySet:
        return GuardedQuerySet(self.model, using=self._db).readable_by(access, permission)

    def unscoped(self, reason: str) -> GuardedQuerySet:
        """All rows. The reason is for the reader; a test keeps the list of the places."""
        if not reason:
            raise ValueError("say why")
        return GuardedQuerySet(self.model, using=self._db)


class UnitOwned(models.Model):
    """Base of every row that belongs to a unit. ``path_lookup`` leads from the row to its unit's path."""

    path_lookup: ClassVar[str] = "unit__path"
    reading_scope: ClassVar[Scope] = Scope.SUBTREE
    history_exclude: ClassVar[frozenset[str]] = frozenset()
    """Fields outside the history: secrets, and what the framework writes by itself."""
    verbatim: ClassVar[frozenset[str]] = frozenset()
    """Text columns that are kept to the letter: formulas, what was typed as a value, the content of files."""
    append_only: ClassVar[bool] = False

    related = GuardedManager()  # first, so Django uses it for the relations of an already checked parent
    objects = ScopedManager()

    class Meta:
        abstract = True
        base_manager_name = "related"  # what Django itself writes through, as relations do, is guarded too

    def save(self, *args: Any, **kwargs: Any) -> None:
        ensure_writing(type(self))
        self.fit()
        if self._state.adding:
            super().save(*args, **kwargs | {"force_insert": True})  # a new row writes over nothing
            note_written(self, before=None)
        else:
            self.refuse_if_append_only()
            before = stored(self)
            super().save(*args, **kwargs)
            note_written(self, before=before)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        ensure_writing(type(self))
        self.refuse_if_append_only()
        before = stored(self)
        if before is not None:
            note_deleted(before)
        return super().delete(*args, **kwargs)

    def fit(self) -> None:
        """Make the texts what a column keeps (:func:`sakip.kernel.fields.fitting`); raises Refused."""
        for name, value in fitting(type(self), vars(self)).items():
            setattr(self, name, value)

    @property
    def owner_path(self) -> str:
        """The path of the unit that owns this row, by ``path_lookup``."""
        value: Any = self
        for part in self.path_lookup.split("__"):
            value = getattr(value, part)
        return str(value)

    @classmethod
    def owner_column(cls) -> str:
        """The column that says whose this row is: 'unit_id', 'series_id', or the path itself."""
        column: Any = cls._meta.get_field(cls.path_lookup.partition("__")[0])
        return str(column.attname)

    @classmethod
    def owner_path_by(cls, value: Any) -> str:
        """The path of the unit that owns the rows with this value in the owner's column."""
        first, _, rest = cls.path_lookup.partition("__")
        if not rest:
            return str(value)
        owner: Any = cls._meta.get_field(first).related_model
        return str(owner.related.filter(pk=value).values_list(rest, flat=True).get())

    @classmethod
    def refuse_if_append_only(cls) -> None:
        if cls.append_only:
            raise AppendOnly(cls.__name__)


def stored(row: UnitOwned) -> UnitOwned | None:
    """The row as the database holds it now, locked for the write that follows."""
    found: UnitOwned | None = about_to_change(type(row).related.filter(pk=row.pk)).first()
    return found
