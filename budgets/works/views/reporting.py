"""The officers' pages: plan, contract, report, delay."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.refusals import Refused
from budgets.rounds import access as of_rounds
from budgets.rounds.models import Project
from budgets.works import access, actions, money
from budgets.works.forms import ContractForm, DelayForm, FundingForm, PlanForm, ReportForm, Steps


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan(request: HttpRequest, round_id: str, code: str) -> HttpResponse:
    """Plan the work on a project that won."""
    round_ = of_rounds.published_round(round_id)
    user = access.officer_of(request, round_)
    project = get_object_or_404(Project.objects.select_related("round__page__agency"), round=round_, code=code)
    data = request.POST if request.method == "POST" else None
    form, lines = PlanForm(data), Steps(data, prefix="step")
    if data is not None and form.is_valid() and lines.is_valid():
        steps = [
            actions.Step(line["title"], line["due"], line["title_en"]) for line in lines.cleaned_data if line.get("due")
        ]
        try:
            return redirect(actions.plan(by=user, project=project, steps=steps, **form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused.reasons[0]))
    return _page(request, project, _("Plan the work"), form, lines=lines)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contract(request: HttpRequest, round_id: str, code: str) -> HttpResponse:
    """Publish the contract."""
    work = access.work_of(round_id, code)
    user = access.officer_of(request, work.project.round)
    form = ContractForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.award(by=user, work=work, contract=actions.Contract(**form.cleaned_data)))
    return _page(request, work.project, _("Publish the contract"), form)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lines(request: HttpRequest, round_id: str, code: str) -> HttpResponse:
    """Which budget lines pay for the work: name one, or take one back."""
    work = access.work_of(round_id, code)
    user = access.officer_of(request, work.project.round)
    form = FundingForm(request.POST or None)
    if form.is_valid():
        back = "release" in request.POST
        line = money.find(work, form.cleaned_data["line"], tied=back)
        act = actions.release if back else actions.fund
        try:
            if line is None:
                raise Refused(_("This is no line of a published budget of the agency."))
            act(by=user, work=work, line=line)
            return redirect("works:lines", round_id, code)
        except Refused as refused:
            form.add_error(None, str(refused.reasons[0]))
    ledger = money.of([work]).get(work.pk)
    more = {
        "funded": ledger.lines if ledger else (),
        "suggested": money.named(work.project),
        "project_id": money.project_id(work.project),
    }
    return _page(request, work.project, _("Budget lines of the work"), form, **more)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def report(request: HttpRequest, round_id: str, code: str) -> HttpResponse:
    """Report on the work."""
    work = access.work_of(round_id, code)
    user = access.officer_of(request, work.project.round)
    start = {"percent": work.percent, "paid": work.paid}
    form = ReportForm(work, request.POST or None, request.FILES or None, initial=start)
    if form.is_valid():
        try:
            return redirect(actions.report(by=user, work=work, news=form.news()))
        except Refused as refused:
            form.add_error(None, str(refused.reasons[0]))
    return _page(request, work.project, _("Report on the work"), form)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delay(request: HttpRequest, round_id: str, code: str) -> HttpResponse:
    """Put the work off, with a reason."""
    work = access.work_of(round_id, code)
    user = access.officer_of(request, work.project.round)
    form = DelayForm(request.POST or None)
    if form.is_valid():
        try:
            return redirect(actions.delay(by=user, work=work, **form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused.reasons[0]))
    return _page(request, work.project, _("Announce a delay"), form)


def _page(
    request: HttpRequest, project: Project, heading: str | Promise, form: forms.Form, **more: Any
) -> HttpResponse:
    context = {"project": project, "round": project.round, "heading": heading, "form": form}
    context |= {"trail": access.trail(project.round)} | more
    return render(request, "works/form.html", context, status=422 if form.is_bound else 200)
