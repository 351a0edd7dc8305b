"""A moderator decides about a comment."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from consult.threads import access, actions, rules
from consult.threads.forms import DecisionForm
from consult.threads.states import State


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
