"""Consent for each purpose; the drill for a breach."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts import retention
from accounts.access import citizen_of, has_role, in_force, signed_in
from accounts.models import Agency, Membership, Role
from accounts.notices.models import Choice, Pace
from accounts.rights import consents, inventory
from accounts.rights.forms import BreachForm
from accounts.rights.models import Breach

private = cache_control(private=True, no_store=True)
STEPS = {"office": "told_office_at", "people": "told_people_at", "close": "closed_at"}


@private
@login_required
def my_consents(request: HttpRequest) -> HttpResponse:
    """To what I agreed, when, to which text; each withdrawn as easily as it was given."""
    user, citizen = signed_in(request), citizen_of(request)
    said = consents.history(user, citizen)
    page = {
        "answers": consents.answers(user, citizen),
        "history": [(one, consents.PURPOSES[one.purpose]) for one in said],
    }
    return render(request, "accounts/rights/consents.html", page)


@private
@require_POST
@login_required
def answer(request: HttpRequest, purpose: str) -> HttpResponse:
    """Say yes or no to mail; the other purpose begins with verifying and ends with leaving."""
    if purpose == consents.VERIFIED:
        name = "accounts:erase" if citizen_of(request) else "accounts:verify"
        return HttpResponseRedirect(reverse(name))
    given = request.POST.get("given") == "yes"
    pace = Pace.DAILY if given else Pace.NEVER
    Choice.objects.update_or_create(user=signed_in(request), defaults={"pace": pace})
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(reverse("rights:consents"))


def _agencies(request: HttpRequest, *roles: Role) -> QuerySet[Agency]:
    """The agencies in which this person holds one of `roles` now."""
    held = Membership.objects.filter(in_force(), user=signed_in(request), role__in=roles)
    return Agency.objects.filter(pk__in=held.values("agency"))


def _headed(request: HttpRequest) -> QuerySet[Agency]:
    """Where this person begins one and notes its steps."""
    return _agencies(request, Role.HEAD)


def _seen(request: HttpRequest) -> QuerySet[Agency]:
    """Where this person reads them. Auditors only read."""
    return _agencies(request, Role.HEAD, Role.AUDITOR)


@private
@login_required
def breaches(request: HttpRequest) -> HttpResponse:
    """Breaches and drills of one's agencies; beginning one starts the clock."""
    headed, seen = _headed(request), _seen(request)
    if not (headed if request.method == "POST" else seen).exists():
        raise PermissionDenied
    form = BreachForm(headed, request.POST or None)
    if form.is_valid():
        made = Breach.objects.create(by=signed_in(request), **form.cleaned_data)
        return HttpResponseRedirect(reverse("rights:breach", args=[made.pk]))
    page = {
        "form": form if headed.exists() else None,
        "breaches": Breach.objects.filter(agency__in=seen).select_related("agency")[:50],
        "kinds": [(kind, kind.count()) for kind in inventory.KINDS],
    }
    return render(request, "accounts/rights/breaches.html", page, status=422 if form.errors else 200)


@private
@login_required
def breach(request: HttpRequest, pk: int) -> HttpResponse:
    """The clock, what is to be done, and the drafts of what is to be sent."""
    if not _seen(request).exists():
        raise PermissionDenied
    found = get_object_or_404(Breach.objects.select_related("agency"), pk=pk, agency__in=_seen(request))
    page: dict[str, Any] = {"breach": found, "kinds": inventory.of(found.kinds), "rules": retention.RULES}
    page["may_note"] = has_role(signed_in(request), found.agency, Role.HEAD)
    return render(request, "accounts/rights/breach.html", page)


@private
@require_POST
@login_required
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Note that a step was done now; a step is noted once."""
    if name not in STEPS:
        raise Http404
    if not _headed(request).exists():
        raise PermissionDenied
    found = get_object_or_404(Breach, pk=pk, agency__in=_headed(request))
    field = STEPS[name]
    Breach.objects.filter(pk=found.pk, **{field: None}).update(**{field: timezone.now()})
    return HttpResponseRedirect(reverse("rights:breach", args=[pk]))
