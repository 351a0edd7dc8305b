"""Ideas page by page, by support or by day, filtered."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from consult.ideas.models import Idea
from consult.ideas.querysets import ORDERS
from consult.ideas.states import Kind

SIZE = 30
DEEPEST = 300  # pages


@dataclass(frozen=True)
class Page:
    """One page of a list. `chosen` are the filters, as the address has them."""

    rows: list[Idea]
    chosen: dict[str, str]
    next_url: str


def page(asked: Mapping[str, str]) -> Page:
    """The ideas that a reader asked for. One query."""
    order = asked.get("order", "") if asked.get("order") in ORDERS else "supported"
    kind = asked.get("kind", "") if asked.get("kind") in Kind.values else ""
    answered = asked.get("answered", "") if asked.get("answered") in {"yes", "no"} else ""
    agency = asked.get("agency", "")[:50]
    found = Idea.objects.shown().order_by(*ORDERS[order])
    found = found.filter(kind=kind) if kind else found
    found = found.filter(agency__slug=agency) if agency else found
    found = found.answered(answered == "yes") if answered else found
    number = asked.get("page", "")
    at = min(int(number), DEEPEST) if number.isdecimal() and len(number) < 6 else 0
    rows = list(found[at * SIZE : (at + 1) * SIZE + 1])
    chosen = {"order": order, "kind": kind, "agency": agency, "answered": answered}
    more = urlencode({name: value for name, value in chosen.items() if value} | {"page": at + 1})
    return Page(rows[:SIZE], chosen, f"?{more}" if len(rows) > SIZE else "")
