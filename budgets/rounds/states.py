"""States of a round and the phases that time gives it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What has been decided about a round. Dates do the rest (`Phase`)."""

    PREPARING = "preparing", _("in preparation")
    OPEN = "open", _("ballot announced, rules frozen")
    COUNTING = "counting", _("ballot closed, being counted")
    COUNTED = "counted", _("counted")


MOVES: dict[State, frozenset[State]] = {
    State.PREPARING: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.COUNTING}),
    State.COUNTING: frozenset({State.COUNTED}),
    State.COUNTED: frozenset(),
}
FROZEN = frozenset({State.OPEN, State.COUNTING, State.COUNTED})


class Phase(models.TextChoices):
    """What people can do now: ideas → review → (announced) → ballot → count → result → works."""

    IDEAS = "ideas", _("Ideas")
    REVIEW = "review", _("Review and costing")
    ANNOUNCED = "announced", _("Ballot announced")
    BALLOT = "ballot", _("Ballot")
    COUNT = "count", _("Count")
    RESULT = "result", _("Result")
    WORKS = "works", _("Works")


class Secrecy(models.TextChoices):
    """What a receipt can show (docs/ballot-secrecy.md)."""

    SEALED = "sealed", _("sealed: a receipt shows that the ballot is there, not what it says")
    OPEN = "open", _("open: everybody can find and recount their own ballot; a receipt can be shown to others")


class Declared(models.TextChoices):
    """How a counted result stands, in the words of NIST SP 1500-100."""

    COUNTED = "unofficial-complete", _("counted, not certified yet")
    CERTIFIED = "certified", _("certified")
    RECOUNT = "recount", _("being counted again")
    CORRECTION = "correction", _("corrected after a recount")


# What may be declared next. The database keeps the same table (migration 0009).
DECLARATIONS: dict[Declared, frozenset[Declared]] = {
    Declared.COUNTED: frozenset({Declared.CERTIFIED, Declared.RECOUNT}),
    Declared.CERTIFIED: frozenset({Declared.RECOUNT}),
    Declared.RECOUNT: frozenset({Declared.CERTIFIED, Declared.CORRECTION}),
    Declared.CORRECTION: frozenset({Declared.RECOUNT}),
}
