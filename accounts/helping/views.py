"""Permits for volunteers: given, listed, ended."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.helping import actions
from accounts.helping.forms import PermitForm
from accounts.helping.models import Permit
from accounts.models import Agency
from accounts.refusals import Refused


@cache_control(private=True, no_store=True)
@login_required
def permits(request: HttpRequest) -> HttpResponse:
    """The permits of one's agencies, and the form for another one."""
    officer = signed_in(request)
    mine = Agency.objects.filter(memberships__user=officer, memberships__role__in=actions.GIVERS).distinct()
    if not mine:
        raise PermissionDenied
    form = PermitForm(mine, request.POST or None)
    if form.is_valid() and _given(request, form):
        return HttpResponseRedirect(reverse("helping:permits"))
    found = Permit.objects.filter(agency__in=mine).select_related("agency", "area", "user")[:50]
    page = {"form": form, "permits": [(one, one.helped()) for one in found]}
    return render(request, "accounts/helping/permits.html", page, status=422 if form.errors else 200)


def _given(request: HttpRequest, form: PermitForm) -> bool:
    """Whether the permit was given; a refusal is shown above the form."""
    said, (starts_at, ends_at) = form.cleaned_data, form.times()
    try:
        actions.give(
            by=signed_in(request), agency=said["agency"], to=said["email"], area=said["area"],
            people=said["people"], starts_at=starts_at, ends_at=ends_at,
        )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal.reasons[0]))
        return False
    return True


@cache_control(private=True, no_store=True)
@require_POST
@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a permit at once."""
    actions.end_permit(by=signed_in(request), permit=get_object_or_404(Permit.objects.select_related("agency"), pk=pk))
    return HttpResponseRedirect(reverse("helping:permits"))
