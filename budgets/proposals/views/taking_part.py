"""Proposing, standing behind, taking back, appealing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from accounts.refusals import Closed
from budgets.proposals import access, actions, processes, rules
from budgets.proposals.forms import AppealForm, ProposalForm, TitleForm
from budgets.proposals.models import Proposal
from budgets.rounds import access as of_rounds


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def propose(request: CitizenRequest, round_id: str) -> HttpResponse:
    """The title first; then what is similar, to support instead, and the whole form; then the receipt."""
    round_ = of_rounds.published_round(round_id)
    if not round_.takes_ideas:
        raise Closed(
            _("Proposals can be handed in only while the round takes ideas."), next_url=round_.get_absolute_url()
        )
    verdict = eligibility.check(rules.eligible(round_), request.citizen)
    context = {"round": round_, "trail": access.trail(round_), "verdict": verdict}
    if not verdict.allowed:
        return render(request, "proposals/propose.html", context, status=403)
    first = request.method == "POST" and request.POST.get("step") == "title"
    if request.method != "POST" or first:
        start = TitleForm(request.POST if first else None)
        if not start.is_valid():
            return _page(request, context, start, "title", 422 if first else 200)
        title = start.cleaned_data["title"]
        context["similar"] = processes.similar(round_id, title, get_language() or "th")
        return _page(request, context, ProposalForm(round_, initial={"title": title}), "whole", 200)
    form = ProposalForm(round_, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, context, form, "whole", 422)
    token = form.cleaned_data["form"]
    receipt = actions.propose(by=request.citizen, round=round_, words=form.words(), form=token, channel=request.channel)
    processes.index(Proposal.objects.public().get(public_id=receipt.subject.partition("/")[2]))
    return redirect(receipt)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def support(request: CitizenRequest, round_id: str, public_id: str) -> HttpResponse:
    """Read it once more, then stand behind it, or take that back."""
    proposal = access.proposal_of(round_id, public_id)
    if request.method == "POST":
        if request.POST.get("go") == "back":
            return redirect(actions.unsponsor(by=request.citizen, proposal=proposal))
        return redirect(actions.sponsor(by=request.citizen, proposal=proposal, channel=request.channel))
    context = {
        "proposal": proposal,
        "verdict": eligibility.check(rules.eligible(proposal.round), request.citizen),
        "own": proposal.citizen_id == request.citizen.pk,
        "supported": proposal.sponsors.filter(citizen=request.citizen, withdrawn_at=None).exists(),
        "taking": proposal.waiting and proposal.round.in_review,
        "trail": access.trail(proposal.round, proposal),
    }
    return render(request, "proposals/support.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def withdraw(request: CitizenRequest, round_id: str, public_id: str) -> HttpResponse:
    """Ask once more, then take the proposal back."""
    proposal = access.proposal_of(round_id, public_id)
    if request.method == "POST":
        receipt = actions.withdraw(by=request.citizen, proposal=proposal)
        processes.index(proposal)
        return redirect(receipt)
    context = {
        "proposal": proposal,
        "may": rules.may_withdraw(request.citizen, proposal),
        "trail": access.trail(proposal.round, proposal),
    }
    return render(request, "proposals/withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def appeal(request: CitizenRequest, round_id: str, public_id: str) -> HttpResponse:
    """Ask once that a refusal be looked at again."""
    proposal = access.proposal_of(round_id, public_id)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.appeal(by=request.citizen, proposal=proposal, words=form.cleaned_data["words"]))
    context = {
        "proposal": proposal,
        "form": form,
        "may": rules.may_appeal(request.citizen, proposal),
        "trail": access.trail(proposal.round, proposal),
    }
    return render(request, "proposals/appeal.html", context, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, context: dict[str, object], form: TitleForm, step: str, status: int) -> HttpResponse:
    return render(request, "proposals/propose.html", context | {"form": form, "step": step}, status=status)
