"""Entries of the public record, before and after sealing; tiles and signed checkpoints."""

import uuid

from django.db import models


class Pending(models.Model):
    """An entry written with its act and not sealed yet. Lives about a second.

    `lane` is empty, or names a group that may only be sealed in shuffled batches (ballots).
    """

    arrival = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid.uuid4, db_index=True)
    lane = models.CharField(max_length=80, default="", blank=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    leaf = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["lane", "arrival"], condition=~models.Q(lane=""), name="pending_by_lane")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} (pending)"


class Entry(models.Model):
    """A sealed entry: leaf number `index` of the tree. Never changed, never deleted (a trigger refuses)."""

    index = models.BigIntegerField(primary_key=True)
    id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    leaf = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["subject", "index"], name="entry_by_subject")]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.index} {self.kind} {self.subject}"


class Tile(models.Model):
    """Up to 256 hashes of one level of the tree (C2SP tlog-tiles); grows until full, then never changes."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.PositiveSmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()

    def __str__(self) -> str:
        return f"tile {self.level}/{self.number}"


class Checkpoint(models.Model):
    """A signed statement: the record had `size` entries and this root."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"checkpoint {self.size}"
