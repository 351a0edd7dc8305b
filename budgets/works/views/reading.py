"""Works for everybody: no session, the same page for all."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from budgets.rounds import access as of_rounds
from budgets.works import access, figures, money, rules
from budgets.works.models import Work
from cms import photos


@require_safe
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    """The works of a round, the late ones marked; and the winners that have no plan yet."""
    round_ = of_rounds.published_round(round_id)
    works = list(Work.objects.public().of(round_.pk))
    ledgers = money.of(works)
    rows = [(work, figures.figures(work, ledgers.get(work.pk))) for work in works]
    waiting = rules.waiting(round_)
    context = {
        "round": round_,
        "page": round_.page,
        "rows": [{"work": work, "figures": numbers} for work, numbers in rows],
        "sum": figures.together(rows),
        "waiting": list(round_.projects.filter(code__in=waiting)) if waiting else [],
        "trail": access.trail(round_)[:2],
    }
    return render(request, "works/index.html", context)


@require_safe
def work(request: HttpRequest, round_id: str, code: str) -> HttpResponse:
    """One work: how far, how much, by whom, milestones, reports, delays."""
    found = access.work_of(round_id, code)
    context = {
        "work": found,
        "project": found.project,
        "round": found.project.round,
        "figures": figures.figures(found, money.of([found]).get(found.pk)),
        "contracts": money.contracts(found),
        "milestones": list(found.milestones.all()),
        "reports": list(found.reports.select_related("by", "milestone")),
        "delays": list(found.delays.select_related("by")),
        "trail": access.trail(found.project.round),
    }
    return render(request, "works/work.html", context)


@require_safe
def photo(_request: HttpRequest, round_id: str, code: str, report: uuid.UUID) -> HttpResponse:
    """The photograph of a report on a work."""
    told = get_object_or_404(access.work_of(round_id, code).reports.exclude(photo=""), pk=report)
    return photos.answer(told.photo)
