"""A budget in the hands of its agency: publish, stages, transfers, payments, contracts, people served."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import TaskState

from accounts.models import Agency, User
from accounts.refusals import Refused
from budgets.ledger import access, actions, rules
from budgets.ledger.forms import FileForm, PeopleForm, PublishForm, StageForm, TransferForm
from budgets.ledger.models import Budget, BudgetPage, Contract
from budgets.ledger.reading import Unreadable
from budgets.ledger.states import MOVES, OPEN_TO_CHANGE, OPEN_TO_SPENDING, Stage
from budgets.ledger.views.desk import trail
from cms import approval

UNTIED = 100


@require_safe
@login_required
def manage(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where a budget stands, and what may be done next."""
    budget, user = access.own(request, public_id)
    stage = Stage(budget.stage)
    context = {
        "budget": budget,
        "head": rules.may_decide(user, budget.agency),
        "whole": budget.places.filter(code="").first(),
        "stages": list(budget.stages.all()),
        "revisions": list(budget.revisions.order_by("-number")),
        "may_move": bool(budget.published_at and MOVES[stage]),
        "may_change": bool(budget.published_at and stage in OPEN_TO_CHANGE),
        "may_spend": bool(budget.published_at and stage in OPEN_TO_SPENDING),
        "trail": trail(),
        **_asked(budget, user),
    }
    return render(request, "ledger/desk/manage.html", context)


def _asked(budget: Budget, user: User) -> dict[str, Any]:
    """Where the asking stands: who must decide, or what was said when it was sent back."""
    page = None if budget.published_at else BudgetPage.objects.filter(budget=budget).first()
    asked = page and page.current_workflow_state
    if not page or not asked:
        return {}
    step = asked.current_task_state
    waiting = step.status == TaskState.STATUS_IN_PROGRESS
    return {
        "step": step,
        "waiting": waiting,
        "deciders": ", ".join(one.get_full_name() for one in approval.deciders(step)) if waiting else "",
        "may_decide": waiting and approval.may_decide(user, page),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Words for the page, the stage, its document; then it waits for the reviewer and the head."""
    budget, user = access.own(request, public_id)
    page = BudgetPage.objects.filter(budget=budget).first()
    start = {"page_title": f"งบประมาณรายจ่ายประจำปี {budget.fiscal_year} {budget.agency.name}"[:255],
             "page_title_en": f"Budget {budget.year_ce}, {budget.agency.name_en}"[:255]}  # fmt: skip
    if page:
        asked = page.get_latest_revision_as_object()
        start = {"page_title": asked.title, "page_title_en": asked.title_en, "summary": asked.summary,
                 "summary_en": asked.summary_en, "stage": asked.stage, "on": asked.on, "title": asked.document,
                 "url": asked.document_url}  # fmt: skip
    form = PublishForm(request.POST or None, budget=budget, initial=start)

    def act(data: dict[str, Any]) -> str:
        actions.ask_publication(
            by=user, budget=budget, title=data["page_title"], title_en=data["page_title_en"], summary=data["summary"],
            summary_en=data["summary_en"], stage=Stage(data["stage"]), document=form.document(),
        )  # fmt: skip
        return reverse("ledger:manage", args=[budget.public_id])

    said = _("A reviewer and the head of the agency read it and decide. Once public, its lines change only by a "
             "document that everybody can see.")  # fmt: skip
    return _form(request, budget, form, act, (_("Ask to publish this budget"), said))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def stage(request: HttpRequest, public_id: str) -> HttpResponse:
    """The next stage, with its day and document."""
    budget, user = access.own(request, public_id)
    form = StageForm(request.POST or None, budget=budget)

    def act(data: dict[str, Any]) -> str:
        receipt = actions.advance(
            by=user, budget=budget, to=Stage(data["stage"]), on=data["on"], title=data["title"], url=data["url"]
        )
        return receipt.get_absolute_url()

    return _form(request, budget, form, act, (_("Move to the next stage"), ""))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def transfer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Money from one line to another, by a document."""
    budget, user = access.own(request, public_id)
    form = TransferForm(request.POST or None, budget=budget)

    def act(data: dict[str, Any]) -> str:
        revision = actions.transfer(
            by=user, budget=budget, source=data["source"], target=data["target"], amount=data["amount"],
            document=form.document(),
        )  # fmt: skip
        return revision.get_absolute_url()

    return _form(request, budget, form, act, (_("Transfer between lines"), _("The total of the budget stays.")))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def spending(request: HttpRequest, public_id: str) -> HttpResponse:
    """Commitments and payments by month, as a table."""
    budget, user = access.own(request, public_id)
    form = FileForm(request.POST or None, request.FILES or None)

    def act(data: dict[str, Any]) -> str:
        actions.spend_table(by=user, budget=budget, content=data["file"])
        return budget.get_absolute_url()

    said = _("A table (CSV or .xlsx) with the columns line, month, committed and paid (รหัสรายการ, เดือน, ผูกพัน, "
             "เบิกจ่าย): the id or Project ID of the line, a month like 2022-11, amounts in baht of that month. "
             "A month sent again is replaced.")  # fmt: skip
    return _form(request, budget, form, act, (_("Payments by month"), said))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contracts(request: HttpRequest, agency: str) -> HttpResponse:
    """Contracts of an OCDS package; those that no line is known for, to be tied by hand."""
    user, agencies = access.officer(request)
    office: Agency = get_object_or_404(agencies, slug=agency)
    if "contract" in request.POST:
        contract = get_object_or_404(Contract, pk=request.POST["contract"][:18], agency=office)
        stable_id = request.POST.get("line", "").strip().rstrip("/").rpartition("/")[2]
        line = access.line_of(office, stable_id)
        actions.tie_contract(by=user, contract=contract, line=line)
        return redirect("ledger:contracts", agency)
    form = FileForm(request.POST or None, request.FILES or None)
    taken = None
    if form.is_valid():
        try:
            taken = actions.take_contracts(by=user, agency=office, content=form.cleaned_data["file"])
        except Unreadable as problem:
            form.add_error("file", str(problem.sentence))
    untied = Contract.objects.filter(agency=office, line=None)[:UNTIED]
    context = {"agency": office, "form": form, "taken": taken, "untied": untied, "trail": trail(),
               "tied": Contract.objects.filter(agency=office, line__isnull=False).count()}  # fmt: skip
    return render(request, "ledger/desk/contracts.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people(request: HttpRequest, agency: str) -> HttpResponse:
    """How many people the agency serves: what per-head figures divide by."""
    user, agencies = access.officer(request)
    office: Agency = get_object_or_404(agencies, slug=agency)
    form = PeopleForm(request.POST or None)
    if form.is_valid():
        actions.count_heads(by=user, agency=office, **form.cleaned_data)
        return redirect("ledger:people", agency)
    context = {"agency": office, "form": form, "counts": office.headcounts.all(), "trail": trail()}
    return render(request, "ledger/desk/people.html", context, status=422 if form.is_bound else 200)


def _form(
    request: HttpRequest, budget: Budget, form: Form, act: Callable[[dict[str, Any]], str], words: tuple[str, str]
) -> HttpResponse:
    """One form and its act; a refusal stands in the form."""
    if form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, [str(reason) for reason in refusal.reasons])
        except Unreadable as problem:
            form.add_error(None, str(problem.sentence))
    steps = [*trail(), {"href": reverse("ledger:manage", args=[budget.public_id]), "label": str(budget)}]
    context = {"budget": budget, "form": form, "heading": words[0], "said": words[1], "trail": steps}
    return render(request, "ledger/desk/form.html", context, status=422 if form.is_bound else 200)
