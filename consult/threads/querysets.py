"""Questions about comments."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, F, Func, Q, Value
from django.db.models.expressions import Combinable

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

    def openings(self) -> "CommentQuerySet":
        """Those that open a thread: comments, not replies to them."""
        return self.filter(replies_to=None)

    def in_thread(self, comment: "Comment") -> "CommentQuerySet":
        """Replies to a comment, the first first."""
        return self.filter(replies_to=comment.replies_to_id or comment.pk).order_by("created_at", "id")

    def later_than(self, moment: datetime, identity: uuid.UUID) -> "CommentQuerySet":
        """Those written after this time and id."""
        return self.filter(_row("created_at", "id", " > ", moment, identity))

    def with_wording(self) -> "CommentQuerySet":
        """Those that suggest other words for a part."""
        return self.exclude(wording="")

    def shown(self) -> "CommentQuerySet":
        """Readable by everybody."""
        return self.filter(state=State.VISIBLE)

    def standing(self) -> "CommentQuerySet":
        """Counted: not taken back, not hidden."""
        return self.filter(state=State.VISIBLE)

    def by(self, citizen: Citizen) -> "CommentQuerySet":
        """Written by one person."""
        return self.filter(citizen=citizen)

    def newest(self, after: tuple[datetime, uuid.UUID] | None = None) -> "CommentQuerySet":
        """Newest first, those after this time and id in that order."""
        found = self.filter(_row("created_at", "id", " < ", *after)) if after else self
        return found.order_by("-created_at", "-id")

    def most_supported(self, after: tuple[int, uuid.UUID] | None = None) -> "CommentQuerySet":
        """Most supported first, those after this number and id in that order."""
        found = self.filter(_row("supports", "id", " < ", *after)) if after else self
        return found.order_by("-supports", "-id")

    def most_divided(self, after: tuple[int, uuid.UUID] | None = None) -> "CommentQuerySet":
        """Those with the most people on the smaller of the two sides first; those after this number and id."""
        found = self.filter(_row("divided", "id", " < ", *after)) if after else self
        return found.order_by("-divided", "-id")

    def shuffled(self, since: uuid.UUID, *, until: uuid.UUID | None = None) -> "CommentQuerySet":
        """In the order of their ids, which are random, after `since` (and, come round, before `until`)."""
        found = self.filter(id__gt=since)
        return (found.filter(id__lte=until) if until else found).order_by("id")

    def come_round(self, since: uuid.UUID, start: uuid.UUID, limit: int) -> "CommentQuerySet":
        """The first `limit` after `since` to the end, then those from the beginning to `start`. One query."""
        plain = self.select_related(None).prefetch_related(None)
        ahead = plain.shuffled(since).values("pk")[:limit]
        behind = plain.shuffled(uuid.UUID(int=0), until=start).values("pk")[:limit]
        round_again = ExpressionWrapper(Q(id__lte=start), output_field=BooleanField())
        return self.filter(pk__in=ahead.union(behind, all=True)).order_by(round_again, "id")


def _row(first: str, second: str, sign: str, *values: Any) -> Func:
    """`ROW(first, second) < ROW(values)`: one bound in an index, however many rows share the first value."""
    left: Combinable = Func(F(first), F(second), function="ROW")
    right: Combinable = Func(*map(Value, values), function="ROW")
    return Func(left, right, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField())
