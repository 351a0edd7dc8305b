"""Pages that everybody may read: no session, the same for all, cacheable."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from petitions import access
from petitions.clocks import Clock, clocks_of
from petitions.listing import FILTERS, SORTS, page_of, queue_by_agency
from petitions.models import DelayNotice, Petition, RunningClock, Signature
from petitions.pages import petition_page
from petitions.stages import STAGES


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Petitions by what became of them, in four orders."""
    chosen = request.GET.get("show", "open")
    sort = request.GET.get("sort", "new")
    page = page_of(
        chosen if chosen in FILTERS else "open", request.GET.get("after", ""), sort if sort in SORTS else "new"
    )
    filters = [
        {"href": f"?show={code}&sort={page.sort}", "label": label, "current": code == page.show}
        for code, label in FILTERS.items()
    ]
    sorts = [
        {"href": f"?show={page.show}&sort={code}", "label": label, "current": code == page.sort}
        for code, label in SORTS.items()
    ]
    return render(request, "petitions/index.html", {"page": page, "filters": filters, "sorts": sorts})


@require_safe
def petition(request: HttpRequest, public_id: str) -> HttpResponse:
    """One petition: its words, its counts, its clocks, its answer. A hidden one only says why."""
    hidden = access.stopped(public_id)
    if hidden:
        events = hidden.events.filter(kind__in=["hidden", "appealed", "upheld", "dismissed", "restored"])
        return render(request, "petitions/hidden.html", {"petition": hidden, "events": events, "trail": trail()})
    context = {"page": petition_page(access.public(public_id)), "trail": trail()}
    return render(request, "petitions/petition.html", context)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How a petition goes, stage by stage, with the provisions."""
    return render(request, "petitions/how.html", {"stages": STAGES, "trail": trail()})


@require_safe
def clocks(request: HttpRequest) -> HttpResponse:
    """Every clock that has run out, the most late first, and those that end soon."""
    running = RunningClock.objects.running().select_related("petition__addressee")
    overdue = list(RunningClock.objects.overdue().select_related("petition__addressee")[:200])
    soon = list(running.filter(due__gte=timezone.now()).order_by("due", "id")[:50])
    context = {"overdue": pairs(overdue), "soon": pairs(soon), "trail": trail()}
    return render(request, "petitions/clocks.html", context)


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """How many petitions wait for the check before names are collected, how long, and who decides late, and why."""
    waits = queue_by_agency()
    delays = DelayNotice.objects.in_force().select_related("agency")
    return render(request, "petitions/queue.html", {"waits": waits, "delays": delays, "trail": trail()})


def pairs(rows: list[RunningClock]) -> list[tuple[Petition, Clock]]:
    """Each clock in the words of its petition's rules; only petitions that strangers may see."""
    return [(row.petition, clock) for row in rows if row.petition.is_public for clock in clocks_of(row.petition, [row])]


@require_safe
def names(request: HttpRequest, public_id: str) -> HttpResponse:
    """Those who chose to show their names, newest first, fifty at a time."""
    found = access.public(public_id)
    signatures, after = Signature.objects.public_names(found.pk, request.GET.get("after", ""))
    context = {"petition": found, "signatures": signatures, "next_url": after and f"?{urlencode({'after': after})}"}
    return render(request, "petitions/names.html", context | {"trail": trail()})


def trail() -> list[dict[str, Any]]:
    """The way back up from a petition."""
    return [{"href": reverse("petitions:index"), "label": _("Petitions")}]
