"""The officer's side of the reports: write the parts, submit, approve or give back, finish."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.refusals import Refused
from consult.hearings import access, actions, rules
from consult.hearings.actions import End
from consult.hearings.forms import EndForm, PartForm, ReasonForm, ResponseForm
from consult.hearings.models import ConsultationPage, Report
from consult.hearings.reports import parts
from consult.hearings.reports.serving import sent
from consult.hearings.states import ReportKind, ReportState
from consult.hearings.views.answering import desk_context


@require_safe
@login_required
def reports(request: HttpRequest, public_id: str) -> HttpResponse:
    """Both documents: what is written, where they stand, and what stands in the way."""
    hearing, user = access.readable(request, public_id)
    rows = [_row(actions.report_of(hearing, kind), user) for kind in parts.required(hearing)]
    context = desk_context(hearing, ResponseForm(), user) | {
        "rows": rows,
        "reason": ReasonForm(),
        "obstacles": actions.obstacles(hearing),
    }
    return render(request, "hearings/desk/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: HttpRequest, public_id: str, kind: str, key: str) -> HttpResponse:
    """One part of a report in both languages; every revision stays."""
    hearing, user = access.answerable(request, public_id)
    report = _report(hearing, kind)
    found = next((one for one in parts.written(report) if one.part.key == key), None)
    if found is None:
        raise Http404
    start = {"text": found.text, "text_en": found.text_en, "seen": found.revision}
    form = PartForm(request.POST or None, initial=start)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.write_part(
                by=user, report=report, key=key, text=data["text"], text_en=data["text_en"], seen=data["seen"] or 0
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("hearings:desk-reports", public_id)
    earlier = report.parts.filter(key=key).order_by("-revision").select_related("by")
    context = desk_context(hearing, ResponseForm(), user) | {
        "report": report,
        "written": found,
        "form": form,
        "earlier": earlier,
    }
    return render(request, "hearings/desk/part.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def decide(request: HttpRequest, public_id: str, kind: str, verb: str) -> HttpResponse:
    """Submit, review, approve or give back one report. What stands in the way is said on the same page."""
    hearing, user = access.readable(request, public_id)
    report = _report(hearing, kind)
    if verb == "approve":
        return redirect(actions.approve(by=user, report=report))
    if verb == "review":
        actions.review(by=user, report=report)
        messages.success(request, _("Passed on to the head of agency."))
    elif verb == "submit":
        actions.submit(by=user, report=report)
        messages.success(request, _("The report was submitted. The documents are made for the head to approve."))
    else:
        form = ReasonForm(request.POST)
        actions.give_back(by=user, report=report, reason=form.cleaned_data["reason"] if form.is_valid() else "")
        messages.success(request, _("The report is a draft again."))
    return redirect("hearings:desk-reports", public_id)


@require_safe
@login_required
def preview(request: HttpRequest, public_id: str, kind: str, lang: str, form: str) -> HttpResponseBase:
    """A document as the head will approve it."""
    hearing, _user = access.readable(request, public_id)
    return sent(request, _report(hearing, kind), lang, form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def finish(request: HttpRequest, public_id: str) -> HttpResponse:
    """What stands in the way of the end; when nothing does, what changed and what happens next."""
    hearing, user = access.answerable(request, public_id)
    form = EndForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.finish(by=user, hearing=hearing, end=End(**form.cleaned_data)))
    context = desk_context(hearing, ResponseForm(), user) | {
        "form": form,
        "obstacles": actions.obstacles(hearing),
        "may_finish": rules.may_cancel(user, hearing),
    }
    return render(request, "hearings/desk/finish.html", context, status=422 if form.is_bound else 200)


def _report(hearing: ConsultationPage, kind: str) -> Report:
    if kind not in parts.required(hearing):
        raise Http404
    actions.report_of(hearing, ReportKind(kind))
    rows = Report.objects.select_related("hearing__agency", "hearing__text__law", "submitted_by", "decided_by")
    return get_object_or_404(rows, hearing=hearing, kind=kind)


def _row(report: Report, user: User) -> dict[str, Any]:
    """One report as the desk shows it."""
    missing = {part.key for part in parts.missing(report)}
    names = [report.hearing.public_id, report.kind]
    return {
        "report": report,
        "parts": [(one, one.part.key in missing) for one in parts.written(report)],
        "missing": missing,
        "draft": report.state == ReportState.DRAFT,
        "may_approve": rules.may_approve(user, report),
        "may_review": rules.may_review(user, report),
        "awaits_review": rules.awaits_review(report),
        "may_write": rules.may_answer(user, report.hearing),
        "files": [
            (row, reverse("hearings:report-preview", args=[*names, row.language, row.form]))
            for row in report.files.order_by("-language", "form")
        ],
    }
