"""Kinds and states of ideas, and what an agency decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is proposed (2562 Act s.11 (6): repeal, improve or amend any law; s.34 (1): that it be evaluated)."""

    TOPIC = "topic", _("a topic to look at")
    LAW = "law", _("an idea for a law")
    AMEND = "amend", _("that an Act be amended")
    REPEAL = "repeal", _("that an Act be repealed")
    EVALUATE = "evaluate", _("that an Act be evaluated")


ABOUT_AN_ACT = frozenset({Kind.AMEND, Kind.REPEAL, Kind.EVALUATE})


class State(models.TextChoices):
    """What became of an idea. It is never deleted: withdrawn and hidden ones leave a mark."""

    VISIBLE = "visible", _("shown")
    WITHDRAWN = "withdrawn", _("taken back by its author")
    HIDDEN = "hidden", _("hidden by a moderator")


MOVES = {
    State.VISIBLE: {State.WITHDRAWN, State.HIDDEN},
    State.HIDDEN: {State.VISIBLE},
    State.WITHDRAWN: set[State](),
}


class Decision(models.TextChoices):
    """What the agency will do with an idea."""

    TAKEN = "taken", _("will be taken up")
    PARTLY = "partly", _("will be taken up in part")
    STUDIED = "studied", _("will be studied")
    REFUSED = "refused", _("will not be taken up")
