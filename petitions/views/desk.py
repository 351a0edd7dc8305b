"""Officers' pages: the desk, decisions, hand-over, check, answer."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import in_force
from petitions import access, actions, rules, states
from petitions.clocks import Clock, clocks_for
from petitions.forms import AnswerForm, CheckForm, OpenForm, ReasonForm
from petitions.models import Appeal, Batch, Petition
from petitions.querysets import DESK
from petitions.states import State


@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this officer's agencies: to decide, to check, to answer."""
    user = access.officer(request)
    held = set(user.memberships.filter(in_force()).values_list("role", flat=True))
    may_pause = user.has_perm("petitions.pause_collecting")
    if not held & set(DESK) and not may_pause:
        raise PermissionDenied
    at_hand = Petition.objects.at_the_desk_of(user).with_tally().prefetch_related("running_clocks")
    appeals = Appeal.objects.filter(upheld__isnull=True, petition__in=at_hand).select_related("petition")
    context = {
        "appeals": [one for one in appeals if one.against_officer_id != user.pk and held & set(rules.APPEAL_ROLES)],
        "decides": bool(held & set(rules.DESK_ROLES)),
        "batches": Batch.objects.undecided().filter(petition__in=at_hand).select_related("petition")[:50],
        "may_pause": may_pause,
        "returned": at_hand.returned(),
        "waiting": [(petition, _running(petition)) for petition in at_hand.waiting()],
        "reached": at_hand.reached(),
        "to_answer": [(petition, _running(petition)) for petition in at_hand.awaiting_answer()],
    }
    return render(request, "petitions/desk.html", context)


def _running(petition: Petition) -> list[Clock]:
    return [clock for clock in clocks_for(petition) if clock.running]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open it for names, refuse it with a public reason, or send it back."""
    petition = access.decided_by(request, public_id)
    verb = request.POST.get("verb", "")
    opening = OpenForm(request.POST if verb == "open" else None)
    reason = ReasonForm(request.POST if verb in {"reject", "hide"} else None)
    user = access.officer(request)
    if verb == "open" and opening.is_valid():
        actions.open_collecting(by=user, petition=petition, electors=opening.cleaned_data["electors"])
        return redirect(petition)
    if verb == "reject" and reason.is_valid():
        actions.reject(by=user, petition=petition, reason=reason.cleaned_data["reason"])
        return redirect(petition)
    if verb == "hide" and reason.is_valid():
        actions.hide(by=user, petition=petition, reason=reason.cleaned_data["reason"])
        return redirect("petitions:desk")
    if verb == "send-back":
        actions.send_back(by=user, petition=petition)
        return redirect("petitions:desk")
    context = {"petition": petition, "kind": petition.preset, "opening": opening, "reason": reason}
    context["initiators"] = petition.initiators.select_related("citizen")
    return render(request, "petitions/decide.html", context, status=422 if verb else 200)


@require_POST
@login_required
def deliver(request: HttpRequest, public_id: str) -> HttpResponse:
    """The authority that collected the names takes them over (2564 Act s.11 paragraph 2)."""
    petition = access.decided_by(request, public_id)
    actions.deliver(by=access.officer(request), petition=petition)
    return redirect(petition)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record the outcome of the authority's check."""
    petition = _answerable(request, public_id)
    form = CheckForm(request.POST or None)
    if form.is_valid():
        actions.record_check(by=access.officer(request), petition=petition, **form.cleaned_data)
        return redirect(petition)
    return render(request, "petitions/check.html", {"petition": petition, "form": form, "clocks": clocks_for(petition)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write the official answer, or a new revision of it."""
    petition = _answerable(request, public_id)
    last = petition.answers.first()
    initial = {"text": last.text, "text_en": last.text_en, "dated": timezone.localdate()} if last else None
    form = AnswerForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        receipt = actions.answer(by=access.officer(request), petition=petition, **form.cleaned_data)
        return redirect(receipt)
    early = petition.state == State.REACHED and actions.answered_early(petition)
    context = {"petition": petition, "form": form, "open": early or petition.state in states.ANSWERABLE}
    return render(request, "petitions/answer.html", context, status=422 if form.is_bound else 200)


def _answerable(request: HttpRequest, public_id: str) -> Petition:
    petition = access.decided_by(request, public_id)
    if not rules.may_answer(request.user, petition):
        raise PermissionDenied
    return petition
