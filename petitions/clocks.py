"""Statutory clocks: who had how long for what, until when, and whether it was kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.refusals import Sentence
from petitions import workdays
from petitions.kinds import ClockRule
from petitions.models import Holiday, Petition, RunningClock


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
    pk: int | None = None
    extended: int = 0

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

    @property
    def days_late(self) -> int:
        """Whole days after the last day; 0 in time."""
        done = timezone.localdate(self.ended) if self.ended else timezone.localdate()
        return max(0, (done - self.last_day).days)


def due(started: datetime, days: int, *, rolls: bool = False, holidays: Collection[date] = ()) -> datetime:
    """The end of the `days`-th day after the day of `started`.

    The first day is not counted (Civil and Commercial Code s.193/3; Administrative Procedure Act s.64 para. 1), and
    the last counts to its end. With `rolls`, a last day on which nobody works moves to the next working day (s.193/8);
    without, it counts all the same (Administrative Procedure Act s.64 para. 2, for officers).
    """
    last = timezone.localdate(started) + timedelta(days=days)
    if rolls:
        last = workdays.first_from(last, holidays)
    return timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))


def due_by(rule: ClockRule, started: datetime) -> datetime:
    """The same by a rule of data, with the holidays that officers keep. At most one query."""
    return due_after(started, rule.days, rule)


def due_after(started: datetime, days: int, rule: ClockRule) -> datetime:
    """As `due_by`, with another number of days (an extension)."""
    if not rule.rolls:
        return due(started, days)
    off = Holiday.objects.filter(day__gte=timezone.localdate(started)).values_list("day", flat=True)
    return due(started, days, rolls=True, holidays=frozenset(off))


def clocks_of(petition: Petition, rows: Iterable[RunningClock]) -> list[Clock]:
    """The rows with the words of the petition's own rules."""
    rules = {rule.code: rule for rule in petition.preset.clocks}
    return [_clock(rules[row.code], row) for row in rows if row.code in rules]


def clocks_for(petition: Petition) -> list[Clock]:
    """The clocks of a petition, oldest first. One query unless prefetched."""
    return clocks_of(petition, petition.running_clocks.all())


def _clock(rule: ClockRule, row: RunningClock) -> Clock:
    label, source = rule.label, rule.source
    return Clock(row.code, label, source, row.days, row.started, row.due, row.ended, row.pk)
