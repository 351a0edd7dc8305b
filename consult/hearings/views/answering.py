"""The officer's desk: which comments wait for an answer, answering many at once, revising one answer."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from consult.hearings import access, actions, figures, rules
from consult.hearings.forms import ManyForm, ReasonForm, ResponseForm
from consult.hearings.states import Decision
from consult.texts import figures as texts
from consult.threads.listing import Asked, page_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def queue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Comments without an answer, by section; tick those that deserve the same answer."""
    hearing, user = access.answerable(request, public_id)
    names = texts.names(hearing.text)
    waiting = access.comments(hearing).shown().filter(responses__isnull=True)
    page = page_of(waiting, Asked.of(request.GET), names)
    ids = [str(one.comment.pk) for one in page.said]
    form = ManyForm(request.POST or None, ids=ids)
    if form.is_valid():
        chosen = [one.comment for one in page.said if str(one.comment.pk) in form.cleaned_data["comments"]]
        decision, reason = Decision(form.cleaned_data["decision"]), form.cleaned_data["reason"]
        actions.respond_to_all(by=user, hearing=hearing, comments=chosen, decision=decision, reason=reason)
        return redirect(request.get_full_path())
    context = {
        "hearing": hearing,
        "page": page,
        "names": names,
        "form": form,
        "ticked": request.POST.getlist("comments"),
        "figures": figures.figures(hearing),
        "trail": access.trail(hearing),
    }
    return render(request, "hearings/queue.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, public_id: str, comment_id: uuid.UUID) -> HttpResponse:
    """Answer one comment, or revise the answer; earlier revisions stay."""
    hearing, user = access.answerable(request, public_id)
    comment = get_object_or_404(access.comments(hearing).select_related("citizen"), pk=comment_id)
    earlier = list(comment.responses.all())
    last = earlier[0] if earlier else None
    initial = {"seen": last.revision if last else 0, "decision": last and last.decision, "reason": last and last.reason}
    form = ResponseForm(request.POST or None, initial=initial)
    if form.is_valid():
        receipt = actions.respond(
            by=user,
            hearing=hearing,
            comment=comment,
            decision=Decision(form.cleaned_data["decision"]),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"] or 0,
        )
        return redirect(receipt)
    context = {"hearing": hearing, "comment": comment, "earlier": earlier, "form": form, "trail": access.trail(hearing)}
    return render(request, "hearings/answer.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop a hearing with a reason that everybody can read."""
    user = signed_in(request)
    hearing = access.public(public_id)
    if not rules.may_cancel(user, hearing):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.cancel(by=user, hearing=hearing, reason=form.cleaned_data["reason"]))
    context = {"hearing": hearing, "form": form, "trail": access.trail(hearing)}
    return render(request, "hearings/cancel.html", context, status=422 if form.is_bound else 200)
