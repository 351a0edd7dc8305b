"""Kinds of petition: the public table, and the pages where an authority makes its own."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Agency, Role
from petitions import access, actions, catalogue
from petitions.in_words import sentences
from petitions.kind_form import OwnKindForm
from petitions.kinds import PetitionKind
from petitions.models import OwnKind


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The kinds of petition, with their numbers and sources."""
    return render(request, "petitions/kinds.html", {"kinds": catalogue.all_kinds()})


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """The kinds of this officer's agencies, every version."""
    agencies = _agencies(request)
    versions = OwnKind.objects.filter(agency__in=agencies).select_related("agency", "made_by", "approved_by")
    return render(request, "petitions/own_kinds.html", {"agencies": agencies, "versions": versions})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, agency: str, code: str = "") -> HttpResponse:
    """A new kind, or the next version of one; first what it means in words, then saved."""
    found = get_object_or_404(_agencies(request), slug=agency)
    last = OwnKind.objects.filter(code=code, agency=found).order_by("-version").first() if code else None
    form = OwnKindForm(request.POST or None, initial=OwnKindForm.initial_of(last.kind) if last else None)
    preview = None
    if form.is_valid():
        kind = form.kind(found)
        if "save" in request.POST:
            actions.write_kind(by=access.officer(request), agency=found, kind=kind)
            return redirect("petitions:own-kinds")
        preview = _in_both(kind)
    context = {"form": form, "agency": found, "preview": preview}
    return render(request, "petitions/own_kind.html", context, status=422 if form.is_bound and form.errors else 200)


@require_safe
@login_required
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version in words, for the head who approves it."""
    found = get_object_or_404(OwnKind, code=code, version=number, agency__in=_agencies(request))
    return render(request, "petitions/own_kind_version.html", {"own": found, "preview": _in_both(found.kind)})


@require_POST
@login_required
def approve(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put it in force."""
    found = get_object_or_404(OwnKind, code=code, version=number)
    actions.approve_kind(by=access.officer(request), own=found)
    return redirect("petitions:own-kinds")


def _agencies(request: HttpRequest) -> QuerySet[Agency]:
    roles = {"memberships__user": access.officer(request), "memberships__role__in": [Role.AUTHOR, Role.HEAD]}
    found = Agency.objects.filter(**roles).distinct()
    if not found:
        raise PermissionDenied
    return found


def _in_both(kind: PetitionKind) -> list[tuple[str, list[str]]]:
    """The sentences in each language, said now."""
    said = []
    for language in ("th", "en"):
        with override(language):
            said.append((language, [str(sentence) for sentence in sentences(kind)]))
    return said
