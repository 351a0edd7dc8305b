"""The life of a petition: its states, their named sets, and the one table of allowed moves.

The same table is in the database (trigger `petition_moves`, migration 0004); a test compares them. Sources of the
steps: 2564 Act ss.8-13 and 2565 Act ss.7-13 (docs/petitions.md has the section beside each).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a petition stands."""

    DRAFT = "draft", _("draft")
    INVITING = "inviting", _("inviting initiators")
    PRINCIPLE = "principle", _("being checked before names are collected")
    COLLECTING = "collecting", _("collecting names")
    REACHED = "reached", _("threshold reached")
    DELIVERED = "delivered", _("handed over")
    CHECKING = "checking", _("documents and names being checked")
    RETURNED = "returned", _("returned for correction")
    ACCEPTED = "accepted", _("accepted")
    HEARING = "hearing", _("public hearing")
    DEBATED = "debated", _("debated")
    DECIDED = "decided", _("decided")
    ANSWERED = "answered", _("answered")
    REJECTED = "rejected", _("not accepted")
    WITHDRAWN = "withdrawn", _("withdrawn by the petitioner")
    EXPIRED = "expired", _("time ran out")
    HIDDEN = "hidden", _("hidden by moderation")


S = State
MOVES: dict[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.INVITING, S.PRINCIPLE, S.WITHDRAWN}),
    S.INVITING: frozenset({S.DRAFT, S.PRINCIPLE, S.WITHDRAWN}),
    S.PRINCIPLE: frozenset({S.COLLECTING, S.DRAFT, S.REJECTED, S.WITHDRAWN}),
    S.COLLECTING: frozenset({S.REACHED, S.EXPIRED, S.WITHDRAWN, S.HIDDEN}),
    # Back to collecting when names taken back or struck out leave too few (only before hand-over).
    S.REACHED: frozenset({S.COLLECTING, S.DELIVERED, S.EXPIRED, S.WITHDRAWN, S.HIDDEN}),
    S.DELIVERED: frozenset({S.CHECKING, S.RETURNED, S.ACCEPTED, S.ANSWERED}),
    S.CHECKING: frozenset({S.RETURNED, S.ACCEPTED}),
    S.RETURNED: frozenset({S.DELIVERED, S.REJECTED}),
    S.ACCEPTED: frozenset({S.HEARING, S.DEBATED, S.DECIDED, S.ANSWERED}),
    S.HEARING: frozenset({S.DEBATED, S.DECIDED, S.ANSWERED}),
    S.DEBATED: frozenset({S.DECIDED, S.ANSWERED}),
    S.DECIDED: frozenset({S.ANSWERED}),
    S.ANSWERED: frozenset(),
    # What follows here only follows from an appeal that is upheld.
    S.REJECTED: frozenset({S.PRINCIPLE, S.RETURNED}),
    S.WITHDRAWN: frozenset({S.COLLECTING, S.REACHED}),
    S.EXPIRED: frozenset({S.COLLECTING}),
    S.HIDDEN: frozenset({S.COLLECTING, S.REACHED, S.REJECTED}),
}

EDITABLE = frozenset({S.DRAFT, S.INVITING})
PRIVATE = frozenset({S.DRAFT, S.INVITING, S.PRINCIPLE, S.HIDDEN})
PUBLIC = frozenset(State) - PRIVATE
SIGNABLE = frozenset({S.COLLECTING, S.REACHED})
DELIVERABLE = frozenset({S.REACHED, S.RETURNED})
WITH_AUTHORITY = frozenset({S.DELIVERED, S.CHECKING, S.ACCEPTED, S.HEARING, S.DEBATED, S.DECIDED})
# Handed over at least once, so a certified number stands (CHECK petition_handed_over).
HANDED_OVER = WITH_AUTHORITY | {S.RETURNED, S.ANSWERED}
CHECKABLE = frozenset({S.DELIVERED, S.CHECKING})
ANSWERABLE = frozenset({S.DELIVERED, S.ACCEPTED, S.HEARING, S.DEBATED, S.DECIDED, S.ANSWERED})
# Stopped, with a public reason, and open to an appeal to somebody else.
STOPPED = frozenset({S.REJECTED, S.WITHDRAWN, S.EXPIRED, S.HIDDEN})
# Never opened, so nothing is stamped on them.
UNSTAMPED = frozenset({S.DRAFT, S.INVITING, S.PRINCIPLE, S.REJECTED, S.WITHDRAWN})


def may_move(old: str, new: str) -> bool:
    """Whether the table allows this change of state."""
    return State(new) in MOVES[State(old)]
