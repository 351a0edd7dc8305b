"""Kinds, stages and decisions of hearings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Which hearing it is (Constitution s.77; 2562 Act s.14 for drafts, ss.30-31 for Acts in force)."""

    PRINCIPLE = "principle", _("hearing on the principle of a draft law")
    DRAFT = "draft", _("hearing on a draft law")
    EX_POST = "ex-post", _("evaluation of an Act in force")


class Phase(models.TextChoices):
    """Where a hearing stands now; follows from its dates and decisions, never stored."""

    UNPUBLISHED = "unpublished", _("in preparation")
    SCHEDULED = "scheduled", _("opens soon")
    OPEN = "open", _("open for comments")
    CLOSED = "closed", _("closed, being considered")
    CANCELLED = "cancelled", _("cancelled")


class Decision(models.TextChoices):
    """What the agency did with a comment (2562 Act s.16: what was changed or not, and why)."""

    ACCEPTED = "accepted", _("accepted")
    PARTLY = "partly", _("accepted in part")
    REFUSED = "refused", _("not accepted")
    NOTED = "noted", _("noted: nothing to change")
