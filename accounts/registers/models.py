"""What is kept of a register: a keyed hash for each person, and one sealed value."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.fields import SealedText
from accounts.models import Agency, Area


class Register(models.Model):
    """A list of people that an agency answers for; importing it again replaces it."""

    slug = models.SlugField(unique=True, max_length=30)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="registers")
    # Whether a person may verify with number and birth date alone; their family may know both.
    verifies = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.slug


class Import(models.Model):
    """One import of a whole register: when, how many lines, what was wrong with which of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(Register, models.CASCADE, related_name="imports")
    at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField(default=0)
    read = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)  # of the import before, and not in this one
    # code → {"count": n, "lines": [the first hundred line numbers]}; never a value of a line
    findings = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.register} {self.at:%Y-%m-%d}"

    @property
    def refused(self) -> int:
        """Lines that were not taken over."""
        return self.read - self.taken


class Entry(models.Model):
    """One person of a register. `person` is given name, family name and birth date, sealed together."""

    person_key = models.BinaryField(max_length=32)
    # Neither of the two keys is checked a million times by the database: the import takes both from its tables.
    register = models.ForeignKey(Register, models.CASCADE, related_name="entries", db_constraint=False, db_index=False)
    brought = models.UUIDField()
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    person = SealedText()

    objects: Any = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_key", "register", "brought"], name="register_entry_once")
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"
