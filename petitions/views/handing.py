"""Hand-over for officers: the agency's key, certifying by two, fetching, confirming receipt."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import agency_for, signed_in
from accounts.models import Role
from petitions import access, states
from petitions.handing import building, keys, steps
from petitions.models import AuthorityKey, Package, Petition
from petitions.paper import roles

LOOKING = (Role.COUNTER, Role.AUTHOR, Role.HEAD, Role.AUDITOR)


class KeyForm(forms.Form):
    """A public key."""

    recipient = forms.CharField(
        label=_("Public key (age)"), max_length=120, help_text=_("It begins with age1. Never send the secret key.")
    )


class CodeForm(forms.Form):
    """The word that stands in the package."""

    code = forms.CharField(
        label=_("Code from the manifest"), max_length=20, help_text=_("opening_code in manifest.json, after opening.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def key(request: HttpRequest, agency: str) -> HttpResponse:
    """The key in use, its fingerprint, the former ones; the head registers a new one."""
    body = agency_for(request, agency, *LOOKING)
    user = signed_in(request)
    form = KeyForm(request.POST or None)
    if form.is_valid():
        keys.register(by=user, agency=body, recipient=form.cleaned_data["recipient"])
        return redirect("petitions:handover-key", agency=agency)
    rows = AuthorityKey.objects.filter(agency=body).select_related("registered_by")
    context = {
        "agency": body,
        "keys": [(one, keys.grouped(one.fingerprint)) for one in rows],
        "form": form,
        "is_head": user.memberships.filter(agency=body, role=Role.HEAD).exists(),
    }
    return render(request, "petitions/handing/key.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def package(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where the hand-over of this petition stands, and the next step of this officer."""
    petition = _petition(request, public_id)
    user, found = signed_in(request), petition.packages.select_related("key", "asked_by", "certified_by").first()
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST":
        if "ask" in request.POST:
            steps.ask(by=user, petition=petition)
        elif "certify" in request.POST and found:
            steps.certify(by=user, package=found)
        elif form.is_valid() and found:
            return redirect(steps.receive(by=user, package=found, code=form.cleaned_data["code"]))
        if not form.errors:
            return redirect("petitions:handover", public_id=public_id)
    context = _context(petition, found) | {"form": form}
    context["may_ask"] = roles.may(user, petition, steps.ASKING)
    context["may_certify"] = found and found.asked_by_id != user.pk and roles.may(user, petition, (Role.HEAD,))
    context["may_receive"] = roles.may(user, petition, steps.RECEIVING)
    return render(request, "petitions/handing/package.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def fetch(request: HttpRequest, public_id: str, pk: str) -> HttpResponseBase:
    """The encrypted file, for the receiving officer; the look is logged with everybody in it."""
    petition = _petition(request, public_id)
    found = steps.fetch(by=signed_in(request), package=get_object_or_404(petition.packages, pk=pk))
    name = f"{public_id}-names.tar.age"
    answer = FileResponse(building.path_of(found).open("rb"), as_attachment=True, filename=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _context(petition: Petition, found: Package | None) -> dict[str, object]:
    current = keys.in_use(petition.addressee)
    return {
        "petition": petition,
        "package": found,
        "stale": found and found.delivered_at != petition.delivered_at,
        "key": current,
        "fingerprint": keys.grouped(current.fingerprint) if current else "",
        "handed": petition.state in states.HANDED_OVER,
        "looks": found.looks.select_related("officer") if found else [],
    }


def _petition(request: HttpRequest, public_id: str) -> Petition:
    petition = access.public(public_id)
    if not roles.may(request.user, petition, LOOKING):
        raise PermissionDenied
    return petition
