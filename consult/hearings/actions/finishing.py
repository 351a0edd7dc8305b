"""The end of a hearing: everything answered, the reports published, people told what came of it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Refused, Sentence
from consult.hearings import desk, rules, telling
from consult.hearings.models import ConsultationPage, Report
from consult.hearings.reports import parts
from consult.hearings.states import Phase, ReportKind, ReportState
from realtime.record import append, canonical
from realtime.record.append import Receipt


@dataclass(frozen=True)
class End:
    """What changed and what happens next, in the agency's words (both languages)."""

    outcome: str
    next_steps: str
    outcome_en: str = ""
    next_steps_en: str = ""


def obstacles(hearing: ConsultationPage) -> list[Sentence]:
    """Everything that still stands between a hearing and its end (2562 Act ss.16-18). Empty: it can be finished."""
    found: list[Sentence] = []
    if hearing.phase != Phase.CLOSED:
        found.append(_("The hearing has not closed, or does not stand."))
    if desk.waiting(hearing).exists():
        found.append(_("Comments still wait for an answer. Answer them, or mark them with a reason, first."))
    published = set(Report.objects.filter(hearing=hearing, state=ReportState.PUBLISHED).values_list("kind", flat=True))
    words: dict[str, Sentence] = {
        ReportKind.SUMMARY: _("The summary of the hearing (2562 Act s.16) is not published."),
        ReportKind.IMPACT: _("The impact analysis report (2562 Act s.17) is not published."),
    }
    found += [words[kind] for kind in parts.required(hearing) if kind not in published]
    return found


@transaction.atomic
def finish(*, by: User, hearing: ConsultationPage, end: End) -> Receipt:
    """Finish a hearing: nothing is unanswered, the reports are published, the page says what changed.

    Raises PermissionDenied for anyone but the head, Refused with what is missing, AlreadyDone the second time.
    """
    if not rules.may_cancel(by, hearing):
        raise PermissionDenied
    page: ConsultationPage = ConsultationPage.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    if page.finished_at:
        raise AlreadyDone(_("This hearing is finished already."), next_url=hearing.get_absolute_url())
    missing = obstacles(page)
    if missing:
        raise Refused(missing[0])
    values = {
        "finished_at": timezone.now(),
        "outcome": end.outcome,
        "outcome_en": end.outcome_en,
        "next_steps": end.next_steps,
        "next_steps_en": end.next_steps_en,
    }
    ConsultationPage.objects.filter(pk=page.pk).update(**values)
    progress = desk.progress(page)
    body = {
        "comments": progress.comments,
        "answered": progress.answered,
        "marked": progress.marked,
        "outcome": canonical.text_fingerprint(end.outcome),
        "next_steps": canonical.text_fingerprint(end.next_steps),
    }
    telling.finished(hearing)
    return append.append("hearing.finished", hearing.subject, body)
