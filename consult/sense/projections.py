"""What sealing adds up: groups are counted again when a comment in them goes, comes back or is supported."""

import uuid
from collections.abc import Iterable, Sequence

from django.utils import timezone

from consult.sense import figures, hints, sizes
from consult.sense.models import GroupMember, OpinionMap
from consult.sense.processes import KINDS
from realtime.record import projections
from realtime.record.projections import Sealed


@projections.register("comment.withdrawn", "comment.hidden", "comment.shown")
def count_changed(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A comment went or came back: its group has another size."""
    return _count({uuid.UUID(entry.body["act"]) for entry in entries})


@projections.register("comment.supported", "comment.opposed", "comment.reaction-withdrawn")
def count_reactions(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A comment was supported: so was its group, and the opinion map is out of date.

    Runs after the discussion's own count (registered earlier).
    """
    now = timezone.now()
    for subject in sorted({entry.subject for entry in entries}):
        kind, _slash, public_id = subject.partition("/")
        found, _made = OpinionMap.objects.get_or_create(kind=kind, public_id=public_id)
        OpinionMap.objects.filter(pk=found.pk, stale_since=None).update(stale_since=now)
    return _count({uuid.UUID(entry.body["comment"]) for entry in entries})


@projections.register("comment.posted")
def refresh_share(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """A new comment changes the share that is in some group, and is found by the hint of similar ones."""
    hints.index_safely({uuid.UUID(entry.body["act"]) for entry in entries})
    return {_topic(entry.subject) for entry in entries}


@projections.register(*KINDS)
def refresh_groups(entries: Sequence[Sealed], _size: int) -> Iterable[str]:
    """An officer's change of the groups is news for those who watch."""
    return {_topic(entry.subject) for entry in entries}


def _count(comments: set[uuid.UUID]) -> set[str]:
    rows = list(
        GroupMember.objects.filter(comment__in=comments).values_list("group", "group__kind", "group__public_id")
    )
    sizes.refresh({row[0] for row in rows})
    return {figures.topic(kind, public_id) for _group, kind, public_id in rows}


def _topic(subject: str) -> str:
    kind, _slash, public_id = subject.partition("/")
    return figures.topic(kind, public_id)
