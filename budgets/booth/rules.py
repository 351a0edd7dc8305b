"""Who may do what at a booth."""

from accounts.access import has_role
from accounts.models import Role
from budgets.booth.models import Station
from budgets.rounds.models import Round
from budgets.rounds.states import State as RoundState

CLOSING = (Role.COUNTER, Role.HEAD)


def may_set_up(user: object, round_: Round) -> bool:
    """The head of the agency, from the announcement until the count."""
    return round_.state == RoundState.OPEN and has_role(user, round_.page.agency, Role.HEAD)  # type: ignore[arg-type]


def may_serve(user: object, station: Station) -> bool:
    """Counter officers of the agency: look people up, hand papers out, key them."""
    return has_role(user, station.round.page.agency, Role.COUNTER)  # type: ignore[arg-type]


def may_close(user: object, station: Station) -> bool:
    """Counter officers and heads of the agency; two different ones are needed."""
    return has_role(user, station.round.page.agency, *CLOSING)  # type: ignore[arg-type]
