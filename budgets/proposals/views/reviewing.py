"""Naming reviewers, their opinions, the decision."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from budgets.proposals import access, actions, rules
from budgets.proposals.forms import CostLines, DecisionForm, OpinionForm, ReviewerForm
from budgets.rounds import access as of_rounds


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reviewers(request: HttpRequest, round_id: str) -> HttpResponse:
    """The head of the agency names the reviewers."""
    user, round_ = signed_in(request), of_rounds.published_round(round_id)
    if not rules.may_name_reviewers(user, round_):
        raise PermissionDenied
    form = ReviewerForm(round_, request.POST or None)
    if form.is_valid():
        actions.name_reviewer(by=user, round=round_, **form.cleaned_data)
        return redirect("proposals:reviewers", round_id)
    context = {
        "round": round_,
        "form": form,
        "reviewers": list(round_.reviewers.select_related("user")),
        "trail": access.trail(round_),
    }
    return render(request, "proposals/reviewers.html", context, status=422 if form.is_bound else 200)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """A reviewer declares an interest, or gives an opinion with reasons."""
    user, proposal = signed_in(request), access.proposal_of(round_id, public_id)
    if rules.reviewer_of(user, proposal.round) is None:
        raise PermissionDenied
    form = OpinionForm(request.POST or None)
    if form.is_valid():
        if form.cleaned_data["conflict"]:
            words = form.cleaned_data["conflict_words"]
            return redirect(actions.declare_conflict(by=user, proposal=proposal, words=words))
        return redirect(actions.give_opinion(by=user, proposal=proposal, finding=form.finding()))
    context = {
        "proposal": proposal,
        "form": form,
        "may": rules.may_review(user, proposal),
        "trail": access.trail(proposal.round, proposal),
    }
    return render(request, "proposals/review.html", context, status=422 if form.is_bound else 200)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """Accept with an estimate, or refuse; both with a public reason."""
    user, proposal = signed_in(request), access.proposal_of(round_id, public_id)
    if not rules.may_decide(user, proposal):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form, lines = DecisionForm(data), CostLines(data, prefix="cost")
    if data is not None and form.is_valid() and lines.is_valid():
        costs = [actions.Cost(line["words"], line["amount"]) for line in lines.cleaned_data if line.get("amount")]
        return redirect(actions.decide(by=user, proposal=proposal, costs=costs, **form.cleaned_data))
    context = {
        "proposal": proposal,
        "form": form,
        "lines": lines,
        "opinions": list(proposal.opinions.select_related("reviewer__user")),
        "appeal": getattr(proposal, "appeal", None),
        "needed": rules.OPINIONS,
        "trail": access.trail(proposal.round, proposal),
    }
    return render(request, "proposals/decide.html", context, status=422 if data is not None else 200)
