"""Questions about groups and their comments."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models

from consult.sense.states import State, Work
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet

if TYPE_CHECKING:
    from consult.sense.models import Grouping, GroupMember, IssueGroup, OpinionMap  # noqa: F401

AGAIN = timedelta(hours=1)  # between two drawings of the same opinion map


class GroupQuerySet(models.QuerySet["IssueGroup"]):
    """Groups, asked in plain words."""

    def about(self, kind: str, public_id: str) -> "GroupQuerySet":
        """Of one subject, whatever became of them."""
        return self.filter(kind=kind, public_id=public_id)

    def standing(self) -> "GroupQuerySet":
        """Neither merged into another nor dissolved."""
        return self.filter(state=State.STANDING)

    def largest_first(self) -> "GroupQuerySet":
        """Most comments first; the representative comment comes along. One query with the counts."""
        return self.order_by("-size", "number").select_related("representative__citizen")


class MemberQuerySet(models.QuerySet["GroupMember"]):
    """Places of comments in groups, asked in plain words."""

    def about(self, kind: str, public_id: str) -> "MemberQuerySet":
        """Of one subject."""
        return self.filter(comment__kind=kind, comment__public_id=public_id)


class GroupingQuerySet(models.QuerySet["Grouping"]):
    """The machine's work, asked in plain words."""

    def waiting(self) -> "GroupingQuerySet":
        """Asked for and not begun, the first asked first."""
        return self.filter(work=Work.ASKED).order_by("asked_at", "pk")

    def published(self) -> "GroupingQuerySet":
        """The agency shows its groups to everybody."""
        return self.filter(published_at__isnull=False)


class OpinionMapQuerySet(models.QuerySet["OpinionMap"]):
    """Opinion maps, asked in plain words."""

    def drawn(self) -> "OpinionMapQuerySet":
        """Those that could be drawn."""
        return self.filter(drawing__isnull=False)

    def due(self, now: datetime) -> "OpinionMapQuerySet":
        """Votes have come, and the last drawing is an hour old."""
        old = models.Q(drawn_at=None) | models.Q(drawn_at__lt=now - AGAIN)
        return self.filter(old, stale_since__isnull=False).order_by("stale_since", "pk")


def in_group(group: "IssueGroup") -> CommentQuerySet:
    """The comments of a group that stand."""
    found: CommentQuerySet = Comment.objects.standing()
    return found.filter(grouped__group=group)


def ungrouped(kind: str, public_id: str) -> CommentQuerySet:
    """The standing comments of a subject that are in no group."""
    found: CommentQuerySet = Comment.objects.about(kind, public_id).standing().openings()
    return found.filter(grouped__isnull=True)
