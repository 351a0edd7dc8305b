"""The table of a booth: set it up, look people up, hand papers out and take them in, replay a lost hour."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import signed_in
from accounts.models import Citizen
from accounts.refusals import Closed, Stale
from budgets.booth import access, actions, looking, rules
from budgets.booth.forms import NumberForm, QueuedForm, StationForm
from budgets.booth.models import Station
from budgets.rounds import access as of_rounds
from budgets.rounds.stores import keys

_SALT, _SECONDS = "budgets.booth", 900
STEPS: dict[str, Callable[..., Any]] = {
    "out": actions.hand_out,
    "in": actions.take_in,
    "spoil": actions.spoil,
    "back": actions.give_back,
}


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, round_id: str) -> HttpResponse:
    """The head of the agency sets up a booth."""
    user, round_ = signed_in(request), of_rounds.published_round(round_id)
    if not rules.may_set_up(user, round_):
        raise PermissionDenied
    form = StationForm(request.POST or None)
    if form.is_valid():
        actions.set_up(by=user, round=round_, **form.cleaned_data)
        return redirect("booth:index", round_id)
    context = {"round": round_, "form": form, "trail": access.trail(round_)}
    return render(request, "booth/new.html", context, status=422 if form.is_bound else 200)


@cache_control(private=True, no_store=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def table(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """Counts, the look-up by number, and the queue for a lost connection. A number sent shows the person."""
    user, station = access.serving(request, round_id, public_id)
    form = NumberForm(request.POST or None)
    if form.is_valid():
        try:
            found = looking.look_up(by=user, station=station, number=form.cleaned_data["number"])
        except keys.KeysGone as error:
            raise Closed(_("The ballot is counted already."), next_url=station.get_absolute_url()) from error
        if found:
            return _person(request, station, found)
        form.add_error("number", _("The register does not know this number. Register the person at the counter first."))
    last = station.queued.aggregate(last=Max("envelope"))["last"] or 0
    context = _context(station) | {"form": form, "last_envelope": last}
    return render(request, "booth/table.html", context, status=422 if form.is_bound else 200)


@cache_control(private=True, no_store=True)
@require_POST
@login_required
def person(request: HttpRequest, round_id: str, public_id: str) -> HttpResponse:
    """One step for the person at the table."""
    user, station = access.serving(request, round_id, public_id)
    step = STEPS.get(request.POST.get("go", ""))
    if step is None:
        return redirect("booth:table", round_id, public_id)
    try:
        identity = signing.loads(request.POST.get("person", ""), salt=f"{_SALT}/{station.pk}", max_age=_SECONDS)
    except signing.BadSignature as error:
        raise Stale(_("Look the person up again."), next_url=request.path.replace("person/", "table/")) from error
    citizen = get_object_or_404(Citizen, pk=identity)
    step(by=user, station=station, citizen=citizen)
    if request.POST["go"] in {"out", "spoil"}:
        return _person(request, station, looking.standing(station, citizen))
    return redirect("booth:table", round_id, public_id)


@cache_control(private=True, no_store=True)
@sensitive_post_parameters()
@require_POST
@login_required
def replay(request: HttpRequest, round_id: str, public_id: str) -> JsonResponse:
    """One queued voter, sent again by the browser; the same key gets the same answer."""
    user, station = access.serving(request, round_id, public_id)
    form = QueuedForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
    outcome = actions.replay(by=user, station=station, **form.cleaned_data)
    return JsonResponse({"outcome": outcome.value, "words": str(outcome.label)})


def _person(request: HttpRequest, station: Station, found: looking.Standing) -> HttpResponse:
    token = signing.dumps(str(found.citizen.pk), salt=f"{_SALT}/{station.pk}")
    station.refresh_from_db()
    context = _context(station) | {"found": found, "token": token, "elsewhere": _elsewhere(station, found)}
    return render(request, "booth/person.html", context)


def _elsewhere(station: Station, found: looking.Standing) -> bool:
    return found.holds and found.paper is not None and found.paper.station_id != station.pk


def _context(station: Station) -> dict[str, Any]:
    return {"station": station, "round": station.round, "trail": access.trail(station.round, station)}
