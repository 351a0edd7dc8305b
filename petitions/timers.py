"""Starting and ending statutory clocks as a petition moves: called with every change of state."""

from datetime import datetime

from django.utils import timezone

from petitions.clocks import due_by
from petitions.kinds import ClockRule
from petitions.models import Petition, RunningClock


def sync(petition: Petition) -> None:
    """Make the rows of clocks agree with the petition's timestamps. Safe to repeat; inside a transaction."""
    rules = [rule for rule in petition.preset.clocks if petition.is_budget or not rule.budget_only]
    if not rules:
        return
    running = {row.code: row for row in petition.running_clocks.filter(ended__isnull=True)}
    known = set(petition.running_clocks.values_list("code", "started"))
    for rule in rules:
        started, ended = _stamp(petition, rule.starts), _stamp(petition, rule.ends)
        row = running.get(rule.code)
        if row and row.started != started:  # sent back or handed over again: the old one is over
            _end(row, started or timezone.now())
        elif row and ended:
            _end(row, ended)
        if started and (rule.code, started) not in known:
            _start(petition, rule, started, ended if ended and ended >= started else None)


def _start(petition: Petition, rule: ClockRule, started: datetime, ended: datetime | None) -> None:
    RunningClock.objects.create(
        petition=petition, code=rule.code, days=rule.days, started=started, due=due_by(rule, started), ended=ended
    )


def _end(row: RunningClock, ended: datetime) -> None:
    RunningClock.objects.filter(pk=row.pk, ended__isnull=True).update(ended=max(ended, row.started))


def _stamp(petition: Petition, name: str) -> datetime | None:
    if name.startswith("threshold."):
        rows = {row.code: row.reached_at for row in petition.thresholds.all()}
        return rows.get(name.removeprefix("threshold."))
    found: datetime | None = getattr(petition, name)
    return found
