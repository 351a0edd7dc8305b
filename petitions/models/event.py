"""What happened to a petition, for everybody to see."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from petitions.models.petition import Petition


class Event(models.Model):
    """One line of the public timeline; `receipt` is the entry in the record that proves it."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("Collecting of names began")
        REJECTED = "rejected", _("The petition was not accepted")
        PROLONGED = "prolonged", _("The time for collecting names was prolonged")
        STEP = "step", _("A further threshold was reached")
        REACHED = "reached", _("The threshold was reached")
        BELOW = "below", _("Below the threshold again after names were struck out")
        STRUCK = "struck", _("Names were struck out")
        UNSTRUCK = "unstruck", _("Names struck out were put back")
        DELIVERED = "delivered", _("The names were handed over")
        CHECKING = "checking", _("The check of documents and names began")
        RETURNED = "returned", _("Returned for correction")
        ACCEPTED = "accepted", _("Found correct and complete")
        ASKED = "asked", _("The executive was asked for its certificate")
        CERTIFIED = "certified", _("The executive gave its certificate")
        UNCERTIFIED = "uncertified", _("The executive refused its certificate")
        HEARING = "hearing", _("The public hearing began")
        HEARD = "heard", _("Results of the hearing and the impact analysis were published")
        DEBATED = "debated", _("Debated")
        DECIDED = "decided", _("Decided")
        EXTENDED = "extended", _("The authority took more time")
        OPENED_FROM = "followed", _("Something followed from it")
        ANSWERED = "answered", _("The official answer was published")
        REVISED = "revised", _("The official answer was revised")
        WITHDRAWN = "withdrawn", _("The petitioner withdrew the petition")
        EXPIRED = "expired", _("The time for collecting names ran out")
        HIDDEN = "hidden", _("Hidden by moderation")
        RESTORED = "restored", _("Shown again")
        APPEALED = "appealed", _("An appeal was lodged")
        UPHELD = "upheld", _("The appeal was upheld")
        DISMISSED = "dismissed", _("The appeal was dismissed")

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    # The officer who decided; never published, but nobody decides an appeal against themselves.
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.petition}"
