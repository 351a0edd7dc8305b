"""The numbers of a discussion: one definition for pages, feeds and live figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, F, Q, Sum

from consult.threads.models import Comment, Passage, Reaction, Tally
from consult.threads.states import Direction, Stance, State


@dataclass(frozen=True)
class Discussion:
    """Standing comments by stance, replies and reactions, true for a record of `record_size` entries."""

    agree: int = 0
    partly: int = 0
    disagree: int = 0
    none: int = 0
    replies: int = 0
    supports: int = 0
    opposes: int = 0
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


NAMES = tuple(field.name for field in fields(Discussion))


def by_part(kind: str, public_id: str) -> dict[str, Discussion]:
    """The figures of each part that has any; the whole under the empty text. One query."""
    rows = Tally.objects.filter(kind=kind, public_id=public_id)
    return {row.part: Discussion(*(getattr(row, name) for name in NAMES)) for row in rows}


def of_part(kind: str, public_id: str, part: str) -> Discussion:
    """The figures of one part. One query."""
    row = Tally.objects.filter(kind=kind, public_id=public_id, part=part).first()
    return Discussion(*(getattr(row, name) for name in NAMES)) if row else Discussion()


def totals(kind: str, public_ids: Iterable[str]) -> dict[str, int]:
    """Standing comments of several subjects of a kind, for lists. One query."""
    rows = Tally.objects.filter(kind=kind, public_id__in=list(public_ids)).values("public_id")
    said = rows.annotate(n=Sum(F("agree") + F("partly") + F("disagree") + F("none")))
    return {row["public_id"]: row["n"] for row in said}


def total(parts: Iterable[Discussion]) -> Discussion:
    """The figures of all parts together."""
    listed = list(parts)
    sums = {name: sum(getattr(part, name) for part in listed) for name in NAMES}
    return Discussion(**sums | {"record_size": max((part.record_size for part in listed), default=0)})


def recount(kind: str, public_id: str) -> dict[str, tuple[int, ...]]:
    """The same counts by part from the rows: agree, partly, disagree, none, replies, supports, opposes."""
    stands = Q(state=State.VISIBLE)
    stances = {stance.value: Count("pk", filter=Q(stance=stance, replies_to=None) & stands) for stance in Stance}
    replies = Count("pk", filter=Q(replies_to__isnull=False) & stands)
    rows: Iterable[Any] = (
        Comment.objects.about(kind, public_id).order_by().values("part").annotate(**stances, n_replies=replies)
    )
    reactions = Counter(
        Reaction.objects.filter(comment__kind=kind, comment__public_id=public_id).values_list(
            "comment__part", "direction"
        )
    )
    return {
        row["part"]: (
            *(row[stance.value] for stance in Stance),
            row["n_replies"],
            reactions[row["part"], Direction.SUPPORT],
            reactions[row["part"], Direction.OPPOSE],
        )
        for row in rows
    }


def counted(kind: str, public_id: str) -> dict[str, tuple[int, ...]]:
    """What sealing has added up, in the shape of `recount`."""
    return {
        part: (row.agree, row.partly, row.disagree, row.none, row.replies, row.supports, row.opposes)
        for part, row in by_part(kind, public_id).items()
    }


def miscounted_comments(kind: str, public_id: str) -> Iterable[str]:
    """One sentence for each comment whose own counts do not agree with its reactions and replies."""
    found: dict[Any, Counter[str]] = {}
    reactions = Reaction.objects.filter(comment__kind=kind, comment__public_id=public_id)
    for comment, direction, n in reactions.order_by().values_list("comment", "direction").annotate(Count("pk")):
        found.setdefault(comment, Counter())[direction] = n
    answers = Comment.objects.about(kind, public_id).shown().exclude(replies_to=None).order_by()
    for comment, n in answers.values_list("replies_to").annotate(Count("pk")):
        found.setdefault(comment, Counter())["replies"] = n
    rows = Comment.objects.about(kind, public_id).values_list("pk", "supports", "opposes", "replies")
    for pk, *counted_ in rows.iterator(2000):
        again = found.get(pk, Counter())
        if counted_ != [again[Direction.SUPPORT], again[Direction.OPPOSE], again["replies"]]:
            yield f"comment {pk}: counted {counted_}, the rows say {dict(again)}"


def miscounted_passages(kind: str, public_id: str) -> Iterable[str]:
    """One sentence for each passage whose count does not agree with the comments on it."""
    rows = Comment.objects.about(kind, public_id).shown().exclude(passage="").order_by()
    again = dict(rows.values_list("passage").annotate(Count("pk")))
    counted_ = dict(Passage.objects.filter(kind=kind, public_id=public_id).values_list("digest", "comments"))
    for digest in sorted(again.keys() | counted_.keys()):
        if again.get(digest, 0) != counted_.get(digest, 0):
            yield f"passage {digest}: counted {counted_.get(digest, 0)}, the rows say {again.get(digest, 0)}"


def recount_participants(kind: str, public_id: str) -> int:
    """People who have commented, from the rows."""
    return Comment.objects.about(kind, public_id).values("citizen").distinct().count()
