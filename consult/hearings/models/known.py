"""Stakeholders whom the agency knows itself (2562 Act s.15, second paragraph): told when the hearing opens."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from accounts.fields import SealedText
from accounts.models import User
from consult.hearings.models.page import ConsultationPage
from consult.hearings.querysets import KnownQuerySet


class KnownStakeholder(models.Model):
    """One person or organisation with an address to write to. Name and address are sealed, and never public.

    `mark` (keyed, of this hearing only) tells the same address twice. Whoever asks not to be written to is left as
    a number: name and address are emptied.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hearing = models.ForeignKey(ConsultationPage, models.CASCADE, related_name="known")
    name = SealedText(default="", blank=True)
    email = SealedText(default="", blank=True)
    mark = models.BinaryField(max_length=32)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)  # the mail server does not know the address
    left_at = models.DateTimeField(null=True)  # asked not to be written to, or kept long enough

    objects: ClassVar[Any] = KnownQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["hearing", "mark"], name="one_known_stakeholder_an_address")]

    def __str__(self) -> str:
        return f"known stakeholder {self.id}"
