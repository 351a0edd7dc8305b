"""The list of hearings: all by stage, or one stage, kind or agency, in pages."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.refusals import Sentence
from consult.hearings.models import ConsultationPage
from consult.hearings.querysets import ConsultationQuerySet
from consult.hearings.states import Kind

SIZE = 30
STAGES: dict[str, Sentence] = {
    "open": _("Open for comments"),
    "upcoming": _("Opening soon"),
    "considered": _("Being considered"),
    "finished": _("Answered and finished"),
    "cancelled": _("Cancelled"),
}


def index_context(asked: Mapping[str, str]) -> dict[str, Any]:
    """What the list shows. At most six queries."""
    stage = asked.get("stage", "") if asked.get("stage") in STAGES else ""
    kind = asked.get("kind", "") if asked.get("kind") in Kind.values else ""
    agency = asked.get("agency", "")
    chosen = {name: value for name, value in (("stage", stage), ("kind", kind), ("agency", agency)) if value}
    context: dict[str, Any] = {
        "stages": STAGES.items(),
        "kinds": Kind.choices,
        "agencies": Agency.objects.filter(page__isnull=False).order_by("name"),
        "chosen": chosen,
    }
    if stage:
        return context | _page(_narrowed(_stage(stage), chosen), chosen, asked.get("page", ""))
    lists = {"open": "open", "upcoming": "upcoming", "ended": "ended"}
    return context | {name: list(_narrowed(_stage(verb), chosen)[:50]) for name, verb in lists.items()}


def _stage(name: str) -> ConsultationQuerySet:
    found: ConsultationQuerySet = getattr(ConsultationPage.objects, name)()
    return found


def _narrowed(found: ConsultationQuerySet, chosen: Mapping[str, str]) -> ConsultationQuerySet:
    if "kind" in chosen:
        found = found.filter(kind=chosen["kind"])
    return found.filter(agency__slug=chosen["agency"]) if "agency" in chosen else found


def _page(found: ConsultationQuerySet, chosen: dict[str, str], number: str) -> dict[str, Any]:
    at = min(int(number), 1000) if number.isdecimal() and len(number) < 6 else 0
    rows = list(found[at * SIZE : (at + 1) * SIZE + 1])
    following = f"{reverse('hearings:index')}?{urlencode(chosen | {'page': at + 1})}" if len(rows) > SIZE else ""
    return {"rows": rows[:SIZE], "heading": STAGES[chosen["stage"]], "next_url": following}
