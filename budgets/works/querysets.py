"""Questions about works."""

from typing import Any

from django.db import models
from django.utils import timezone


class WorkQuerySet(models.QuerySet[Any]):
    """Works."""

    def public(self) -> "WorkQuerySet":
        """Those of published rounds, with project, round and agency."""
        return self.filter(project__round__page__live=True).select_related("project__round__page__agency")

    def of(self, round_id: int) -> "WorkQuerySet":
        """Those of one round, by code."""
        return self.filter(project__round_id=round_id).order_by("project__code")

    def late(self) -> "WorkQuerySet":
        """Those whose day has passed and that are not finished."""
        return self.filter(due__lt=timezone.localdate()).exclude(state="done")
