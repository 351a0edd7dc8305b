"""Anybody's recount: the published ballots counted again by the frozen rules, beside what was announced."""

import json
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.rounds import access, explaining, pabulib_file, recounting, standing
from budgets.rounds.models import Project, Result
from budgets.tally import RULES
from realtime.feeds.results import VERSION

KEPT = 6 * 3600  # seconds; the ballots do not change, so only another version of the software could count otherwise


@require_safe
def recount(request: HttpRequest, public_id: str) -> HttpResponse:
    """How to recount, and a recount made here. With `?rule=` what another rule would have given: it decides nothing."""
    found = access.result_of(public_id)
    now, other = standing.of(found), request.GET.get("rule", "")
    others = recounting.other_rules(found)
    if other and other not in others:
        raise Http404
    projects = list(Project.objects.of(found.round.pk).votable())
    lines = _kept(found, other, now.outcome_hash) if recounting.quick(found) else None
    context: dict[str, Any] = {
        "result": found,
        "now": now,
        "round": found.round,
        "page": found.round.page,
        "rule": RULES[now.outcome["rule"]],
        "other": RULES[other] if other else None,
        "few": recounting.few(found),
        "one_file": pabulib_file.is_whole(found),
        "others": [RULES[name] for name in others],
        "site": settings.SITE_URL,
        "parameters": [
            (name, json.dumps(value).strip('"')) for name, value in sorted(now.outcome["parameters"].items())
        ],
        "lines": recounting.lines(now.outcome, lines, projects) if lines else None,
        "spent": explaining.baht(lines["spent"]) if lines else "",
        "announced": explaining.baht(now.outcome["spent"]),
    }
    if lines:
        context["agrees"] = lines["same_ballots"] and sorted(lines["funded"]) == sorted(now.outcome["funded"])
        context["same_ballots"] = lines["same_ballots"]
    return render(request, "rounds/recount.html", context)


def _kept(result: Result, rule: str, outcome_hash: str) -> dict[str, Any]:
    """One count, kept for a while: strangers can ask for it as often as they like."""
    key = f"recount/{VERSION}/{result.pk}/{outcome_hash[:16]}/{rule}"
    counted: dict[str, Any] | None = cache.get(key)
    if counted is None:
        counted = recounting.plain(result, rule)
        cache.set(key, counted, KEPT)
    return counted
