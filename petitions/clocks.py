"""Statutory clocks: who had how long for what, until when, and whether it was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.refusals import Sentence
from petitions import kinds


@dataclass(frozen=True)
class Clock:
    """One running or finished clock. `due` is the moment after the last day; days are counted in Thailand."""

    code: str
    label: Sentence
    source: Sentence
    days: int
    started: datetime
    due: datetime
    ended: datetime | None

    @property
    def running(self) -> bool:
        """Not finished."""
        return self.ended is None

    def overdue(self, now: datetime | None = None) -> bool:
        """Whether the time ran out before it was done."""
        return (self.ended or now or timezone.now()) > self.due

    @property
    def late(self) -> bool:
        """Overdue as of now (for templates)."""
        return self.overdue()

    @property
    def last_day(self) -> date:
        """The last day, in Thailand."""
        return timezone.localdate(self.due - timedelta(microseconds=1))

    @property
    def days_left(self) -> int:
        """Whole days until the last day; negative when it has passed."""
        return (self.last_day - timezone.localdate()).days


def due(started: datetime, days: int) -> datetime:
    """The end of the `days`-th day after the day of `started`.

    The first day is not counted (Thai Civil and Commercial Code s.193/3), and the last counts to its end.
    """
    local = timezone.localtime(started)
    return (local + timedelta(days=days + 1)).replace(hour=0, minute=0, second=0, microsecond=0)


def clocks_of(kind: kinds.PetitionKind, stamps: Mapping[str, datetime | None]) -> list[Clock]:
    """The clocks that have started, given the petition's timestamps by field name."""
    return [
        Clock(rule.code, rule.label, rule.source, rule.days, started, due(started, rule.days), stamps.get(rule.ends))
        for rule in kind.clocks
        if (started := stamps.get(rule.starts))
    ]


def clocks_for(petition: Any) -> list[Clock]:
    """The clocks of a petition as it stands; no query."""
    names = {name for rule in petition.preset.clocks for name in (rule.starts, rule.ends)}
    return clocks_of(petition.preset, {name: getattr(petition, name) for name in names})
