"""Whom a work tells what: those who follow its round."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from accounts.bilingual import in_language
from accounts.notices.telling import tell_followers
from budgets.works.models import Delay, Report, Work


def planned(work: Work) -> None:
    """That the work on a project is planned."""
    _tell(work, "works.planned", gettext_noop("The work is planned: %(title)s"), "", once="planned")


def reported(work: Work, report: Report) -> None:
    """A report."""
    text = gettext_noop("%(percent)s percent done, %(paid)s baht paid.")
    values = {"percent": report.percent, "paid": f"{report.paid:,.2f}"}
    _tell(work, "works.reported", gettext_noop("News of the work: %(title)s"), text, values, once=f"report/{report.pk}")


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
    tell_followers(
        kind=kind,
        about=work.project.round.subject,
        path=work.get_absolute_url,
        heading=heading,
        text=text,
        values=lambda: {"title": in_language(work.project, "title"), **(values or {})},
        once=f"work/{work.pk}/{once}",
    )
