"""Laws, their versions, and every provision of each version."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from consult.texts.kinds import COMMENTED, Kind


class Law(models.Model):
    """An Act in force or a draft."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft law")
        IN_FORCE = "in-force", _("Act in force")

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    year_be = models.PositiveSmallIntegerField(_("year (B.E.)"))
    status = models.CharField(max_length=10, choices=Status)
    source = models.URLField(blank=True)

    def __str__(self) -> str:
        return in_language(self, "title")

    def get_absolute_url(self) -> str:
        """The page of the law's newest published version."""
        return reverse("texts:law", args=[self.slug])


class TextVersion(models.Model):
    """One state of a law's text. Once published it is frozen: the model and a trigger refuse every change."""

    law = models.ForeignKey(Law, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    published_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["law", "number"], name="one_version_per_number")]
        ordering = ["law", "number"]

    def __str__(self) -> str:
        return f"{self.law}: {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse every change of a published version. Raises ValidationError."""
        if self.pk and TextVersion.objects.filter(pk=self.pk, published_at__isnull=False).exists():
            raise ValidationError(_("This text is published and frozen. Make a new version instead."))
        super().save(*args, **kwargs)


class ProvisionQuerySet(models.QuerySet["Provision"]):
    """Questions about provisions."""

    def commented(self) -> "ProvisionQuerySet":
        """The parts that people comment on as one thing, in order."""
        return self.filter(kind__in=COMMENTED).order_by("position")


class Provision(models.Model):
    """A node of the text: section, paragraph, item. `identity` stays the same through the versions."""

    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="provisions")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    identity = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=12, choices=Kind)
    eid = models.CharField(max_length=80)
    label = models.CharField(max_length=80, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "eid"], name="one_provision_per_address"),
            models.UniqueConstraint(fields=["version", "position"], name="one_provision_per_place"),
        ]

    def __str__(self) -> str:
        return self.label or str(self.get_kind_display())
