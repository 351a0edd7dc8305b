"""Budgets as open data by API: the list, and one budget with its lines."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from budgets.ledger.models import Budget

router = Router(tags=["budgets"])
SECONDS = 3600


class BudgetOut(Schema):
    """One published budget. Money in baht as text; the fiscal year in C.E."""

    id: str
    agency: str
    fiscal_year_ce: int
    stage: str
    kind: str
    total: str
    source: str


class LineOut(Schema):
    """One line of a budget."""

    id: str
    area: str
    plan: str
    task: str
    type: str
    line: str
    amount: str
    original_amount: str
    project_id: str
    egp: str
    emenscr: str


class BudgetWithLines(BudgetOut):
    """One budget with all its lines."""

    lines: list[LineOut]


@router.get("/", response=list[BudgetOut], summary="Published budgets")
def index(request: HttpRequest, response: HttpResponse) -> list[dict[str, Any]]:
    """All published budgets, the newest year first."""
    _open_to_all(response)
    return [_plain(budget) for budget in Budget.objects.published()]


@router.get("/{public_id}", response=BudgetWithLines, summary="One budget with its lines")
def one(request: HttpRequest, response: HttpResponse, public_id: str) -> dict[str, Any]:
    """One published budget."""
    _open_to_all(response)
    budget = get_object_or_404(Budget.objects.published(), public_id=public_id)
    codes = ("project_id", "egp", "emenscr")
    columns = ("stable_id", "area", "plan", "task", "type", "name", *codes, "amount", "original")
    names = ("id", "area", "plan", "task", "type", "line", *codes)
    lines = [
        dict(zip(names, words, strict=True)) | {"amount": _money(amount), "original_amount": _money(original)}
        for *words, amount, original in budget.lines.order_by("order").values_list(*columns)
    ]
    return _plain(budget) | {"lines": lines}


def _plain(budget: Budget) -> dict[str, Any]:
    return {
        "id": budget.public_id,
        "agency": budget.agency.slug,
        "fiscal_year_ce": budget.year_ce,
        "stage": budget.stage,
        "kind": budget.kind,
        "total": _money(budget.total),
        "source": budget.source,
    }


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _open_to_all(response: HttpResponse) -> None:
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={SECONDS}, stale-while-revalidate={2 * SECONDS}"
