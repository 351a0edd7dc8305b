"""After the last voter: open the box, key every paper twice, close by two."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.refusals import Refused
from budgets.booth import access, actions, readings
from budgets.booth.actions.closing import differences
from budgets.booth.forms import ConfirmForm, KeyForm, OpenForm
from budgets.booth.models import Paper, Station
from budgets.booth.states import State


@cache_control(private=True, no_store=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def key(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """One paper after the other; the other person's reading is shown only where the two differ."""
    user, station = access.serving(request, round_id, public_id)
    form = KeyForm(station.round, request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.key_paper(by=user, station=station, number=data["number"], choices=data["codes"])
            return redirect("booth:key", round_id, public_id)
        except Refused as refused:
            form.add_error("codes", str(refused.reasons[0]))
    papers = list(Paper.objects.filter(station=station).select_related("first_by", "second_by"))
    if not form.is_bound:
        form = KeyForm(station.round, initial={"number": _next(user, station, papers)})
    projects = list(station.round.projects.votable())
    context = _context(station, papers) | {
        "form": form,
        "different": readings.differing(papers, projects),
        "mine": sum(user in (paper.first_by, paper.second_by) for paper in papers),
        "projects": projects,
    }
    return render(request, "booth/key.html", context, status=422 if form.is_bound else 200)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """First the box is opened, then two officers confirm the numbers."""
    user, station = access.closing(request, round_id, public_id)
    form = (OpenForm if station.state == State.OPEN else ConfirmForm)(request.POST or None)
    if form.is_valid():
        step = actions.open_box if isinstance(form, OpenForm) else actions.confirm
        try:
            after = step(by=user, station=station, **form.cleaned_data)
            return redirect(after if after.state == State.CLOSED else request.path)
        except Refused as refused:
            form.add_error(None, str(refused.reasons[0]))
    papers = list(Paper.objects.filter(station=station))
    context = _context(station, papers) | {
        "form": form,
        "differs": station.state != State.OPEN and differences(station),
        "mine": station.first_by_id == user.pk,
    }
    return render(request, "booth/close.html", context, status=422 if form.is_bound else 200)


def _context(station: Station, papers: list[Paper]) -> dict[str, Any]:
    return {
        "station": station,
        "round": station.round,
        "agreed": sum(paper.agreed for paper in papers),
        "trail": access.trail(station.round, station),
    }


def _next(user: User, station: Station, papers: list[Paper]) -> int | None:
    """The first paper that this person has not read and that still needs a reader."""
    full = {paper.number for paper in papers if paper.second_by_id or user == paper.first_by}
    return next((number for number in range(1, (station.found or 0) + 1) if number not in full), None)
