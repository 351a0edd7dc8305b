"""Laws, their versions, and every provision of each version."""

import uuid
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.models import Agency, User
from consult.texts.kinds import COMMENTED, Kind

HEADINGS = (Kind.BOOK, Kind.TITLE, Kind.CHAPTER, Kind.PART)


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
    # Who keeps the text: officers of this agency prepare its versions and explain it.
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="laws")
    plain = models.TextField(_("in plain words"), blank=True)
    plain_en = models.TextField(_("in plain words, in English"), blank=True)

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
    # The version whose sections these are matched with.
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")

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

    @cached_property
    def newer(self) -> "TextVersion | None":
        """The newest published version, if it is a later one. One query."""
        later = TextVersion.objects.filter(law=self.law_id, number__gt=self.number, published_at__isnull=False)
        return later.order_by("-number").first()


class ProvisionQuerySet(models.QuerySet["Provision"]):
    """Questions about provisions."""

    def commented(self) -> "ProvisionQuerySet":
        """The parts that people comment on as one thing, in order."""
        return self.filter(kind__in=COMMENTED).order_by("position")

    def headings(self) -> "ProvisionQuerySet":
        """Books, titles, chapters and parts, in order."""
        return self.filter(kind__in=HEADINGS).order_by("position")

    def outline(self) -> "ProvisionQuerySet":
        """Headings and what people comment on, in order."""
        return self.filter(kind__in=(*COMMENTED, *HEADINGS)).order_by("position")


class Provision(models.Model):
    """A node of the text: section, paragraph, item. `identity` stays the same through the versions.

    `matched` says how it was found to be a provision of the earlier version; empty: it is new.
    """

    class Matched(models.TextChoices):
        IDENTITY = "identity", _("carried over")
        NUMBER = "number", _("same number")
        SIMILARITY = "similarity", _("similar words")
        OFFICER = "officer", _("decided by an officer")

    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="provisions")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    identity = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=12, choices=Kind)
    eid = models.CharField(max_length=80)
    label = models.CharField(max_length=80, blank=True)
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    matched = models.CharField(max_length=10, choices=Matched, blank=True)

    objects = ProvisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "eid"], name="one_provision_per_address"),
            models.UniqueConstraint(fields=["version", "position"], name="one_provision_per_place"),
        ]

    def __str__(self) -> str:
        return self.label or str(self.get_kind_display())


class Explanation(models.Model):
    """A section in plain words, written by an officer; it follows the section through the versions."""

    law = models.ForeignKey(Law, models.PROTECT, related_name="explanations")
    identity = models.UUIDField()
    text = models.TextField(_("in plain words"), blank=True)
    text_en = models.TextField(_("in plain words, in English"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["law", "identity"], name="one_explanation_per_section")]

    def __str__(self) -> str:
        return in_language(self, "text")
