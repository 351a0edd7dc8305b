"""The headings of a version in preparation: made, corrected, changed in level, moved, removed."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.refusals import Refused
from consult.drafting import access
from consult.drafting.heading_forms import BeginForm, DivisionForm, HeadingForm, RemoveForm
from consult.texts import actions as texts
from consult.texts import dividing
from consult.texts.models import Provision


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def make(request: HttpRequest, slug: str, number: int, eid: str) -> HttpResponse:
    """Put a new heading before this section or heading."""
    version, user = access.prepared(request, slug, number)
    before = access.outlined(version, eid)
    form = DivisionForm(request.POST or None)
    if form.is_valid():
        try:
            dividing.make(by=user, before=before, division=form.division())
            return redirect("drafting:version", slug, number)
        except Refused as refused:
            form.add_error("number", " ".join(map(str, refused.reasons)))
    context = {
        "law": version.law, "version": version, "before": before, "form": form,
        "trail": access.trail(version.law, version),
    }  # fmt: skip
    return render(request, "drafting/new_heading.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def heading(request: HttpRequest, slug: str, number: int, eid: str) -> HttpResponse:
    """What a heading says; and the ways to change its level, to move and to remove it."""
    version, user = access.prepared(request, slug, number)
    found = access.heading(version, eid)
    form = _words(found, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            texts.change_heading(by=user, heading=found, number=given.get("number", ""), words=given["words"])
            return redirect("drafting:version", slug, number)
        except Refused as refused:
            form.add_error("number", " ".join(map(str, refused.reasons)))
    return _page(request, found, form, {}, status=422 if form.is_bound else 200)


@require_POST
@login_required
def reshape(request: HttpRequest, slug: str, number: int, eid: str, verb: str) -> HttpResponse:
    """Change its level, move it or remove it; what cannot be done is said beside its form."""
    version, user = access.prepared(request, slug, number)
    found = access.heading(version, eid)
    form = _forms(found, verb, request.POST).get(verb)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            _do(user, found, form)
            return redirect("drafting:version", slug, number)
        except Refused as refused:
            form.add_error(None, " ".join(map(str, refused.reasons)))
    return _page(request, access.heading(version, eid), _words(found), {verb: form}, status=422)


def _do(user: User, found: Provision, form: Form) -> None:
    match form:
        case DivisionForm():
            dividing.change_level(by=user, heading=found, division=form.division())
        case BeginForm():
            dividing.move(by=user, heading=found, before=form.place())
        case _:
            dividing.remove(by=user, heading=found)


def _words(found: Provision, sent: Mapping[str, Any] | None = None) -> HeadingForm:
    initial = {"number": " ".join(found.label.split()[1:]), "words": found.heading}
    form = HeadingForm(sent, initial=initial)
    if not found.label:
        del form.fields["number"]
    return form


def _forms(found: Provision, verb: str = "", sent: Mapping[str, Any] | None = None) -> dict[str, Form]:
    def given(name: str) -> dict[str, Any]:
        return {"data": sent if name == verb else None, "auto_id": f"{name}_%s"}

    if found.eid.startswith(dividing.AMENDING):
        return {}
    division = {"level": dividing.level_of(found), "number": " ".join(found.label.split()[1:])}
    level = DivisionForm(**given("level"), initial=division)
    del level.fields["words"]
    places = dividing.places(found.version, found)
    return {
        "level": level,
        "move": BeginForm(places=places, **given("move")),
        "remove": RemoveForm(**given("remove")),
    }


def _page(
    request: HttpRequest, found: Provision, form: HeadingForm, answered: Mapping[str, Form], status: int
) -> HttpResponse:
    version = found.version
    context = {
        "law": version.law,
        "version": version,
        "heading": found,
        "form": form,
        "forms": _forms(found) | dict(answered),
        "trail": access.trail(version.law, version),
    }
    return render(request, "drafting/heading.html", context, status=status)
