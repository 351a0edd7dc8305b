"""States of a case, what a moderator may decide, and for what people report."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a case stands."""

    WAITING = "waiting", _("waits for a moderator")
    COVERED = "covered", _("hidden for now, waits for a moderator")
    KEPT = "kept", _("looked at: it stays")
    ASKED = "asked", _("the author was asked to change it")
    HIDDEN = "hidden", _("hidden")
    APPEALED = "appealed", _("hidden; the author appealed")
    UPHELD = "upheld", _("hidden; the appeal changed nothing")
    RESTORED = "restored", _("shown again after the appeal")


MOVES = {
    State.WAITING: {State.COVERED, State.KEPT, State.ASKED, State.HIDDEN},
    State.COVERED: {State.KEPT, State.ASKED, State.HIDDEN},
    State.ASKED: {State.KEPT, State.HIDDEN},
    State.KEPT: {State.WAITING, State.ASKED, State.HIDDEN},
    State.HIDDEN: {State.APPEALED, State.KEPT},
    State.APPEALED: {State.UPHELD, State.RESTORED},
    State.UPHELD: set[State](),
    State.RESTORED: set[State](),
}
OPEN = (State.WAITING, State.COVERED)  # somebody has to look
OUT_OF_SIGHT = (State.COVERED, State.HIDDEN, State.APPEALED, State.UPHELD)
JUDGEMENTS = (State.KEPT, State.ASKED, State.HIDDEN)  # what a moderator chooses from
VERDICTS = (State.UPHELD, State.RESTORED)  # what an appeal ends with


class Complaint(models.TextChoices):
    """Why somebody reports something."""

    PERSONAL = "personal", _("It shows somebody's personal data")
    ABUSE = "abuse", _("It insults or threatens")
    HATE = "hate", _("It attacks people for what they are")
    UNLAWFUL = "unlawful", _("It breaks the law")
    SPAM = "spam", _("It is advertising, or the same text again and again")
    OFF_TOPIC = "off-topic", _("It has nothing to do with the matter")
    OTHER = "other", _("Something else")
