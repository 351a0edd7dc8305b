"""The summary and the impact report: written, reviewed, approved by the head, published (2562 Act ss.16-18)."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.access import has_role
from accounts.models import Role, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused, Stale
from consult.hearings import desk, rules, telling
from consult.hearings.models import ConsultationPage, Report, ReportPart
from consult.hearings.reports import building, parts
from consult.hearings.states import REPORT_MOVES, Phase, ReportKind, ReportState
from realtime.record import append
from realtime.record.append import Receipt


def report_of(hearing: ConsultationPage, kind: ReportKind) -> Report:
    """The report of this kind; made when somebody first looks."""
    found, _made = Report.objects.get_or_create(hearing=hearing, kind=kind)
    found.hearing = hearing
    return found


@transaction.atomic
def write_part(*, by: User, report: Report, key: str, text: str, text_en: str, seen: int) -> ReportPart:
    """Keep the officer's words in one part, as a new revision; the earlier ones stay.

    Raises PermissionDenied for others than authors and heads of the agency, Closed when the report is no draft
    any more, AlreadyDone when a colleague has written this part since revision `seen`.
    """
    if not rules.may_answer(by, report.hearing) or key not in {part.key for part in parts.PARTS[report.kind]}:
        raise PermissionDenied
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.state != ReportState.DRAFT:
        raise Closed(_("This report has been submitted. It can be changed when it was given back."))
    last = report.parts.filter(key=key).order_by("-revision").values_list("revision", flat=True).first() or 0
    if last != seen:
        raise AlreadyDone(_("A colleague has written this part meanwhile. Please read it first."))
    return ReportPart.objects.create(report=report, key=key, revision=last + 1, text=text, text_en=text_en, by=by)


def submit(*, by: User, report: Report) -> None:
    """Make the documents and put them before the head. Small ones at once, large ones in the background.

    Raises PermissionDenied, Refused while comments wait, a part is missing or the hearing still runs, AlreadyDone.
    """
    if not rules.may_answer(by, report.hearing):
        raise PermissionDenied
    _require_ready(report)
    changes = {"submitted_by": by, "submitted_at": timezone.now(), "taken_at": None, "done": 0, "note": ""}
    changes |= {"reviewed_by": None, "reviewed_at": None}
    size = desk.standing(report.hearing).count()
    if size <= building.AT_ONCE:
        changes["taken_at"] = timezone.now()
    if not _move(report, ReportState.BUILDING, **changes):
        raise AlreadyDone(_("This report has been submitted already."))
    if size <= building.AT_ONCE:
        building.build(report)


def give_back(*, by: User, report: Report, reason: str) -> None:
    """The reviewer or the head asks for changes, or an author takes the report back; it is a draft again."""
    if not rules.may_read_reports(by, report.hearing):
        raise PermissionDenied
    if not _move(report, ReportState.DRAFT, note=reason, reviewed_by=None, reviewed_at=None):
        raise AlreadyDone(_("This report has been decided already."))


@transaction.atomic
def review(*, by: User, report: Report) -> None:
    """A reviewer has read the documents and passes them on to the head, who is told.

    Raises PermissionDenied for others than reviewers of the agency and for the person who submitted, AlreadyDone.
    """
    if not has_role(by, report.hearing.agency, Role.REVIEWER) or by.pk == report.submitted_by_id:
        raise PermissionDenied
    waiting = Report.objects.filter(pk=report.pk, state=ReportState.WAITING, reviewed_by=None)
    if not waiting.update(reviewed_by=by, reviewed_at=timezone.now()):
        raise AlreadyDone(_("Somebody has reviewed this report already."))
    report.refresh_from_db()
    telling.report_waits(report)


@transaction.atomic
def approve(*, by: User, report: Report) -> Receipt:
    """The head approves exactly the documents that were made; they are published and the record keeps their hashes.

    2562 Act s.18. Raises PermissionDenied for anyone but the head, NotEligible for the person who submitted it,
    or reviewed it, Closed before a reviewer has read it where the agency has one, Stale when a comment, an answer or
    a word has changed since, AlreadyDone the second time.
    """
    if not rules.may_cancel(by, report.hearing):
        raise PermissionDenied
    if report.submitted_by_id == by.pk:
        raise NotEligible(_("You submitted this report: another head of the agency must approve it."))
    if report.reviewed_by_id == by.pk:
        raise NotEligible(_("You reviewed this report: another person must approve it."))
    if rules.awaits_review(report):
        raise Closed(_("A reviewer of the agency reads this report before the head decides."))
    if report.state == ReportState.WAITING and building.data_mark(report) != report.drawn_from:
        raise Stale(_("Comments or answers have changed since these documents were made. Give the report back."))
    if not _move(report, ReportState.PUBLISHED, decided_by=by, decided_at=timezone.now(), note=""):
        raise AlreadyDone(_("This report has been decided already."))
    files: Mapping[str, str] = {f"{row.language}.{row.form}": row.sha256 for row in report.files.order_by("pk")}
    body = {"report": str(report.kind), "files": dict(sorted(files.items())), "drawn_from": report.drawn_from}
    return append.append("hearing.report", report.hearing.subject, body)


def _require_ready(report: Report) -> None:
    hearing = report.hearing
    if hearing.phase != Phase.CLOSED:
        raise Refused(_("The reports are made when the hearing has closed."))
    if desk.waiting(hearing).exists():
        raise Refused(_("Comments still wait for an answer. Answer them, or mark them with a reason, first."))
    if parts.missing(report):
        raise Refused(_("Some parts of the report are not written yet."))


def _move(report: Report, to: ReportState, **changes: object) -> bool:
    allowed = [state for state, targets in REPORT_MOVES.items() if to in targets]
    moved = Report.objects.filter(pk=report.pk, state__in=allowed).update(state=to, **changes)
    report.refresh_from_db()
    return bool(moved)
