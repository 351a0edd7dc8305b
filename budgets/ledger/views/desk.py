"""The import desk: send a file, say which column is what, look, keep."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.refusals import Refused
from budgets.ledger import access, actions, difference, incoming
from budgets.ledger.columns import Columns
from budgets.ledger.forms import ColumnsForm, KeepForm, UploadForm
from budgets.ledger.models import Budget, Revision, Upload
from budgets.ledger.reading import Read, Unreadable

LATEST = 20
SHOWN = 200  # doubts, faults, changes named on one page
SAMPLE = 5


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Send a file; go on with one sent before, or with a budget."""
    user, agencies = access.officer(request)
    form = UploadForm(request.POST or None, request.FILES or None, agencies=agencies)
    if form.is_valid():
        data = form.cleaned_data
        draft = actions.upload(
            by=user, agency=data["agency"], fiscal_year=data["fiscal_year"], name=data["name"], content=data["file"],
            source=data["source"], source_url=data["source_url"],
        )  # fmt: skip
        return redirect(draft if draft.form == Upload.Form.JSON else reverse("ledger:columns", args=[draft.pk]))
    drafts = Upload.objects.filter(agency__in=agencies).select_related("agency", "revision").defer("content")
    context = {
        "form": form,
        "drafts": drafts.order_by("-started_at")[:LATEST],
        "budgets": Budget.objects.filter(agency__in=agencies).select_related("agency")[:100],
        "agencies": agencies,
        "trail": trail(),
    }
    return render(request, "ledger/desk/start.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def columns(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Which column is what: guessed from the headings, to be put right here."""
    draft, user = access.draft(request, pk)
    if draft.form == Upload.Form.JSON:
        return redirect(draft)
    sheet, guessed = incoming.sheet_of(draft), Columns.of(draft.mapping)
    form = ColumnsForm(request.POST or None, headings=sheet.columns, columns=guessed)
    if form.is_valid():
        return redirect(actions.map_columns(by=user, draft=draft, columns=form.chosen()))
    context = {"draft": draft, "form": form, "headings": sheet.columns, "sample": sheet.rows[:SAMPLE],
               "rows": len(sheet.rows), "trail": trail(draft), "steps": _steps()}  # fmt: skip
    return render(request, "ledger/desk/columns.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def preview(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was read: sums of every level, what does not add up, what is doubtful by line, what would change."""
    draft, _user = access.draft(request, pk)
    found, problem = _read(draft)
    standing = _standing(draft)
    doubts = Paginator(found.doubts if found else (), SHOWN).get_page(request.GET.get("page"))
    context = {
        "draft": draft, "found": found, "problem": problem, "standing": standing, "steps": _steps(),
        "faults": found.faults[:SHOWN] if found else (),
        "doubts": doubts,
        "next_url": f"?page={doubts.next_page_number()}#doubts" if doubts.has_next() else "",
        "levels": difference.levels(found) if found else (),
        "areas": difference.areas(found) if found else (),
        "changes": difference.against(standing, found) if found and standing and not draft.revision_id else None,
        "shown": SHOWN, "trail": trail(draft)[:-1],
    }  # fmt: skip
    return render(request, "ledger/desk/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Make it the budget of its year, or an amendment of the one that is published."""
    draft, user = access.draft(request, pk)
    if draft.revision_id:
        return redirect(draft)
    found, problem = _read(draft)
    if problem or not found or not found.sound:
        return redirect(draft)
    standing = _standing(draft)
    form = KeepForm(request.POST or None, amending=standing is not None, doubts=bool(found.doubts))
    if form.is_valid():
        kind = Revision.Kind(form.cleaned_data.get("kind", Revision.Kind.CORRECTION))
        try:
            looked = bool(form.cleaned_data.get("looked"))
            revision = actions.keep(by=user, draft=draft, document=form.document(), kind=kind, looked=looked)
        except Refused as refusal:
            form.add_error(None, " ".join(map(str, refusal.reasons)))
        else:
            return redirect(revision if standing else reverse("ledger:manage", args=[revision.budget.public_id]))
    context = {"draft": draft, "form": form, "standing": standing, "trail": trail(draft), "steps": _steps(),
               "doubts": found.doubts[:SHOWN], "count": len(found.doubts)}  # fmt: skip
    return render(request, "ledger/desk/keep.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def drop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Throw a file away."""
    draft, user = access.draft(request, pk)
    actions.drop(by=user, draft=draft)
    return redirect("ledger:desk")


def _read(draft: Upload) -> tuple[Read | None, str]:
    try:
        return incoming.read(draft), ""
    except Unreadable as problem:
        return None, str(problem.sentence)


def _standing(draft: Upload) -> Budget | None:
    """The published budget that this file would change."""
    rows = Budget.objects.filter(agency=draft.agency, fiscal_year=draft.fiscal_year, kind=Budget.Kind.ORDINANCE)
    return rows.filter(published_at__isnull=False).first()


def _steps() -> list[str]:
    return [_("File"), _("Columns"), _("Look"), _("Keep")]


def trail(draft: Upload | None = None) -> list[dict[str, str]]:
    """The way back up."""
    steps = [{"href": reverse("ledger:desk"), "label": _("Desk for budgets")}]
    return [*steps, {"href": draft.get_absolute_url(), "label": str(draft)}] if draft else steps
