"""How long an agency takes: to answer, to decide, to look. Medians of the last year, and how often time was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.refusals import Sentence
from config.work.waiting import PROPOSED, REPORTED
from consult.hearings.models import ConsultationPage, Response
from consult.ideas.models import Idea
from consult.moderation.models import Case
from petitions.models import RunningClock

SINCE, MOST = timedelta(days=365), 5_000
DAY = timedelta(days=1)
ANSWERED = timedelta(days=90)  # the house's own aim; laws give clocks for petitions only


@dataclass(frozen=True)
class Timing:
    """One kind of work. `days` is the median; `kept` the share within its time; both None where nothing was done."""

    what: Sentence
    done: int
    days: float | None
    kept: float | None
    within: Sentence


def timing(agency: Agency) -> list[Timing]:
    """Every kind of work of one agency. Four queries."""
    since = timezone.now() - SINCE
    clocks = RunningClock.objects.filter(petition__addressee=agency, ended__gte=since).order_by("-ended")
    ended = list(clocks.values_list("started", "ended", "due")[:MOST])
    hearings = ConsultationPage.objects.filter(agency=agency).values("public_id")
    first = Response.objects.filter(comment__kind="hearing", comment__public_id__in=hearings, revision=1)
    answers = first.filter(created_at__gte=since).values_list("comment__created_at", "created_at")[:MOST]
    ideas = Idea.objects.filter(agency=agency, answered_at__gte=since).values_list("created_at", "answered_at")[:MOST]
    looked = Case.objects.filter(agency=agency, opened_at__gte=since).annotate(
        first=Min("decisions__at", filter=Q(decisions__by__isnull=False))
    )
    cases = looked.filter(first__isnull=False, first__gte=F("opened_at")).values_list("opened_at", "first")[:MOST]
    kept = [end <= due for _start, end, due in ended]
    return [
        Timing(
            _("Statutory clocks of petitions"), len(ended), _median(end - start for start, end, _due in ended),
            sum(kept) / len(kept) if kept else None, _("the clock of each"),
        ),
        _timing(_("Answers to comments"), [end - start for start, end in answers], ANSWERED, _("90 days")),
        _timing(_("Answers to ideas"), [end - start for start, end in ideas if end], PROPOSED, _("60 days")),
        _timing(_("First look at what was reported"), [end - start for start, end in cases], REPORTED, _("2 days")),
    ]  # fmt: skip


def _timing(what: Sentence, taken: list[timedelta], limit: timedelta, within: Sentence) -> Timing:
    kept = sum(one <= limit for one in taken) / len(taken) if taken else None
    return Timing(what, len(taken), _median(taken), kept, within)


def _median(taken: Iterable[timedelta]) -> float | None:
    days = [one / DAY for one in taken]
    return round(median(days), 1) if days else None
