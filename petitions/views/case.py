"""One petition at the authority: the next steps, its clocks, appeals."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import CitizenRequest, citizen_required
from accounts.models import Agency
from cms import origins
from petitions import access, actions, rules, states, steps
from petitions.clocks import clocks_for
from petitions.forms import AppealForm, DecisionForm, DelayForm, ExtendForm, NoteForm
from petitions.models import Appeal


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything an officer can do with one petition now."""
    petition = access.decided_by(request, public_id)
    verb = request.POST.get("verb", "")
    panels = [
        (step, _note_form(step, request.POST if step.verb == verb else None)) for step in steps.steps_for(petition)
    ]
    for step, form in panels:
        if step.verb == verb and form.is_valid():
            steps.take(verb, by=access.officer(request), petition=petition, note=form.cleaned_data["note"])
            return redirect("petitions:case", public_id=public_id)
    context = {
        "petition": petition,
        "panels": panels,
        "clocks": [
            (clock, ExtendForm(initial={"code": clock.code}, auto_id=f"{clock.code}_%s"))
            for clock in clocks_for(petition)
        ],
        "appeal": petition.appeals.filter(upheld__isnull=True).first(),
        "batches": petition.batches.count(),
        "may_answer": rules.may_answer(request.user, petition),
        "answerable": petition.state in states.ANSWERABLE,
        "beginnings": list(origins.kinds().items()) if petition.state in states.HANDED_OVER else [],
        "checkable": petition.state in states.CHECKABLE,
    }
    return render(request, "petitions/case.html", context, status=422 if verb else 200)


def _note_form(step: steps.Step, data: QueryDict | None) -> NoteForm:
    return NoteForm(data, label=step.note, needed=step.needed, auto_id=f"{step.verb}_%s")


@require_http_methods(["POST"])
@login_required
def open_from(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a prefilled draft of a hearing or a round, and go on writing there."""
    petition = access.decided_by(request, public_id)
    kind = request.POST.get("kind", "")
    return redirect(actions.open_from(by=access.officer(request), petition=petition, kind=kind).edit_url)


@require_http_methods(["POST"])
@login_required
def extend(request: HttpRequest, public_id: str) -> HttpResponse:
    """More time for one clock, with a public reason."""
    petition = access.decided_by(request, public_id)
    form = ExtendForm(request.POST)
    if form.is_valid():
        receipt = actions.extend(by=access.officer(request), petition=petition, **form.cleaned_data)
        return redirect(receipt)
    return render(request, "petitions/extend.html", {"petition": petition, "form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def appeal(request: CitizenRequest, public_id: str) -> HttpResponse:
    """An initiator asks somebody else to decide again."""
    petition = access.started_by(request.citizen, public_id)
    form = AppealForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.appeal(by=request.citizen, petition=petition, reason=form.cleaned_data["reason"]))
    context = {"petition": petition, "form": form, "appeals": petition.appeals.all()}
    return render(request, "petitions/appeal.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide_appeal(request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
    """Uphold or dismiss, by somebody whom it is not against."""
    found = get_object_or_404(
        Appeal.objects.select_related("petition__addressee", "petition__tally", "against_officer"),
        pk=pk,
        petition__public_id=public_id,
    )
    if not rules.may_hear_appeal(request.user, found.petition, found.against_officer):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        receipt = actions.decide_appeal(by=access.officer(request), appeal=found, **form.cleaned_data)
        return redirect(receipt)
    stopped = found.petition.events.filter(kind=found.against).last()
    context = {"petition": found.petition, "appeal": found, "form": form, "stopped": stopped}
    return render(request, "petitions/appeal_decision.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delay(request: HttpRequest) -> HttpResponse:
    """Tell everybody that petitions wait longer than they should."""
    roles = {"memberships__user": access.officer(request), "memberships__role__in": rules.DESK_ROLES}
    agencies = Agency.objects.filter(**roles).distinct()
    if not agencies:
        raise PermissionDenied
    form = DelayForm(request.POST or None, agencies=agencies)
    if form.is_valid():
        actions.announce_delay(by=access.officer(request), **form.cleaned_data)
        return redirect("petitions:queue")
    return render(request, "petitions/delay.html", {"form": form}, status=422 if form.is_bound else 200)
