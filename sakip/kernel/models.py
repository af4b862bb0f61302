"""Tables of the ground: history and its chain, frozen documents, jobs."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from sakip.kernel.access import Access, Permission, Scope, UnitOwned, UnscopedQuery, below


class PathManager(models.Manager[Any]):
    """Entrance to rows of the ground: they carry a unit's path as text instead of a foreign key."""

    def get_queryset(self) -> models.QuerySet[Any]:
        raise UnscopedQuery(f"{self.model.__name__}: use .visible_to(access) or .unscoped(reason)")

    def visible_to(self, access: Access) -> models.QuerySet[Any]:
        mine = models.Q(pk__in=[])
        for path in access.paths_for(Permission.VIEW):
            mine |= below("unit_path", path)
        return models.QuerySet(self.model, using=self._db).filter(mine)

    def unscoped(self, reason: str) -> models.QuerySet[Any]:
        if not reason:
            raise ValueError("say why")
        return models.QuerySet(self.model, using=self._db)


class HistoryEntry(models.Model):
    """One action's effect on one object. Append-only and without foreign keys: it outlives what it describes."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=30)
    via = models.CharField(max_length=20)
    action = models.CharField(max_length=200)
    object_type = models.CharField(max_length=100)
    object_id = models.CharField(max_length=50)
    object_label = models.CharField(max_length=300)
    unit_path = models.CharField(max_length=100, db_index=True)
    changes = models.JSONField()
    """Field name to [old, new]. From nothing to 0 is a change."""
    reason = models.TextField()
    request_id = models.CharField(max_length=40)
    link = models.BigIntegerField(db_index=True)
    """Number of the chain's link: all entries of one transaction share one."""

    base = models.Manager()
    objects = PathManager()

    class Meta:
        base_manager_name = "base"
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="history_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.action} {self.object_label}"


class HistoryLink(models.Model):
    """One transaction in the chain: its hash covers the link before it and every entry it made."""

    number = models.BigIntegerField(primary_key=True)
    entries = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class HistoryHead(models.Model):
    """The chain's last link; one row, locked while the next is written."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="history_head_is_one")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"


class FrozenDocument(UnitOwned):
    """A document and its numbers as frozen: canonical JSON, its SHA-256, who, when, under which rules."""

    path_lookup = "unit_path"
    reading_scope = Scope.INSTANSI
    history_exclude = frozenset({"content"})  # its hash is there
    verbatim = frozenset({"rules"})
    append_only = True

    kind = models.CharField(max_length=50)
    title = models.CharField(max_length=300)
    unit_path = models.CharField(max_length=100, db_index=True)
    subject = models.CharField(max_length=200, db_index=True)
    """What was frozen, as 'lkjip:UNIT-ID:2025': the component's own name for it."""
    version = models.PositiveIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    rules = models.JSONField()
    history_head = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by_id = models.BigIntegerField(null=True)
    frozen_by_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = "dokumen beku"
        constraints = [models.UniqueConstraint(fields=["subject", "version"], name="frozen_once_per_version")]

    def __str__(self) -> str:
        return f"{self.title} (versi {self.version})"


class JobStatus(models.TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"


class Job(models.Model):
    """Work a person waits for: progress, result, error. The worker's own queue knows nothing of people."""

    kind = models.CharField(max_length=100)
    args = models.JSONField()
    owner_id = models.BigIntegerField(null=True, db_index=True)
    unit_path = models.CharField(max_length=100)
    status = models.CharField(max_length=10, choices=JobStatus, default=JobStatus.MENUNGGU)
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    seen_alive_at = models.DateTimeField(default=timezone.now)
    """The worker's last sign of life; a job long silent is taken up again."""

    base = models.Manager()
    objects = PathManager()

    class Meta:
        base_manager_name = "base"

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class Notice(models.Model):
    """Something a person should know, with its reason and where to go. A reminder, no fact: it has no history."""

    akun_id = models.BigIntegerField(db_index=True)
    reason = models.CharField(max_length=40)
    """Code of a registered reason, such as 'peran' or 'tenggat'; settings are kept by it."""
    text = models.CharField(max_length=400)
    url = models.CharField(max_length=300, blank=True)
    unit_path = models.CharField(max_length=100, blank=True)
    """The unit it concerns; who may no longer read there is not shown it. Empty: it concerns the person alone."""
    key = models.CharField(max_length=200, blank=True)
    """What it is about, such as 'agenda:12:7'; the same person is told the same once. Empty: always told."""
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    base = models.Manager()

    class Meta:
        base_manager_name = "base"
        indexes = [models.Index(fields=["akun_id", "read_at", "-id"], name="notice_of_account")]
        constraints = [
            models.UniqueConstraint(fields=["akun_id", "key"], condition=~models.Q(key=""), name="notice_told_once")
        ]

    def __str__(self) -> str:
        return self.text


class NoticeSetting(models.Model):
    """How a person wants to be told for one reason; without a row: on the page, not by mail."""

    akun_id = models.BigIntegerField()
    reason = models.CharField(max_length=40)
    on_page = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=False)

    base = models.Manager()

    class Meta:
        base_manager_name = "base"
        constraints = [models.UniqueConstraint(fields=["akun_id", "reason"], name="notice_setting_once")]

    def __str__(self) -> str:
        return f"{self.akun_id} {self.reason}"


class PutAway(models.Model):
    """A card that a person does not want to see any more, by the name of the card. A convenience: no history."""

    akun_id = models.BigIntegerField()
    name = models.CharField(max_length=100)

    base = models.Manager()

    class Meta:
        base_manager_name = "base"
        constraints = [models.UniqueConstraint(fields=["akun_id", "name"], name="put_away_once")]

    def __str__(self) -> str:
        return f"{self.akun_id} {self.name}"
