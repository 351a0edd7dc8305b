"""Budgets for everybody: the same page for all, no cookie, few queries whatever the size of the budget."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template import engines
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgets.ledger import access, figures, finding, processes, uses
from budgets.ledger.codes import LEVELS, code
from budgets.ledger.models import Budget, BudgetLine
from budgets.ledger.states import Stage
from budgets.ledger.telling import followable
from consult.threads.listing import Asked, page_of
from consult.threads.models import Comment

LINES = 50  # on one page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every published budget, by year."""
    budgets = Budget.objects.published().filter(page__isnull=False)
    return render(request, "ledger/index.html", {"budgets": budgets})


@require_safe
def budget(request: HttpRequest, public_id: str) -> HttpResponse:
    """One budget at one place: its parts or lines, its types, payments by quarter, the same place elsewhere."""
    found = access.public(public_id)
    path, number = access.read_path(request), access.page_number(request)
    shown = figures.place(found, path, money, number, request.GET.get("only", "").replace("\0", "")[:120])
    if shown is None or (number and not shown.slices and len(path) < len(LEVELS)):
        raise Http404
    deepest = len(path) == len(LEVELS)
    peers = figures.peers(found, path)
    here = next((peer for peer in peers if peer.here), None)
    context = place_words(found, path) | {
        "place": shown, "peers": peers, "here": here, "deepest": deepest, "page_number": number,
        "drawn": shown.slices[: figures.DRAWN],
        "share_of_all": shown.total / found.total if found.total else Decimal(0),
        "steps": _stages(found), "query": f"?{urlencode(path)}" if path else "",
        "next_url": _next(request, number) if shown.more else "",
    }  # fmt: skip
    if deepest:
        context |= _lines(request, found, path, number)
    return render(request, "ledger/budget.html", context)


def _stages(found: Budget) -> list[dict[str, Any]]:
    """Every stage with the day on which it was reached. One query."""
    reached = {event.stage: event.on for event in found.stages.all()}
    at = Stage.values.index(found.stage)
    return [{"label": one.label, "on": reached.get(one), "reached": place < at, "current": place == at}
            for place, one in enumerate(Stage)]  # fmt: skip


def _lines(request: HttpRequest, found: Budget, path: dict[str, str], number: int) -> dict[str, Any]:
    rows = found.lines.filter(place=code(*path.values())).order_by("order")
    lines = list(rows[number * LINES : (number + 1) * LINES + 1])
    if number and not lines:
        raise Http404
    for line in lines:
        line.budget = found
    return {"lines": lines[:LINES], "next_url": _next(request, number) if len(lines) > LINES else ""}


def _next(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number + 1)
    return f"?{query.urlencode()}"


@require_safe
def line(request: HttpRequest, public_id: str, stable_id: str) -> HttpResponse:
    """One line: amount and its history, payments, contracts, the same project in other years, comments."""
    found = access.public_line(public_id, stable_id)
    months = list(found.spending.all())
    paid = sum((month.paid for month in months), start=Decimal(0))
    context = place_words(found.budget, found.path) | {
        "line": found,
        "months": months,
        "paid": paid,
        "left": found.amount - paid,
        "paid_share": paid / found.amount if found.amount else Decimal(0),
        "changes": list(found.changes.select_related("revision__budget").order_by("revision__number")),
        "contracts": list(found.contracts.all()[:LINES]),
        "elsewhere": _elsewhere(found),
        "uses": uses.of(found),
        "followable": followable(found),
        "page": page_of(
            Comment.objects.about("budget", public_id), Asked.of(request.GET, part=stable_id), {}
        ),
    }  # fmt: skip
    return render(request, "ledger/line.html", context)


def _elsewhere(line: BudgetLine) -> list[BudgetLine]:
    """The same line in other years of the same agency: by Project ID, else by its id. One query."""
    same = {"project_id": line.project_id} if line.project_id else {"stable_id": line.stable_id}
    rows = BudgetLine.objects.public().filter(budget__agency=line.budget.agency, **same).exclude(pk=line.pk)
    return list(rows.order_by("budget__fiscal_year")[:20])


