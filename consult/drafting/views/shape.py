"""The shape of a version in preparation: a section divided, joined to the one before, moved, or called what it is."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.refusals import Refused
from consult.drafting import access, actions
from consult.drafting.shape_forms import KindForm, MergeForm, MoveForm, SplitForm
from consult.texts import actions as texts
from consult.texts import reshaping
from consult.texts.actions import Written
from consult.texts.models import Provision


@require_safe
@login_required
def shape(request: HttpRequest, slug: str, number: int, eid: str) -> HttpResponse:
    """All that can be done with the place and kind of one section."""
    version, _user = access.prepared(request, slug, number)
    return _page(request, access.section(version, eid))


@require_POST
@login_required
def reshape(request: HttpRequest, slug: str, number: int, eid: str, verb: str) -> HttpResponse:
    """Do one of them; what cannot be done is said beside its form."""
    version, user = access.prepared(request, slug, number)
    section = access.section(version, eid)
    form = _forms(section, verb, request.POST).get(verb)
    if form is None:
        raise Http404
    if form.is_valid():
        try:
            _do(user, section, form)
            return redirect("drafting:version", slug, number)
        except Refused as refused:
            form.add_error(None, " ".join(map(str, refused.reasons)))
    return _page(request, access.section(version, eid), {verb: form}, status=422)


def _do(user: User, section: Provision, form: Form) -> None:
    found = form.cleaned_data
    match form:
        case SplitForm():
            written = Written("", found["number"], found["seen"])
            reshaping.split(by=user, section=section, line=int(found["line"]), written=written)
        case MergeForm():
            actions.merge(by=user, section=section, seen=found["seen"])
        case MoveForm():
            reshaping.move(by=user, section=section, after=form.place())
        case _:
            kind, number = found["kind"], found["number"]
            reshaping.change_kind(by=user, section=section, kind=kind, number=number, seen=found["seen"])


def _forms(section: Provision, verb: str = "", sent: Mapping[str, Any] | None = None) -> dict[str, Form]:
    def given(name: str) -> dict[str, Any]:
        data = sent if name == verb else None
        return {"data": data, "initial": {"seen": texts.fingerprint_of(section)}, "auto_id": f"{name}_%s"}

    lines = texts.words_of(section).split("\n")
    forms: dict[str, Form] = {"split": SplitForm(lines=lines, **given("split"))} if len(lines) > 1 else {}
    if reshaping.previous(section):
        forms["merge"] = MergeForm(**given("merge"))
    forms["move"] = MoveForm(places=reshaping.places(section), **given("move"))
    forms["kind"] = KindForm(**given("kind"))
    return forms


def _page(
    request: HttpRequest, section: Provision, answered: Mapping[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    version = section.version
    context = {
        "law": version.law,
        "version": version,
        "section": section,
        "words": texts.words_of(section),
        "before": reshaping.previous(section),
        "forms": _forms(section) | dict(answered or {}),
        "trail": access.trail(version.law, version),
    }
    return render(request, "drafting/shape.html", context, status=status)
