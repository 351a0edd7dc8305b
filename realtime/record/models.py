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


class Cosignature(models.Model):
    """A witness's signature on the checkpoint of this size: it continues every one that the witness saw before."""

    size = models.BigIntegerField()
    witness = models.CharField(max_length=200)
    at = models.DateTimeField()
    line = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["witness", "size"], name="one_cosignature_of_a_witness")]
        indexes = [models.Index(fields=["size"], name="cosignature_by_size")]

    def __str__(self) -> str:
        return f"{self.witness} on {self.size}"


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

    @property
    def signed(self) -> str:
        """The note with the co-signatures of witnesses, as it is published. One query."""
        lines = Cosignature.objects.filter(size=self.size).order_by("witness").values_list("line", flat=True)
        return self.note + "".join(lines)
