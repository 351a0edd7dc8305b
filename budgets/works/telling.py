"""Whom a work tells what: those who follow it or its round."""

import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_noop

from accounts.bilingual import in_language
from accounts.notices.telling import tell_followers
from budgets.ledger.models import BudgetLine
from budgets.works import money
from budgets.works.models import Delay, Report, Work


def planned(work: Work) -> None:
    """That the work on a project is planned."""
    _tell(work, "works.planned", gettext_noop("The work is planned: %(title)s"), "", once="planned")


def reported(work: Work, report: Report) -> None:
    """A report."""
    text = gettext_noop("%(percent)s percent done, %(paid)s baht paid.")
    values = {"percent": report.percent, "paid": f"{_paid(work, report):,.2f}"}
    _tell(work, "works.reported", gettext_noop("News of the work: %(title)s"), text, values, once=f"report/{report.pk}")


def _paid(work: Work, report: Report) -> Decimal:
    ledger = money.of([work]).get(work.pk) if report.paid is None else None
    return ledger.paid if ledger else work.paid


def heard(what: str, lines: Sequence[BudgetLine]) -> None:
    """That money was paid, or a contract made, under a line that pays for a work. One query when it pays for none."""
    headings = {
        "paid": gettext_noop("Money was paid for the work: %(title)s"),
        "contract": gettext_noop("A contract was made for the work: %(title)s"),
    }
    if what not in headings:
        return
    keys = [line.pk for line in lines]
    found = list(Work.objects.public().filter(fundings__line__in=keys).distinct())
    ledgers = money.of(found)
    for work in found:
        ledger = ledgers[work.pk]
        said = gettext_noop("%(paid)s baht paid by its budget lines so far, of %(planned)s planned.")
        values = {"paid": f"{ledger.paid:,.2f}", "planned": f"{work.project.cost:,.2f}"}
        once = f"{what}/{ledger.paid:.2f}/{uuid.uuid4().hex[:8]}"
        _tell(work, f"works.{what}", headings[what], said if what == "paid" else "", values, once=once)


def delayed(work: Work, delay: Delay) -> None:
    """A delay with its reason."""
    text = gettext_noop("Put off to %(day)s. Reason: %(reason)s")
    values = {"day": delay.now_due.isoformat(), "reason": delay.reason}
    _tell(work, "works.delayed", gettext_noop("The work is delayed: %(title)s"), text, values, once=f"delay/{delay.pk}")


def late(work: Work) -> None:
    """That its day has passed; once for each day it was due."""
    text = gettext_noop("It was to be finished by %(day)s. No delay with a reason has been announced.")
    values = {"day": work.due.isoformat()}
    heading = gettext_noop("The work is late: %(title)s")
    _tell(work, "works.late", heading, text, values, once=f"late/{work.due.isoformat()}")


def _tell(
    work: Work, kind: str, heading: str, text: str, values: Mapping[str, object] | None = None, *, once: str
) -> None:
    for about in (work.project.round.subject, f"work/{work.pk}"):  # one message: who follows both is told once
        tell_followers(
            kind=kind,
            about=about,
            path=work.get_absolute_url,
            heading=heading,
            text=text,
            values=lambda: {"title": in_language(work.project, "title"), **(values or {})},
            once=f"work/{work.pk}/{once}",
        )
