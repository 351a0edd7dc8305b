"""Questions about comments."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.models import Citizen
from consult.threads.states import State

if TYPE_CHECKING:
    from consult.threads.models import Comment


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments, asked in plain words."""

    def about(self, kind: str, public_id: str, part: str | None = None) -> "CommentQuerySet":
        """On one subject, or on one part of it."""
        found = self.filter(kind=kind, public_id=public_id)
        return found if part is None else found.filter(part=part)

    def shown(self) -> "CommentQuerySet":
        """Readable by everybody."""
        return self.filter(state=State.VISIBLE)

    def standing(self) -> "CommentQuerySet":
        """Counted: not taken back, not hidden."""
        return self.filter(state=State.VISIBLE)

    def by(self, citizen: Citizen) -> "CommentQuerySet":
        """Written by one person."""
        return self.filter(citizen=citizen)

    def newest(self, after: "Comment | None" = None) -> "CommentQuerySet":
        """Newest first, those after `after` in that order."""
        found = self
        if after:
            earlier = Q(created_at__lt=after.created_at)
            found = found.filter(earlier | Q(created_at=after.created_at, id__lt=after.id))
        return found.order_by("-created_at", "-id")

    def most_supported(self, after: "Comment | None" = None) -> "CommentQuerySet":
        """Most supported first, those after `after` in that order."""
        found = self
        if after:
            fewer = Q(supports__lt=after.supports)
            found = found.filter(fewer | Q(supports=after.supports, id__lt=after.id))
        return found.order_by("-supports", "-id")
