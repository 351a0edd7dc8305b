"""The numbers of a discussion: one definition for pages, feeds and live figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Sum

from consult.threads.models import Comment, Support, Tally
from consult.threads.states import Stance, State


@dataclass(frozen=True)
class Discussion:
    """Standing comments by stance and their support, true for a record of `record_size` entries."""

    agree: int = 0
    partly: int = 0
    disagree: int = 0
    none: int = 0
    supports: int = 0
    participants: int = 0
    record_size: int = 0

    @property
    def comments(self) -> int:
        """All standing comments."""
        return self.agree + self.partly + self.disagree + self.none

    @property
    def with_stance(self) -> int:
        """Comments that take a stance."""
        return self.agree + self.partly + self.disagree


def by_part(kind: str, public_id: str) -> dict[str, Discussion]:
    """The figures of each part that has any; the whole under the empty text. One query."""
    rows = Tally.objects.filter(kind=kind, public_id=public_id)
    return {
        row.part: Discussion(
            row.agree, row.partly, row.disagree, row.none, row.supports, row.participants, row.record_size
        )
        for row in rows
    }


def totals(kind: str, public_ids: Iterable[str]) -> dict[str, int]:
    """Standing comments of several subjects of a kind, for lists. One query."""
    rows = Tally.objects.filter(kind=kind, public_id__in=list(public_ids)).values("public_id")
    said = rows.annotate(n=Sum(F("agree") + F("partly") + F("disagree") + F("none")))
    return {row["public_id"]: row["n"] for row in said}


def total(parts: Iterable[Discussion]) -> Discussion:
    """The figures of all parts together."""
    listed = list(parts)
    return Discussion(
        agree=sum(part.agree for part in listed),
        partly=sum(part.partly for part in listed),
        disagree=sum(part.disagree for part in listed),
        none=sum(part.none for part in listed),
        supports=sum(part.supports for part in listed),
        participants=sum(part.participants for part in listed),
        record_size=max((part.record_size for part in listed), default=0),
    )


def recount(kind: str, public_id: str) -> dict[str, tuple[int, ...]]:
    """The same counts by part from the rows: agree, partly, disagree, none, supports."""
    stances = {stance.value: Count("pk", filter=Q(stance=stance, state=State.VISIBLE)) for stance in Stance}
    rows: Iterable[Any] = Comment.objects.about(kind, public_id).values("part").annotate(**stances)
    support = dict(
        Support.objects.filter(comment__kind=kind, comment__public_id=public_id)
        .values_list("comment__part")
        .annotate(Count("pk"))
    )
    return {
        row["part"]: (row["agree"], row["partly"], row["disagree"], row["none"], support.get(row["part"], 0))
        for row in rows
    }


def counted(kind: str, public_id: str) -> dict[str, tuple[int, ...]]:
    """What sealing has added up, in the shape of `recount`."""
    return {
        part: (row.agree, row.partly, row.disagree, row.none, row.supports)
        for part, row in by_part(kind, public_id).items()
    }


def recount_participants(kind: str, public_id: str) -> int:
    """People who have commented, from the rows."""
    return Comment.objects.about(kind, public_id).values("citizen").distinct().count()
