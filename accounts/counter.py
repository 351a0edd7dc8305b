"""Counter mode: an officer finds or registers a person and then acts for them, each step logged."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from accounts import actions, acts, assisted, figures, limits
from accounts.access import signed_in
from accounts.forms import FindForm, RegisterForm
from accounts.helping import standing
from accounts.models import Agency, Citizen, Role
from accounts.refusals import Stale
from accounts.words import facts

_SALT = "accounts.counter"
_SECONDS = 600
LOOKS = 60  # an officer and hour
PEOPLE = 30  # registered, and helped, each: an officer and hour


def counter_officer[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let in counter officers, and volunteers with a permit that runs now; the page is never kept by a cache."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        agencies = standing.agencies(signed_in(request))
        if not agencies or standing.of(signed_in(request), agencies[0]) is None:
            raise PermissionDenied
        assisted.current(request)  # for the banner
        return view(request, *args, **kwargs)

    return cache_control(private=True, no_store=True)(login_required(guarded))


@counter_officer
def find(request: HttpRequest) -> HttpResponse:
    """Find a person by number. Somebody unknown leads on to registering, with the number filled in."""
    officer = signed_in(request)
    form = FindForm(officer, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/counter/find.html", {"form": form, "permits": standing.permits(officer)})
    agency, number = form.cleaned_data["agency"], form.cleaned_data["number"]
    limits.count(f"counter-find:{officer.pk}", LOOKS)
    citizen = actions.find(officer=officer, agency=agency, number=number)
    if citizen is None:
        empty = RegisterForm(officer, initial={"agency": agency, "number": number})
        return render(request, "accounts/counter/register.html", {"form": empty})
    return _person(request, citizen, agency)


@counter_officer
def register(request: HttpRequest) -> HttpResponse:
    """Register a person whose card lies on the counter."""
    officer = signed_in(request)
    form = RegisterForm(officer, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/counter/register.html", {"form": form})
    agency = form.cleaned_data["agency"]
    limits.count(f"counter-register:{officer.pk}", PEOPLE)
    return _person(request, actions.register(officer=officer, agency=agency, claims=form.claims()), agency)


@require_POST
@counter_officer
def assist_start(request: HttpRequest) -> HttpResponse:
    """Act for a person who was looked up a moment ago; a page kept open longer is stale."""
    try:
        kept = signing.loads(request.POST.get("citizen", ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        raise Stale(_("Please look the person up again.")) from None
    citizen = get_object_or_404(Citizen, pk=kept["citizen"])
    agency = get_object_or_404(Agency, pk=kept["agency"])
    if kept["officer"] != signed_in(request).pk:
        raise Stale(_("Please look the person up again."))
    if standing.of(signed_in(request), agency) is None:
        raise Http404
    if "consent" not in request.POST:
        raise Stale(_("Ask the person first, and tick that they asked you to act for them."))
    limits.count(f"counter-assist:{signed_in(request).pk}", PEOPLE)
    assisted.start(request, officer=signed_in(request), citizen=citizen, agency=agency)
    return HttpResponseRedirect(reverse("accounts:counter"))


@require_POST
@counter_officer
def assist_end(request: HttpRequest) -> HttpResponse:
    """The person is done: what was done for them, to print and to hand over."""
    given = assisted.current(request)
    assisted.end(request)
    if given is None:
        return HttpResponseRedirect(reverse("accounts:counter"))
    since = given.help.since
    done = [act for act in acts.of(given.citizen) if isinstance(act.at, datetime) and act.at >= since]
    page = {"given": given, "since": since, "acts": done, "officer": signed_in(request), "site": settings.SITE_URL}
    page["entries"] = list(given.help.acts.all())
    return render(request, "accounts/counter/receipt.html", page)


@cache_control(private=True, no_store=True)
@login_required
def leave(request: HttpRequest) -> HttpResponse:
    """Leave counter mode; open to those as well whose role has just been taken away."""
    if request.method == "POST":
        assisted.leave(request)
        return HttpResponseRedirect(reverse("accounts:home"))
    return render(request, "accounts/counter/leave.html", {"goes_on": bool(standing.agencies(signed_in(request)))})


@cache_control(private=True, no_store=True)
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """For heads and auditors: how often each officer of their agencies looked, registered and helped."""
    mine = signed_in(request).memberships.filter(role__in=[Role.HEAD, Role.AUDITOR]).values("agency")
    if not mine:
        raise PermissionDenied
    page = {"rows": figures.at_counters(mine), "limits": {"looks": LOOKS, "people": PEOPLE}}
    return render(request, "accounts/counter/overview.html", page)


def _person(request: HttpRequest, citizen: Citizen, agency: Agency) -> HttpResponse:
    signed = signing.dumps(
        {"citizen": str(citizen.pk), "agency": agency.pk, "officer": signed_in(request).pk}, salt=_SALT
    )
    page = {"citizen": citizen, "facts": facts(citizen), "signed": signed}
    return render(request, "accounts/counter/person.html", page)
