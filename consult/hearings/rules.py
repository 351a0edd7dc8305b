"""Who may do what in a hearing."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.access import has_role, holders
from accounts.models import Role, User
from consult.hearings.models import ConsultationPage, Report
from consult.hearings.states import ReportState

ANSWERING = (Role.AUTHOR, Role.HEAD)
READING = (*ANSWERING, Role.REVIEWER)


def may_answer(user: User | AnonymousUser, hearing: ConsultationPage) -> bool:
    """Authors and heads of the agency that asks. One query."""
    return has_role(user, hearing.agency, *ANSWERING)


def may_cancel(user: User | AnonymousUser, hearing: ConsultationPage) -> bool:
    """The head of the agency."""
    return has_role(user, hearing.agency, Role.HEAD)


def may_read_reports(user: User | AnonymousUser, hearing: ConsultationPage) -> bool:
    """Whoever writes, reviews or approves the reports of a hearing. One query."""
    return has_role(user, hearing.agency, *READING)


def reviewers(report: Report) -> QuerySet[User]:
    """The reviewers of the agency, without the person who submitted the report."""
    return holders(report.hearing.agency, Role.REVIEWER).exclude(pk=report.submitted_by_id or 0)


def may_review(user: User | AnonymousUser, report: Report) -> bool:
    """A reviewer of the agency who did not submit it, while it waits and nobody has reviewed it."""
    waiting = report.state == ReportState.WAITING and report.reviewed_by_id is None
    return waiting and has_role(user, report.hearing.agency, Role.REVIEWER) and user.pk != report.submitted_by_id


def awaits_review(report: Report) -> bool:
    """Whether a reviewer must read it before the head decides: where the agency has one."""
    return report.state == ReportState.WAITING and report.reviewed_by_id is None and reviewers(report).exists()


def may_approve(user: User | AnonymousUser, report: Report) -> bool:
    """The head, who neither submitted nor reviewed it, once it is reviewed."""
    if report.state != ReportState.WAITING or user.pk in (report.submitted_by_id, report.reviewed_by_id):
        return False
    return may_cancel(user, report.hearing) and not awaits_review(report)
