"""Deputies of an agency's heads: who acts when, naming one, ending it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import agency_for, signed_in
from accounts.delegations import actions
from accounts.delegations.forms import DelegationForm, agencies_headed
from accounts.delegations.models import Delegation
from accounts.models import Role
from accounts.refusals import Refused
from accounts.views import private

SHOWN = 100


@private
@require_safe
@login_required
def deputies(request: HttpRequest) -> HttpResponse:
    """The delegations of one's agencies, for heads, deputies, reviewers, authors and auditors."""
    user = signed_in(request)
    seeing = (Role.HEAD, Role.AUDITOR, Role.REVIEWER, Role.AUTHOR)
    mine = user.memberships.filter(role__in=seeing).values("agency")
    if not mine:
        raise PermissionDenied
    found = Delegation.objects.filter(agency__in=mine).select_related("agency", "of", "to")[:SHOWN]
    headed = agencies_headed(user)
    page = {"delegations": found, "headed": headed, "own": {agency.pk for agency in headed}}
    return render(request, "accounts/delegations/list.html", page)


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegate(request: HttpRequest, agency: str) -> HttpResponse:
    """The form of a head who will be away."""
    office = agency_for(request, agency, Role.HEAD)
    user = signed_in(request)
    if office not in agencies_headed(user):
        raise PermissionDenied
    form = DelegationForm(request.POST or None, agency=office, head=user)
    if form.is_valid():
        try:
            actions.delegate(by=user, agency=office, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, [str(reason) for reason in refusal.reasons])
        else:
            return redirect("delegations:list")
    trail = [{"href": reverse("delegations:list"), "label": _("Deputies")}]
    page = {"agency": office, "form": form, "trail": trail}
    return render(request, "accounts/delegations/form.html", page, status=422 if form.is_bound else 200)


@private
@require_POST
@login_required
def end(request: HttpRequest, identity: int) -> HttpResponse:
    """End a delegation now."""
    user = signed_in(request)
    found = get_object_or_404(Delegation.objects.filter(agency__in=agencies_headed(user)), pk=identity)
    actions.end(by=user, delegation=found)
    return redirect("delegations:list")
