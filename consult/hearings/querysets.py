"""Questions about hearings and responses."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from wagtail.query import PageQuerySet

if TYPE_CHECKING:
    pass


class ConsultationQuerySet(PageQuerySet):
    """Hearings, asked in plain words."""

    def published(self) -> "ConsultationQuerySet":
        """Announced: approved by the head and frozen."""
        return self.live().filter(frozen__isnull=False).select_related("agency", "text__law")

    def open(self) -> "ConsultationQuerySet":
        """Taking comments now, the nearest closing first."""
        now = timezone.now()
        return self.published().filter(opens_at__lte=now, closes_at__gt=now, cancelled_reason="").order_by("closes_at")

    def upcoming(self) -> "ConsultationQuerySet":
        """Announced and not open yet."""
        return self.published().filter(opens_at__gt=timezone.now(), cancelled_reason="").order_by("opens_at")

    def ended(self) -> "ConsultationQuerySet":
        """Closed or cancelled, the last first."""
        now = timezone.now()
        over = models.Q(closes_at__lte=now) | ~models.Q(cancelled_reason="")
        return self.published().filter(over).order_by("-closes_at")


class ResponseQuerySet(models.QuerySet["Response"]):
    """Responses, asked in plain words."""

    def newest(self) -> "ResponseQuerySet":
        """The last revision first."""
        return self.order_by("comment_id", "-revision")
