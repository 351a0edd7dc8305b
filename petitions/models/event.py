"""What happened to a petition, for everybody to see."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from petitions.models.petition import Petition


class Event(models.Model):
    """One line of the public timeline; `receipt` is the entry in the record that proves it."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Collecting of names began")
        REJECTED = "rejected", _("The petition was not accepted")
        REACHED = "reached", _("The threshold was reached")
        DELIVERED = "delivered", _("The names were handed over")
        RETURNED = "returned", _("Returned for correction")
        ACCEPTED = "accepted", _("Found correct and complete")
        ANSWERED = "answered", _("The official answer was published")
        REVISED = "revised", _("The official answer was revised")
        WITHDRAWN = "withdrawn", _("The petitioner withdrew the petition")
        EXPIRED = "expired", _("The time for collecting names ran out")
        HIDDEN = "hidden", _("Hidden by moderation")
        RESTORED = "restored", _("Shown again")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    receipt = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.petition}"
