"""Who reuses open data, as they told us."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ReuseState(models.TextChoices):
    """What became of one telling."""

    WAITING = "waiting", _("waiting for a moderator")
    SHOWN = "shown", _("shown")
    REFUSED = "refused", _("not shown")


class ReuseQuerySet(models.QuerySet["Reuse"]):
    """Reuses, asked in plain words."""

    def shown(self) -> "ReuseQuerySet":
        """Those that everybody sees, the newest first."""
        return self.filter(state=ReuseState.SHOWN).order_by("-created_at")

    def waiting(self) -> "ReuseQuerySet":
        """Those that a moderator has to look at, the oldest first."""
        return self.filter(state=ReuseState.WAITING).order_by("created_at")


class Reuse(models.Model):
    """Something made with a table: an article, a map, a study. Told by anybody, shown by a moderator."""

    dataset = models.CharField(max_length=60)
    who = models.CharField(_("Who you are"), max_length=120)
    title = models.CharField(_("What you made"), max_length=200)
    url = models.URLField(_("Where it can be seen"), max_length=400)
    state = models.CharField(max_length=7, choices=ReuseState, default=ReuseState.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects: ClassVar[ReuseQuerySet] = ReuseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReuseState.values), name="reuse_state_known"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="reuse_decided_by_somebody",
            ),
            models.UniqueConstraint(fields=["dataset", "url"], name="reuse_told_once"),
        ]
        indexes = [models.Index(fields=["dataset", "-created_at"], name="reuse_of_a_table")]

    def __str__(self) -> str:
        return self.title
