"""Public pages: no session, no per-user markup."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import eligibility
from budgets.rounds import access, crowds, exports, figures, rules
from budgets.rounds.ballots import KINDS
from budgets.rounds.models import Project, Round
from budgets.rounds.states import Phase
from budgets.tally import RULES


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every round: those open now first."""
    rounds = list(Round.objects.published().prefetch_related("days").order_by("-page__closes_at"))
    rows = [{"round": one, "phase": one.phase(), "figures": figures.figures(one)} for one in rounds]
    context = {
        "open": [row for row in rows if row["phase"] == Phase.BALLOT],
        "others": [row for row in rows if row["phase"] != Phase.BALLOT],
    }
    return render(request, "rounds/index.html", context)


@require_safe
def round_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """One round: what it is about, what can be done now, the projects, participation, the rules."""
    round_ = access.published_round(public_id)
    page = round_.page
    now = figures.figures(round_)
    parts = list(round_.envelopes.all())
    how = round_.rules.get("publication") or rules.publication(page, len(parts))
    context = {
        "round": round_,
        "page": page,
        "phase": round_.phase(),
        "phases": _phases(round_),
        "figures": now,
        "days": [Bar(day.day, day.participants) for day in now.days],
        "projects": list(Project.objects.of(round_.pk).votable()),
        "envelopes": parts,
        "kind": KINDS[page.ballot_kind],
        "rule": RULES[page.counting_rule],
        "publication": crowds.in_words(page.secrecy, how),
        "who": eligibility.in_words(rules.eligible(round_)),
        "topic": f"round.{public_id}",
        "counted": round_.state == "counted",
    }
    return render(request, "rounds/round.html", context)


@require_safe
def rules_document(_request: HttpRequest, public_id: str) -> HttpResponse:
    """The frozen rules in their canonical form: the very bytes whose hash is in the record."""
    round_ = access.published_round(public_id)
    return HttpResponse(exports.canonical_rules(round_), content_type="application/json")


@require_safe
def ballots_json(_request: HttpRequest, public_id: str) -> HttpResponse:
    """The published ballots in their canonical form: the very bytes whose hash is certified."""
    return HttpResponse(exports.canonical_ballots(access.result_of(public_id)), content_type="application/json")


@require_safe
def ballots_pb(_request: HttpRequest, public_id: str) -> HttpResponse:
    """The published ballots in Pabulib's format."""
    text = exports.as_pabulib(access.result_of(public_id))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{public_id}.pb"'
    return response


class Bar:
    """One day of participation as the chart tags draw it."""

    href = ""

    def __init__(self, day: Any, participants: int) -> None:
        self.day = day
        self.value = participants

    @property
    def label(self) -> str:
        """The day in the reader's words."""
        return exports.day_in_words(self.day)

    @property
    def text(self) -> str:
        """The number as text."""
        return f"{self.value:,}"


def _phases(round_: Round) -> list[dict[str, Any]]:
    """The phases with their last days, and which is now."""
    page, now = round_.page, round_.phase()
    order = [Phase.IDEAS, Phase.REVIEW, Phase.BALLOT, Phase.COUNT, Phase.RESULT, Phase.WORKS]
    shown = Phase.REVIEW if now == Phase.ANNOUNCED else now
    until = {Phase.IDEAS: page.ideas_until, Phase.REVIEW: page.review_until, Phase.BALLOT: page.closes_at}
    return [
        {"phase": phase, "until": until.get(phase), "now": phase == shown, "done": index < order.index(shown)}
        for index, phase in enumerate(order)
    ]
