"""One comment: its permanent page, supporting it, taking it back, deciding about it."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required, signed_in
from consult.threads import access, actions, listing, rules
from consult.threads.forms import DecisionForm
from consult.threads.models import Comment
from consult.threads.states import State
from consult.threads.subjects import Subject


@require_safe
def comment(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """The permanent page of one comment; a withdrawn or hidden one leaves its mark."""
    found, subject = access.find(comment_id)
    return render(request, "threads/comment.html", _context(found, subject))


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def support(request: CitizenRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Read it once more, then say "so do I"."""
    found, subject = access.find(comment_id)
    if request.method == "POST":
        return redirect(actions.support(by=request.citizen, comment=found, subject=subject))
    verdict = eligibility.check(subject.rules, request.citizen)
    own = found.citizen_id == request.citizen.pk
    return render(request, "threads/support.html", _context(found, subject) | {"verdict": verdict, "own": own})


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def withdraw(request: CitizenRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Ask once more, then take the comment back."""
    found, subject = access.find(comment_id)
    if request.method == "POST":
        return redirect(actions.withdraw_comment(by=request.citizen, comment=found))
    may = rules.may_withdraw(request.citizen, found)
    return render(request, "threads/withdraw.html", _context(found, subject) | {"may": may})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def moderate(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Hide a comment, or show it again, with a reason that everybody can read."""
    user = signed_in(request)
    found, subject = access.find(comment_id)
    if not rules.may_moderate(user, subject.agency):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        decide = actions.show_comment if found.state == State.HIDDEN else actions.hide_comment
        return redirect(decide(by=user, comment=found, subject=subject, reason=form.cleaned_data["reason"]))
    context = {"form": form, "comment": found, "subject": subject}
    return render(request, "threads/moderate.html", context, status=422 if form.is_bound else 200)


def _context(found: Comment, subject: Subject) -> dict[str, object]:
    said = listing.with_places([found], subject.parts)[0]
    return {"said": said, "comment": found, "subject": subject, "decisions": found.decisions.order_by("-at")}
