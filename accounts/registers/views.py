"""Verifying by register, and what officers see of the imports."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.access import signed_in
from accounts.models import Role
from accounts.registers import matching
from accounts.registers.forms import MatchForm
from accounts.registers.models import Import, Register
from accounts.registers.reading import REFUSALS, REMARKS
from accounts.views import private, safe_next


@private
@login_required
def match(request: HttpRequest) -> HttpResponse:
    """Number and birth date; found together in a register, the account is verified."""
    if not Register.objects.filter(verifies=True).exists():
        raise Http404
    form = MatchForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            matching.verify(user=signed_in(request), number=said["number"], birth_date=said["birth_date"])
        except matching.NoMatch as refusal:
            form.add_error(None, str(refusal.reasons[0]))
        else:
            return HttpResponseRedirect(safe_next(request) or reverse("accounts:home"))
    page = {"form": form, "next": safe_next(request)}
    return render(request, "accounts/registers/match.html", page, status=422 if form.errors else 200)


@private
@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """The imports of the registers of one's agencies, each with what was found in its lines."""
    mine = signed_in(request).memberships.filter(role__in=[Role.HEAD, Role.AUDITOR]).values("agency")
    if not mine:
        raise PermissionDenied
    found = Import.objects.filter(register__agency__in=mine).select_related("register__agency")[:20]
    sentences = {**REFUSALS, **REMARKS}
    page = {
        "imports": [
            (one, [(sentences[code], found, code in REFUSALS) for code, found in one.findings.items()]) for one in found
        ]
    }
    return render(request, "accounts/registers/imports.html", page)
