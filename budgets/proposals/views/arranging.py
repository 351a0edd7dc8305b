"""Joining, dividing and hiding proposals."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from budgets.proposals import access, actions, processes, rules
from budgets.proposals.forms import MergeForm, ReasonForm, SplitForm
from budgets.proposals.models import Proposal
from budgets.proposals.states import State


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """Join another proposal to this one."""
    user, proposal = signed_in(request), access.proposal_of(round_id, public_id)
    if not rules.may_arrange(user, proposal.round):
        raise PermissionDenied
    form = MergeForm(proposal, request.POST or None)
    if form.is_valid():
        other = form.cleaned_data["other"]
        receipt = actions.merge(by=user, into=proposal, other=other, reason=form.cleaned_data["reason"])
        other.refresh_from_db()
        processes.index(other)
        return redirect(receipt)
    return _page(request, "merge", proposal, form)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def split(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """Divide this proposal into two."""
    user, proposal = signed_in(request), access.proposal_of(round_id, public_id)
    if not rules.may_arrange(user, proposal.round):
        raise PermissionDenied
    form = SplitForm(request.POST or None, initial={"body_1": proposal.body, "body_2": proposal.body})
    if form.is_valid():
        parts = actions.split(
            by=user, proposal=proposal, parts=form.parts(proposal), reason=form.cleaned_data["reason"]
        )
        for one in (proposal, *parts):
            processes.index(one)
        return redirect(proposal)
    return _page(request, "split", proposal, form)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def moderate(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """Hide a proposal, or show it again, with a reason that everybody can read."""
    user, proposal = signed_in(request), access.proposal_of(round_id, public_id)
    if not rules.may_moderate(user, proposal.round):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        to = State.SHOWN if proposal.state == State.HIDDEN else State.HIDDEN
        receipt = actions.moderate(by=user, proposal=proposal, to=to, reason=form.cleaned_data["reason"])
        processes.index(proposal)
        return redirect(receipt)
    return _page(request, "moderate", proposal, form)


def _page(request: HttpRequest, what: str, proposal: Proposal, form: ReasonForm) -> HttpResponse:
    context = {"proposal": proposal, "form": form, "what": what, "trail": access.trail(proposal.round, proposal)}
    return render(request, "proposals/arrange.html", context, status=422 if form.is_bound else 200)
