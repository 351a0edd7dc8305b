"""Registering to be told of hearings, and what an agency sees of the register."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CitizenRequest, agency_for, citizen_required
from accounts.models import Role
from consult.stakeholders import actions, figures, topics
from consult.stakeholders.forms import RegisterForm
from consult.stakeholders.models import Registration


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def register(request: CitizenRequest) -> HttpResponse:
    """Topics and a place; then the receipt."""
    form = RegisterForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.register(by=request.citizen, wanted=form.wanted()))
    return render(request, "stakeholders/register.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@citizen_required
def mine(request: CitizenRequest) -> HttpResponse:
    """What I am told of, and the way to end it."""
    rows = Registration.objects.standing().filter(citizen=request.citizen).select_related("area")
    return render(request, "stakeholders/mine.html", {"rows": [(row, topics.named(row.topics)) for row in rows]})


@require_POST
@citizen_required
def end(request: CitizenRequest, identity: uuid.UUID) -> HttpResponse:
    """Stop being told."""
    return redirect(actions.end(by=request.citizen, registration=get_object_or_404(Registration, pk=identity)))


@require_safe
@login_required
def overview(request: HttpRequest, agency: str) -> HttpResponse:
    """Numbers by topic, and organisations that let their name be seen: for those who write hearings."""
    office = agency_for(request, agency, Role.AUTHOR, Role.REVIEWER, Role.HEAD)
    context = {"agency": office, "counts": figures.counts(), "organisations": figures.shown()}
    return render(request, "stakeholders/overview.html", context)
