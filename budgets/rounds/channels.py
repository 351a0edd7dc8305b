"""Other ways to a ballot than these pages: a booth with paper ballots joins here, so that a person has one vote in all.

A way says who holds a ballot of its own kind, how many people it has let vote without a ballot in the box (papers
still to be keyed, void ones), and what is still to be finished before the round can be closed.
"""

from collections.abc import Iterable
from typing import Protocol

from django.db import connection

from accounts.refusals import AlreadyDone, Closed, Sentence
from budgets.rounds.models import Round

_LOCK = 20835  # 0x5163: one person of one round at a time, whichever way the vote comes


class Way(Protocol):
    """One further way to vote."""

    def holding(self, round_: Round, tag: bytes) -> Sentence:
        """Why the person behind this voter tag cannot vote on these pages now, or "" when they can."""

    def without_ballot(self, round_id: str) -> int:
        """People whom it entered on the roll and whose ballot is not in the box."""

    def unfinished(self, round_: Round) -> Iterable[Sentence]:
        """What must be finished before the round is closed."""


_ways: list[Way] = []


def register(way: Way) -> None:
    """Add a way (from an app's `ready`)."""
    _ways.append(way)


def hold(tag: bytes) -> None:
    """Let nobody else act for the person behind this voter tag until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, tag.hex()])


def claim(round_: Round, tag: bytes) -> None:
    """Hold the person and make sure that no other way has them. Raises AlreadyDone. Call it inside the casting."""
    hold(tag)
    for way in _ways:
        if words := way.holding(round_, tag):
            raise AlreadyDone(words, next_url=round_.get_absolute_url())


def without_ballot(round_id: str) -> int:
    """People on the roll without a ballot in the box, in all ways together."""
    return sum(way.without_ballot(round_id) for way in _ways)


def require_finished(round_: Round) -> None:
    """Raise Closed while a way has something to finish."""
    if words := [word for way in _ways for word in way.unfinished(round_)]:
        raise Closed(*words)
