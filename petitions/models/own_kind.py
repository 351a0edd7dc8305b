"""Kinds of petition that an authority made itself, version by version."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Agency, User
from petitions.kinds import PetitionKind
from petitions.querysets import OwnKindQuerySet


class OwnKind(models.Model):
    """One version of a kind. It counts once the head has approved it; an approved version never changes."""

    code = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="petition_kinds")
    definition = models.JSONField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    receipt = models.UUIDField(null=True, editable=False)

    objects: ClassVar[Any] = OwnKindQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="own_kind_version_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(approved_at__isnull=False, retired_at__isnull=True),
                name="own_kind_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__gte=F("made_at"), approved_by__isnull=False),
                name="own_kind_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def kind(self) -> PetitionKind:
        """The definition to work with."""
        return PetitionKind.from_json(self.definition)
