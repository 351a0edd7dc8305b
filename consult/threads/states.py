"""States of a comment, and stances."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What became of a comment. It is never deleted: withdrawn and hidden ones leave a mark."""

    VISIBLE = "visible", _("shown")
    WITHDRAWN = "withdrawn", _("taken back by its author")
    HIDDEN = "hidden", _("hidden by a moderator")


class Stance(models.TextChoices):
    """Where somebody stands on the subject."""

    AGREE = "agree", _("agree")
    PARTLY = "partly", _("agree in part")
    DISAGREE = "disagree", _("disagree")
    NONE = "none", _("no stance")


MOVES = {
    State.VISIBLE: {State.WITHDRAWN, State.HIDDEN},
    State.HIDDEN: {State.VISIBLE},
    State.WITHDRAWN: set[State](),
}


class Direction(models.TextChoices):
    """What somebody thinks of another person's comment. The last word counts; it may be taken back."""

    SUPPORT = "support", _("support")
    OPPOSE = "oppose", _("oppose")
    NONE = "none", _("taken back")
