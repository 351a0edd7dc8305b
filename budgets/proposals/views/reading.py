"""Proposals for everybody: no session, the same page for all."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.proposals import access, figures, rules
from budgets.proposals.models import Proposal
from budgets.proposals.states import State
from budgets.rounds import access as of_rounds
from cms import photos

PER_PAGE = 20


@require_safe
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    """The proposals of a round, the most supported first; by state if asked."""
    round_ = of_rounds.published_round(round_id)
    state = request.GET.get("state", "")
    found = Proposal.objects.public().of(round_.pk).in_state(state).ranked()
    if not state:
        found = found.readable()
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = {"state": state} if state else {}
    context = {
        "round": round_,
        "page": round_.page,
        "proposals": shown,
        "previous_url": _page(shown.number - 1, kept) if shown.has_previous() else "",
        "next_url": _page(shown.number + 1, kept) if shown.has_next() else "",
        "counts": figures.by_state(round_.pk),
        "state": state,
        "reviewers": list(round_.reviewers.select_related("user")),
        "trail": access.trail(round_)[:2],
    }
    return render(request, "proposals/index.html", context)


@require_safe
def proposal(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """One proposal: words, place, photograph, who stands behind it, what review found and decided."""
    found = access.proposal_of(round_id, public_id)
    parents = list(found.parents.select_related("parent__citizen", "parent__round__page"))
    context = {
        "proposal": found,
        "round": found.round,
        "figures": figures.figures(found),
        "topic": f"proposal.{public_id}",
        "opinions": list(found.opinions.select_related("reviewer__user")),
        "decisions": list(found.decisions.select_related("by")),
        "appeal": getattr(found, "appeal", None),
        "costs": list(found.cost_lines.all()),
        "parents": [descent.parent for descent in parents],
        "children": [d.child for d in found.children.select_related("child__round__page")],
        "needed": rules.OPINIONS,
        "accepted": found.state == State.ACCEPTED,
        "trail": access.trail(found.round),
    }
    return render(request, "proposals/proposal.html", context)


@require_safe
def photo(_request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """The photograph of a proposal whose words everybody can read; 404 for one taken back or hidden."""
    found = access.proposal_of(round_id, public_id)
    if not (found.photo and found.readable):
        raise Http404
    return photos.answer(found.photo)


def _page(number: int, kept: dict[str, str]) -> str:
    return f"?{urlencode(kept | {'page': number})}"
