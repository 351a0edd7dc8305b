"""Proposing, supporting, commenting, taking back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from consult.ideas import actions, processes, rules, similar
from consult.ideas.forms import IdeaForm, TitleForm
from consult.ideas.models import Idea
from consult.ideas.views.reading import trail
from consult.threads.actions import post_comment
from consult.threads.forms import CommentForm


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def propose(request: CitizenRequest) -> HttpResponse:
    """The title first; then what is similar, to support instead, and the whole form; then the receipt."""
    first = request.method == "POST" and request.POST.get("step") == "title"
    if request.method != "POST" or first:
        start = TitleForm(request.POST if first else None, initial={"kind": request.GET.get("kind", "")})
        if not start.is_valid():
            context = {"form": start, "step": "title", "trail": trail()}
            return render(request, "ideas/propose.html", context, status=422 if first else 200)
        words = start.cleaned_data
        form = IdeaForm(initial=words | {"act_title": request.GET.get("act", "")[:300]})
        found = similar.to(words["title"], get_language() or "th")
        context = {"form": form, "step": "whole", "similar": found, "trail": trail()}
        return render(request, "ideas/propose.html", context)
    form = IdeaForm(request.POST)
    if not form.is_valid():
        return render(request, "ideas/propose.html", {"form": form, "step": "whole", "trail": trail()}, status=422)
    token = form.cleaned_data["form"]
    receipt = actions.propose(by=request.citizen, proposal=form.proposal(), form=token, channel=request.channel)
    processes.index(Idea.objects.get(public_id=receipt.subject.partition("/")[2]))
    return redirect(receipt)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def support(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Read it once more, then say "so do I", or take it back."""
    idea = get_object_or_404(Idea.objects.public(), public_id=public_id)
    if request.method == "POST":
        if request.POST.get("go") == "back":
            return redirect(actions.withdraw_support(by=request.citizen, idea=idea))
        return redirect(actions.support(by=request.citizen, idea=idea, channel=request.channel))
    context = {
        "idea": idea,
        "verdict": eligibility.check(rules.RULES, request.citizen),
        "own": idea.citizen_id == request.citizen.pk,
        "supported": idea.supporters.filter(citizen=request.citizen, withdrawn_at=None).exists(),
        "trail": trail(idea),
    }
    return render(request, "ideas/support.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def withdraw(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Ask once more, then take the idea back."""
    idea = get_object_or_404(Idea.objects.public(), public_id=public_id)
    if request.method == "POST":
        receipt = actions.withdraw(by=request.citizen, idea=idea)
        idea.refresh_from_db()
        processes.index(idea)
        return redirect(receipt)
    may = rules.may_withdraw(request.citizen, idea)
    return render(request, "ideas/withdraw.html", {"idea": idea, "may": may, "trail": trail(idea)})


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def comment(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Say something about an idea."""
    idea = get_object_or_404(Idea.objects.public(), public_id=public_id)
    subject = processes.find_subject(public_id)
    assert subject  # noqa: S101  (found above)
    form = CommentForm(request.POST or None, subject=subject)
    if form.is_valid():
        token = form.cleaned_data["form"]
        receipt = post_comment(
            by=request.citizen, subject=subject, words=form.words(), form=token, channel=request.channel
        )
        return redirect(receipt)
    context = {"idea": idea, "subject": subject, "form": form, "trail": trail(idea)}
    return render(request, "ideas/comment.html", context, status=422 if form.is_bound else 200)
