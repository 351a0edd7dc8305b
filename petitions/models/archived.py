"""Petitions of another place and time, read from its open files: read only."""

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone


class ArchivedPetition(models.Model):
    """One old petition as its file tells it. A trigger refuses every change.

    `places` is {"country": [{"name", "code", "number"}], "region": […], "constituency": […]}.
    """

    slug = models.SlugField(unique=True)
    source = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    background = models.TextField(blank=True)
    details = models.TextField(blank=True)
    state = models.CharField(max_length=20)
    opened = models.DateField(null=True, blank=True)
    closed = models.DateField(null=True, blank=True)
    total = models.PositiveIntegerField()
    answered = models.DateField(null=True, blank=True)
    answer_summary = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    places = models.JSONField(default=dict)
    url = models.URLField()
    licence = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-closed", "-number"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="archived_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page in the archive."""
        return reverse("petitions:archived", args=[self.slug])

    @property
    def days(self) -> int | None:
        """For how many days names were collected."""
        opened, closed = self.opened, self.closed
        return (closed - opened).days if isinstance(opened, date) and isinstance(closed, date) else None

    def rows(self, level: str) -> list[dict[str, Any]]:
        """The counts of one level, the largest first."""
        return sorted(self.places.get(level, []), key=lambda row: (-row["number"], row["name"]))