@require_safe
def history(request: HttpRequest, public_id: str) -> HttpResponse:
    """The stages of a budget with their documents, and every change of its lines."""
    found = access.public(public_id)
    context = {
        "budget": found,
        "stages": list(found.stages.all()),
        "revisions": list(found.revisions.order_by("-number")),
        "crumbs": crumbs(found, {}),
    }
    return render(request, "ledger/history.html", context)


@require_safe
def revision(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """What one change did, line by line."""
    found = access.public(public_id)
    one = get_object_or_404(found.revisions, number=number)
    changes = one.changes.select_related("line").order_by("line__order")
    page = Paginator(changes, LINES).get_page(request.GET.get("page"))
    for change in page:
        change.line.budget = found
    context = {"budget": found, "revision": one, "page": page, "crumbs": crumbs(found, {})}
    return render(request, "ledger/revision.html", context)


@require_safe
def find(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lines that have all the words asked for, the largest first."""
    found = access.public(public_id)
    asked, number = request.GET.get("q", "").replace("\0", "")[: finding.LONGEST_QUESTION], access.page_number(request)
    words = finding.question(asked)
    lines: list[BudgetLine] = []
    if words:
        rows = found.lines.with_words(words).order_by("-amount", "order")
        lines = list(rows[number * LINES : (number + 1) * LINES + 1])
    for line in lines:
        line.budget = found
    context = {
        "budget": found, "asked": asked, "lines": lines[:LINES], "crumbs": crumbs(found, {}),
        "next_url": _next(request, number) if len(lines) > LINES else "",
    }  # fmt: skip
    return render(request, "ledger/find.html", context)


@require_safe
def comments(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that was said about a budget and its lines."""
    found = access.public(public_id)
    parts = processes.parts(found)
    page = page_of(Comment.objects.about("budget", public_id), Asked.of(request.GET), parts)
    context = {"budget": found, "page": page, "crumbs": crumbs(found, {})}
    return render(request, "ledger/comments.html", context)


@require_safe
def beside(request: HttpRequest, public_id: str, other: str) -> HttpResponse:
    """Two budgets beside each other at one place: part by part, with the difference."""
    ours, theirs = access.public(public_id), access.public(other)
    path = access.read_path(request)
    if ours == theirs or ours.shape != theirs.shape or len(path) == len(LEVELS):
        raise Http404
    rows = figures.beside(ours, theirs, path)
    if not rows:
        raise Http404
    here = reverse("ledger:beside", args=[public_id, other])
    trail = [{"href": here + step["query"], "label": step["label"], "level": step["level"]}
             for step in crumbs(ours, path)]  # fmt: skip
    context = place_words(ours, path) | {
        "theirs": theirs, "rows": rows, "heads": figures.heads([ours, theirs]), "trail": trail,
    }  # fmt: skip
    return render(request, "ledger/beside.html", context)


def place_words(found: Budget, path: dict[str, str]) -> dict[str, Any]:
    """What every page about a place needs: its name, the way there, what its parts are called."""
    names = figures.names_of(found)
    return {
        "budget": found,
        "crumbs": crumbs(found, path),
        "heading": list(path.values())[-1] if path else "",
        "level": names[min(len(path), len(LEVELS))],
        "type_level": names[3],
    }


def money(amount: Decimal) -> str:
    """An amount in the reader's words, by the site's own filter."""
    return engines["django"].from_string("{{ a|baht:0 }}").render({"a": amount})


def crumbs(found: Budget, path: dict[str, str]) -> list[dict[str, str]]:
    """From the whole budget down to here; the last is where the reader is."""
    trail = [{"href": found.get_absolute_url(), "label": _("Whole budget"), "level": "", "query": ""}]
    so_far: dict[str, str] = {}
    for name, words in zip(figures.names_of(found), path.items(), strict=False):
        so_far[words[0]] = words[1]
        href = figures.address(found, so_far)
        query = href.partition("?")[2]
        trail.append({"href": href, "label": words[1], "level": str(name), "query": f"?{query}"})
    return trail
