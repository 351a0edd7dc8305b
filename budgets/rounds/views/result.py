"""The page of a result: who won and why, who did not and why, where, how it was counted, how it stands."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.rounds import access, envelopes, explaining, narrating, places, recounting, standing
from budgets.rounds.models import Project
from budgets.tally import RULES


@require_safe
def result(request: HttpRequest, public_id: str) -> HttpResponse:
    """The result: every project's fate with its reason, every round of the count, the ballots to take."""
    found = access.result_of(public_id)
    now = standing.of(found)
    outcome = now.outcome
    projects = list(Project.objects.of(found.round.pk).votable())
    groups = envelopes.groups(found.round.rules)
    told = explaining.tell(outcome, projects, groups)
    where = places.by_place(found, outcome, projects)
    context: dict[str, Any] = {
        "result": found,
        "now": now,
        "round": found.round,
        "page": found.round.page,
        "told": told,
        "by_votes": sorted(told, key=lambda one: -one.votes),
        "parts": narrating.parts(outcome, groups, {project.code: project for project in projects}),
        "few": recounting.few(found),
        "rule": RULES[outcome["rule"]],
        "spent": explaining.baht(outcome["spent"]),
        "budget": explaining.baht(outcome["budget"]),
        "counted": outcome["voters"],
        "left": explaining.baht(outcome["budget"] - outcome["spent"]),
        "served": outcome["notes"].get("served"),
        "places": where,
        "tiles": places.tiles(where),
    }
    return render(request, "rounds/result.html", context)
