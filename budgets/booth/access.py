"""Finding booths: shared by all views."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import signed_in
from accounts.models import User
from budgets.booth import rules
from budgets.booth.models import Station
from budgets.rounds.models import Round


def station_of(round_id: str, public_id: str) -> Station:
    """A booth of a published round, or 404. One query."""
    found = Station.objects.select_related("round__page__agency", "first_by", "second_by")
    return get_object_or_404(found, public_id=public_id, round__page__public_id=round_id, round__page__live=True)


def serving(request: HttpRequest, round_id: str, public_id: str) -> tuple[User, Station]:
    """A counter officer and their booth. Raises PermissionDenied."""
    user, station = signed_in(request), station_of(round_id, public_id)
    if not rules.may_serve(user, station):
        raise PermissionDenied
    return user, station


def closing(request: HttpRequest, round_id: str, public_id: str) -> tuple[User, Station]:
    """An officer who may close, and the booth. Raises PermissionDenied."""
    user, station = signed_in(request), station_of(round_id, public_id)
    if not rules.may_close(user, station):
        raise PermissionDenied
    return user, station


def trail(round_: Round, station: Station | None = None) -> list[dict[str, str]]:
    """The way back up."""
    steps = [
        {"href": reverse("rounds:index"), "label": _("Budget votes")},
        {"href": round_.get_absolute_url(), "label": round_.page.local_title},
        {"href": reverse("booth:index", args=[round_.public_id]), "label": _("Booths")},
    ]
    if station:
        steps.append({"href": station.get_absolute_url(), "label": str(station)})
    return steps
