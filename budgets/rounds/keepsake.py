"""What a voter may see again for 30 minutes: kept in a signed cookie on their own device, never on the server.

Sessions are rows of the database, so choices must not go there.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import Citizen
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Round

SECONDS = 30 * 60


def hand_over(response: HttpResponse, round_: Round, citizen: Citizen, receipt: str, choices: Choices) -> None:
    """Give the voter's device the receipt id and what the ballot said."""
    said = dict(choices) if isinstance(choices, Mapping) else list(choices)
    value = signing.dumps({"receipt": receipt, "choices": said}, salt=_salt(round_, citizen), compress=True)
    response.set_cookie(
        _name(round_), value, max_age=SECONDS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def look(request: HttpRequest, round_: Round, citizen: Citizen) -> dict[str, list[str] | str] | None:
    """What this person's device kept, or None: another person, another device, or more than 30 minutes ago."""
    try:
        return signing.loads(request.COOKIES.get(_name(round_), ""), salt=_salt(round_, citizen), max_age=SECONDS)
    except signing.BadSignature:
        return None


def _name(round_: Round) -> str:
    return f"ballot-{round_.pk}"


def _salt(round_: Round, citizen: Citizen) -> str:
    return f"ballot/{round_.public_id}/{citizen.pk}"
