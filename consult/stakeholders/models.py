"""Who asked to be told, of what, and for whom they speak."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Area, Citizen
from consult.stakeholders.querysets import RegistrationQuerySet


class Registration(models.Model):
    """One registration (2562 Act s.15). A person may register for themselves and for organisations, each once.

    An agency sees how many there are; the name of an organisation only with `name_shown`, of a person never.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="registrations")
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    name_shown = models.BooleanField(default=False)
    topics = models.JSONField(default=list)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")  # none: the whole country
    salt = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "organisation"], condition=Q(ended_at=None), name="one_registration_a_voice"
            ),
            models.CheckConstraint(
                condition=Q(name_shown=False) | ~Q(organisation=""), name="only_organisations_are_named"
            ),
        ]
        indexes = [GinIndex(fields=["topics"], name="registration_topics", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"registration {self.id}"
