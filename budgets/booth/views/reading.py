"""Booths for everybody: where they are, and the reconciliation sheet of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from budgets.booth import access
from budgets.booth.actions.closing import differences
from budgets.booth.models import Station
from budgets.rounds import access as of_rounds


@require_safe
def index(request: HttpRequest, round_id: str) -> HttpResponse:
    """The booths of a round."""
    round_ = of_rounds.published_round(round_id)
    context = {
        "round": round_,
        "page": round_.page,
        "stations": list(Station.objects.filter(round=round_).select_related("round__page")),
        "trail": access.trail(round_)[:2],
    }
    return render(request, "booth/index.html", context)


@require_safe
def sheet(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """The reconciliation sheet: every number, what must equal what, who confirmed. It prints on one page."""
    station = access.station_of(round_id, public_id)
    closed = station.state == "closed"
    context = {
        "station": station,
        "round": station.round,
        "closed": closed,
        "differs": closed and differences(station),
        "handed_minus": station.delivered - station.issued,
        "trail": access.trail(station.round),
    }
    return render(request, "booth/sheet.html", context)
