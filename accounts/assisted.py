"""Assisted acts: somebody with a standing acts for a person who stands before them, for ten minutes at most."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from accounts.helping import actions, standing
from accounts.helping.actions import LASTS
from accounts.helping.models import Help
from accounts.models import Agency, Citizen, User

__all__ = ["LASTS", "Assisted", "current", "during", "end", "leave", "now", "start", "waiting"]
_KEY, _NOBODY = "assisted", 0
_now: ContextVar[Help | None] = ContextVar("help", default=None)


@dataclass(frozen=True)
class Assisted:
    """One assisted session: whom the officer helps, for which agency, and until when."""

    citizen: Citizen
    agency: Agency
    until: datetime
    help: Help


def start(request: HttpRequest, *, officer: User, citizen: Citizen, agency: Agency) -> Assisted:
    """Begin to act for `citizen`, who asked for it; leaves a line in the person's access log.

    Raises as `helping.actions.begin` does.
    """
    help = actions.begin(officer=officer, agency=agency, citizen=citizen)
    request.session[_KEY] = help.pk
    return Assisted(citizen, agency, help.until, help)


def current(request: HttpRequest) -> Assisted | None:
    """The assisted session of this officer, or None. Ends by itself when time, role or permit is gone.

    No query for people who assist nobody; two or three otherwise, kept as `request.assisted`,
    from which base.html draws the banner on every act page.
    """
    user = request.user
    if not isinstance(user, User) or _KEY not in request.session:
        return None
    if not hasattr(request, "assisted"):
        request.assisted = _read(request, user)  # type: ignore[attr-defined]
    return request.assisted  # type: ignore[attr-defined]


def end(request: HttpRequest) -> None:
    """Stop acting for anybody."""
    given = current(request)
    if given is not None:
        actions.end(given.help)
    if _KEY in request.session:
        request.session[_KEY] = _NOBODY
    request.assisted = None  # type: ignore[attr-defined]


def leave(request: HttpRequest) -> None:
    """Leave counter mode: from now on the officer acts in their own name again."""
    end(request)
    request.session.pop(_KEY, None)


def waiting(request: HttpRequest) -> bool:
    """Whether the officer is in counter mode and nobody is before them (any more).

    A form left open from a help that is over must not become an act of the officer's own.
    """
    return _KEY in request.session and current(request) is None


@contextmanager
def during(given: Assisted | None) -> Iterator[None]:
    """While a view of an act runs: the record notes the acts of this help (`now`)."""
    token = _now.set(given.help if given else None)
    try:
        yield
    finally:
        _now.reset(token)


def now() -> Help | None:
    """The help during which this code runs, or None."""
    return _now.get()


def _read(request: HttpRequest, user: User) -> Assisted | None:
    kept = request.session[_KEY]
    mine = Help.objects.filter(pk=kept, officer=user) if isinstance(kept, int) else Help.objects.none()
    help = mine.select_related("citizen__area", "permit").first()
    held = standing.of(user, help.agency_id) if help is not None and _running(help) else None
    if help is None or held is None:
        request.session[_KEY] = _NOBODY
        return None
    return Assisted(help.citizen, held.agency, help.until, help)


def _running(help: Help) -> bool:
    return help.ended_at is None and timezone.now() < help.until and (help.permit is None or help.permit.running)
