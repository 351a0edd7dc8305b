"""The rules of one process, as everybody reads them; the verdict for oneself; the verdict for somebody imagined."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from accounts import eligibility
from accounts.access import citizen_of, signed_in
from accounts.taking_part import processes
from accounts.taking_part.forms import ImaginedForm


def rules(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Who may take part and why. The same for everybody: no session."""
    process = processes.get(kind, public_id)
    page = {
        "process": process,
        "conditions": eligibility.conditions(process.rules),
        "kind": kind,
        "public_id": public_id,
    }
    return render(request, "accounts/taking_part/rules.html", page)


@cache_control(private=True, no_store=True)
@login_required
def mine(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Whether I may take part: the very check that the act itself asks."""
    process = processes.get(kind, public_id)
    verdict = eligibility.check(process.rules, citizen_of(request))
    page = {"process": process, "verdict": verdict, "kind": kind, "public_id": public_id}
    return render(request, "accounts/taking_part/mine.html", page)


@cache_control(private=True, no_store=True)
@login_required
def imagined(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """For officers: would somebody like this be allowed? Nothing is stored and nobody is looked up."""
    if not signed_in(request).memberships.exists():
        raise PermissionDenied
    process = processes.get(kind, public_id)
    form = ImaginedForm(request.POST or None)
    verdict = eligibility.check(process.rules, form.person()) if form.is_valid() else None
    page = {"process": process, "form": form, "verdict": verdict, "kind": kind, "public_id": public_id}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "accounts/taking_part/imagined.html", page, status=status)
