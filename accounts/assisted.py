"""Assisted acts: a counter officer acts for a person who stands before them, for ten minutes at most."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from accounts.models import AccessLog, Agency, Citizen, Role, User

LASTS = timedelta(minutes=10)
_KEY = "assisted"


@dataclass(frozen=True)
class Assisted:
    """One assisted session: whom the officer helps, for which agency, and until when."""

    citizen: Citizen
    agency: Agency
    until: datetime


def start(request: HttpRequest, *, officer: User, citizen: Citizen, agency: Agency) -> Assisted:
    """Begin to act for `citizen` at a counter of `agency`; leaves a line in the person's access log."""
    until = timezone.now() + LASTS
    request.session[_KEY] = {"citizen": str(citizen.pk), "agency": agency.pk, "until": until.timestamp()}
    AccessLog.objects.create(citizen=citizen, officer=officer, agency=agency, why=AccessLog.Why.ASSISTED)
    return Assisted(citizen, agency, until)


def current(request: HttpRequest) -> Assisted | None:
    """The assisted session of this officer, or None. Ends by itself when time or the role is gone.

    No query for people who are no staff or assist nobody; two otherwise, kept as `request.assisted`,
    from which base.html draws the banner on every act page.
    """
    user = request.user
    if not isinstance(user, User) or not user.is_staff or _KEY not in request.session:
        return None
    if not hasattr(request, "assisted"):
        request.assisted = _read(request, user)  # type: ignore[attr-defined]
    return request.assisted  # type: ignore[attr-defined]


def end(request: HttpRequest) -> None:
    """Stop acting for anybody."""
    request.session.pop(_KEY, None)
    request.assisted = None  # type: ignore[attr-defined]


def _read(request: HttpRequest, user: User) -> Assisted | None:
    kept = request.session[_KEY]
    until = datetime.fromtimestamp(kept["until"], tz=UTC)
    membership = user.memberships.filter(agency=kept["agency"], role=Role.COUNTER).select_related("agency").first()
    citizen = Citizen.objects.select_related("area").filter(pk=kept["citizen"]).first()
    if until <= timezone.now() or membership is None or citizen is None:
        request.session.pop(_KEY, None)
        return None
    return Assisted(citizen, membership.agency, until)
