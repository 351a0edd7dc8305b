"""The officers' page of a round: announce the ballot, confirm its close."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.access import CitizenRequest
from budgets.rounds import access, rules
from budgets.rounds.actions import confirm_close, open_ballot
from budgets.rounds.actions.closing import NEEDED
from budgets.rounds.states import Phase, State


@cache_control(private=True, no_store=True)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: CitizenRequest, public_id: str) -> HttpResponse:
    """What an officer can do with the round now; each step asked for by its own button."""
    user, round_ = access.officer_of(request, public_id)
    if request.method == "POST":
        if "announce" in request.POST:
            open_ballot(by=user, round=round_)
        elif "confirm" in request.POST:
            confirm_close(by=user, round=round_)
        return redirect("rounds:desk", public_id=public_id)
    confirmed = list(round_.confirmations.select_related("officer"))
    context = {
        "round": round_,
        "trail": [
            {"href": reverse("rounds:index"), "label": gettext("Budget votes")},
            {"href": round_.get_absolute_url(), "label": round_.page.local_title},
        ],
        "can_announce": round_.state == State.PREPARING and rules.may_open(user, round_),
        "can_confirm": round_.phase() == Phase.COUNT and rules.may_close(user, round_),
        "can_certify": round_.state == State.COUNTED,
        "may_close": rules.may_close(user, round_),
        "mine": any(word.officer_id == user.pk for word in confirmed),
        "heads": rules.may_open(user, round_),
        "confirmed": confirmed,
        "needed": NEEDED,
    }
    return render(request, "rounds/desk.html", context)
