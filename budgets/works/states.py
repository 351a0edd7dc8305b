"""States of a work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a work is. Lateness is no state: time decides it."""

    PLANNED = "planned", _("planned")
    BUILDING = "building", _("under way")
    DONE = "done", _("finished")


MOVES: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.BUILDING, State.DONE}),
    State.BUILDING: frozenset({State.DONE}),
    State.DONE: frozenset(),
}
