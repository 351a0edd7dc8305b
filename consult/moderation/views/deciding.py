"""One case: its page, a moderator's decision, and the decision about an appeal."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from consult.moderation import access, actions, rules
from consult.moderation.actions import Why
from consult.moderation.forms import JudgeForm, VerdictForm
from consult.moderation.states import MOVES, State


@login_required
def case(request: HttpRequest, kind: str, identity: str) -> HttpResponse:
    """Everything about one case; its author sees the decisions, officers the reports too (never who reported)."""
    thing = access.thing_or_404(kind, identity)
    access.seen_by(request, thing)
    found = access.case_of(thing)
    context = {"thing": thing, "case": found, **access.roles_in(request, found, thing)}
    context["decisions"] = found.decisions.all() if found.pk else []
    context["reports"] = found.given.all() if found.pk and context["is_officer"] else []
    context["movable"] = bool(MOVES[State(found.state)] - {State.COVERED, State.WAITING, State.APPEALED})
    return render(request, "moderation/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def judge(request: HttpRequest, kind: str, identity: str) -> HttpResponse:
    """It stays, its author is asked to change it, or it is hidden; with a reason that everybody can read."""
    user = signed_in(request)
    thing = access.thing_or_404(kind, identity)
    if not rules.may_judge(user, thing.agency):
        raise PermissionDenied
    form = JudgeForm(request.POST or None, agencies=[thing.agency])
    if form.is_valid():
        outcome = State(form.cleaned_data["outcome"])
        return redirect(actions.judge(by=user, thing=thing, outcome=outcome, why=form.why))
    context = {"form": form, "thing": thing, "case": access.case_of(thing)}
    return render(request, "moderation/judge.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settle(request: HttpRequest, kind: str, identity: str) -> HttpResponse:
    """Somebody else decides the appeal."""
    user = signed_in(request)
    thing = access.thing_or_404(kind, identity)
    found = access.case_of(thing)
    if not rules.may_settle(user, found):
        raise PermissionDenied
    form = VerdictForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        why = Why(data["reason"], data["reason_en"])
        return redirect(actions.settle(by=user, thing=thing, verdict=State(data["verdict"]), why=why))
    context = {"form": form, "thing": thing, "case": found}
    return render(request, "moderation/settle.html", context, status=422 if form.is_bound else 200)
