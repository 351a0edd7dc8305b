"""States of a proposal and the moves between them (a trigger guards the same table)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What became of a proposal. It is never deleted: every one leaves a mark."""

    SHOWN = "shown", _("in review")
    WITHDRAWN = "withdrawn", _("taken back by its author")
    HIDDEN = "hidden", _("hidden by a moderator")
    MERGED = "merged", _("joined with another")
    SPLIT = "split", _("divided into parts")
    ACCEPTED = "accepted", _("accepted: a project of the ballot")
    REFUSED = "refused", _("refused")


MOVES: dict[State, frozenset[State]] = {
    State.SHOWN: frozenset({State.WITHDRAWN, State.HIDDEN, State.MERGED, State.SPLIT, State.ACCEPTED, State.REFUSED}),
    State.HIDDEN: frozenset({State.SHOWN}),
    State.REFUSED: frozenset({State.ACCEPTED}),  # by an appeal only
    State.WITHDRAWN: frozenset(),
    State.MERGED: frozenset(),
    State.SPLIT: frozenset(),
    State.ACCEPTED: frozenset(),
}
UNREADABLE = frozenset({State.WITHDRAWN, State.HIDDEN})


def sources(to: State) -> list[State]:
    """The states from which `to` can be reached."""
    return [state for state, targets in MOVES.items() if to in targets]
