"""States of groups, who made them, and what officers do with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What became of a group. Its number is never used again."""

    STANDING = "standing", _("standing")
    MERGED = "merged", _("merged into another")
    DISSOLVED = "dissolved", _("dissolved")


class By(models.TextChoices):
    """Who made a group or placed a comment in it."""

    MACHINE = "machine", _("by the machine")
    OFFICER = "officer", _("by an officer")


class Work(models.TextChoices):
    """Where the machine's work on a subject stands."""

    IDLE = "idle", _("not grouped yet")
    ASKED = "asked", _("waiting to start")
    RUNNING = "running", _("being grouped")
    DONE = "done", _("grouped")
    FAILED = "failed", _("stopped with a fault")


class Verb(models.TextChoices):
    """What an officer did, as the list of changes names it."""

    MERGED = "merged", _("merged")
    SPLIT = "split", _("split")
    MOVED = "moved", _("comments moved")
    NAMED = "named", _("named")
    CAMPAIGN = "campaign", _("marked as a campaign, or no longer")
