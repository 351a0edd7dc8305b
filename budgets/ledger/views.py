"""Pages of published budgets."""

from decimal import Decimal
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template import engines
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from budgets.ledger import figures
from budgets.ledger.models import Budget
from budgets.ledger.reading import LEVELS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every published budget, by year."""
    budgets = Budget.objects.published().filter(page__isnull=False)
    return render(request, "ledger/index.html", {"budgets": budgets})


@require_safe
def budget(request: HttpRequest, public_id: str) -> HttpResponse:
    """One budget at one place: its parts as areas and table, its types, the same place elsewhere."""
    found = get_object_or_404(Budget.objects.published().filter(page__isnull=False), public_id=public_id)
    path = read_path(request)
    place = figures.place(found, path, money)
    if place is None:
        raise Http404
    context = {
        "budget": found,
        "place": place,
        "peers": figures.peers(found, path),
        "crumbs": _crumbs(found, path),
        "heading": list(path.values())[-1] if path else "",
        "level": level_label(place.level),
        "deepest": place.level == "type",
        "share_of_all": place.total / found.total if found.total else Decimal(0),
    }
    return render(request, "ledger/budget.html", context)


def read_path(request: HttpRequest) -> dict[str, str]:
    """The place asked for: names from the top, without gaps. Raises Http404 for a gap."""
    given = [level in request.GET for level in LEVELS[:-1]]
    if any(later and not earlier for earlier, later in pairwise(given)):
        raise Http404
    return {level: request.GET[level] for level, there in zip(LEVELS[:-1], given, strict=True) if there}


def level_label(level: str) -> str:
    """The name of a level in the reader's language."""
    return {"area": _("Area"), "plan": _("Plan"), "task": _("Task"), "type": _("Type of expenditure")}[level]


def money(amount: Decimal) -> str:
    """An amount in the reader's words, by the site's own filter."""
    return engines["django"].from_string("{{ a|baht:0 }}").render({"a": amount})


def _crumbs(found: Budget, path: dict[str, str]) -> list[dict[str, str]]:
    """From the whole budget down to here; the last is where the reader is."""
    trail = [{"href": found.get_absolute_url(), "label": _("Whole budget"), "level": ""}]
    so_far: dict[str, str] = {}
    for level, name in path.items():
        so_far[level] = name
        trail.append({"href": figures.address(found, so_far), "label": name, "level": level_label(level)})
    return trail
