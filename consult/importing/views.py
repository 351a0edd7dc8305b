"""From a file to a version in preparation: send, look, correct, keep."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.refusals import Refused
from consult.importing import access, actions
from consult.importing.forms import KeepForm, StartForm, WordsForm
from consult.importing.models import Import
from consult.texts.repair import Report, in_words, unwrap
from consult.texts.rules import may_prepare

LATEST = 20  # drafts on the first page
UNTIL = 200  # odd places named on the preview


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send a file or paste a text; go on with one begun before."""
    user, agencies = access.officer(request)
    form = StartForm(request.POST or None, request.FILES or None, agencies=agencies)
    if form.is_valid():
        source, file = form.cleaned_data["source"], form.cleaned_data["file"]
        agency = form.cleaned_data["agency"]
        draft = actions.start(
            by=user, agency=agency, name=file.name if file else "", form=source.form, words=source.text
        )
        return redirect(draft)
    if form.unreadable and "agency" in form.cleaned_data:
        name = getattr(request.FILES.get("file"), "name", "")
        actions.keep_unreadable(by=user, agency=form.cleaned_data["agency"], name=name, problem=form.unreadable)
    drafts = Import.objects.filter(agency__in=agencies).select_related("agency", "version__law").order_by("-started_at")
    page = {"form": form, "drafts": drafts[:LATEST], "trail": _trail()}
    return render(request, "importing/start.html", page, status=422 if form.is_bound else 200)


@require_safe
@login_required
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was read, what was repaired, what is doubtful, what has no place."""
    draft, user = access.started(request, pk)
    nodes, report = draft.reading
    page = {
        "draft": draft,
        "may_prepare": draft.version is not None and may_prepare(user, draft.version.law),
        "nodes": nodes,
        "counts": actions.counted(draft),
        "report": report,
        "repaired": in_words(report.repaired),
        "doubtful": report.doubtful[:UNTIL],
        "trail": _trail(draft)[:-1],
    }
    return render(request, "importing/preview.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The whole text, to be put right line by line; it is read again at once."""
    draft, user = access.started(request, pk)
    form = WordsForm(request.POST or None, initial={"words": unwrap(draft.words, Report())})
    if form.is_valid():
        return redirect(actions.correct(by=user, draft=draft, words=form.cleaned_data["words"]))
    page = {"draft": draft, "form": form, "trail": _trail(draft)}
    return render(request, "importing/correct.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make it a version in preparation of a law, old or new."""
    draft, user = access.started(request, pk)
    if draft.problem:
        return redirect(draft)
    form = KeepForm(request.POST or None, draft=draft)
    if form.is_valid():
        found = form.cleaned_data
        try:
            version = actions.make_version(
                by=user, draft=draft, label=found["label"], law=found["law"], name=form.name()
            )
        except Refused as refusal:
            form.add_error(None, " ".join(map(str, refusal.reasons)))
        else:
            if may_prepare(user, version.law):
                return redirect("drafting:version", version.law.slug, version.number)
            return redirect(draft)
    page = {"draft": draft, "form": form, "trail": _trail(draft)}
    return render(request, "importing/keep.html", page, status=422 if form.is_bound else 200)


@require_POST
@login_required
def drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    draft, user = access.started(request, pk)
    actions.drop(by=user, draft=draft)
    return redirect("importing:start")


def _trail(draft: Import | None = None) -> list[dict[str, Any]]:
    steps = [{"href": reverse("texts:index"), "label": _("Law texts")}]
    if draft:
        steps.append({"href": reverse("importing:start"), "label": _("Bring a text in")})
        steps.append({"href": draft.get_absolute_url(), "label": str(draft)})
    return steps
