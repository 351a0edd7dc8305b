"""States of a booth, of a paper handed out, and what became of a queued voter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """A booth takes voters, then its papers are keyed, then two officers close it."""

    OPEN = "open", _("open to voters")
    COUNTING = "counting", _("box opened, papers being keyed")
    CLOSED = "closed", _("closed and reconciled")


MOVES: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.COUNTING}),
    State.COUNTING: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
}


class Held(models.TextChoices):
    """Where the paper of a person is."""

    OUT = "out", _("handed out, not in the box yet")
    IN = "in", _("in the box")


class Outcome(models.TextChoices):
    """What became of a voter who was queued while the connection was lost."""

    ENTERED = "entered", _("may count: put the paper into the box")
    VOTED = "voted", _("has voted already: do not open the envelope")
    UNKNOWN = "unknown", _("not on the register: do not open the envelope")
    NOT_ELIGIBLE = "not-eligible", _("may not vote in this round: do not open the envelope")
    WRONG = "wrong", _("the number has a typing mistake: do not open the envelope")
    CLOSED = "closed", _("the booth was closed: do not open the envelope")
