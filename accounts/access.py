"""Who is asking: shared access helpers for all views."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _

from accounts import assisted, limits, network
from accounts.models import Agency, Channel, Citizen, Membership, Role, User
from accounts.refusals import Refused


class InCounterMode(Refused):
    """An act sent in counter mode with nobody before the officer: whose it should be is not known."""

    status = 409
    code = "counter-mode"
    title = _("You are in counter mode")


class CitizenRequest(HttpRequest):
    """A request behind `citizen_required`: who acts, how the act came, and who helps."""

    citizen: Citizen
    channel: Channel
    assisting: User | None


def signed_in(request: HttpRequest) -> User:
    """The signed-in user, for views behind `login_required`. Raises PermissionDenied for a stranger."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def citizen_of(request: HttpRequest) -> Citizen | None:
    """The verified person behind the signed-in user, or None. Read with the user (accounts.backends)."""
    if not hasattr(request, "_citizen"):
        user = request.user
        found = getattr(user, "citizen", None) if user.is_authenticated else None
        request._citizen = found  # type: ignore[attr-defined]
    return request._citizen  # type: ignore[attr-defined]


def citizen_required[**P, R: HttpResponseBase](
    view: Callable[Concatenate[CitizenRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R | HttpResponseRedirect]:
    """Let a view be reached by a verified person only; everybody else is led there and back again.

    The view gets `request.citizen` (who acts), `request.channel` (pass it to the action as `channel=`)
    and `request.assisting` (the counter officer who helps, or None):

    - nobody signed in → the sign-in page, which returns to this page;
    - signed in, not verified → the page that explains verifying in one step, which returns here;
    - a counter officer in an assisted session → the person they assist, channel "counter";
    - a counter officer whose assisted session is over → refused, until they leave counter mode;
    - verified → that person, channel "online".

    The answer is private: it is never kept by a cache. Sent forms are counted (accounts.limits).
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponseRedirect:
        if not request.user.is_authenticated:
            return _private(redirect_to_login(request.get_full_path()))
        help_given = assisted.current(request)
        if help_given is None and assisted.waiting(request):
            raise _nobody_helped()
        citizen = help_given.citizen if help_given else citizen_of(request)
        if citizen is None:
            next_page = urlencode({"next": request.get_full_path()})
            return _private(HttpResponseRedirect(f"{reverse('accounts:verify')}?{next_page}"))
        if request.method == "POST":
            limits.spend_from(_device(request), network.trace(request))
            limits.spend(citizen.pk, request.resolver_match.view_name if request.resolver_match else "")
        asked = cast(CitizenRequest, request)
        asked.citizen = citizen
        asked.channel = Channel.COUNTER if help_given else Channel.ONLINE
        asked.assisting = request.user if help_given else None
        with assisted.during(help_given):
            return _private(view(asked, *args, **kwargs))

    return guarded


def _nobody_helped() -> InCounterMode:
    return InCounterMode(
        _("The help has ended, and nothing was done in anybody's name."),
        next_url=reverse("accounts:counter_leave"),
        next_label=_("Counter mode: go on, or leave it"),
    )


def in_force(prefix: str = "") -> Q:
    """Roles that hold now: a deputy's role of a head ends with its hour, even before the clock has taken it away."""
    return Q(**{f"{prefix}delegation": None}) | Q(**{f"{prefix}delegation__ends_at__gt": timezone.now()})


def holders(agency: Agency | None, *roles: Role) -> QuerySet[User]:
    """The active users who hold one of `roles` in `agency` today, deputies of an absent head among them."""
    held = Membership.objects.filter(in_force(), agency=agency, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def has_role(user: User | AnonymousUser, agency: Agency, *roles: Role) -> bool:
    """Whether `user` holds one of `roles` in `agency`; with STAFF_TWO_STEP only as staff. One query."""
    if not isinstance(user, User) or not user.is_active or (settings.STAFF_TWO_STEP and not user.is_staff):
        return False
    return user.memberships.filter(in_force(), agency=agency, role__in=roles).exists()


def agency_for(request: HttpRequest, slug: str, *roles: Role) -> Agency:
    """The agency `slug`, for a user who holds one of `roles` in it.

    Raises Http404 when there is none, PermissionDenied for everybody else. Two queries.
    """
    agency = get_object_or_404(Agency, slug=slug)
    if not has_role(request.user, agency, *roles):
        raise PermissionDenied
    return agency


def _device(request: HttpRequest) -> str:
    """The session as a hash: a cache is no place for keys that open accounts."""
    return hashlib.sha256((request.session.session_key or "").encode()).hexdigest()[:16]


def _private[R: HttpResponseBase](response: R) -> R:
    patch_cache_control(response, private=True, no_store=True)
    return response
