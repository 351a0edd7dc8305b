"""Those who act for the signers before the authority."""

from django.db import models
from django.utils import timezone

from accounts.models import Citizen
from petitions.models.petition import Petition


class Representative(models.Model):
    """One who acts for all signers (2564 Act s.11 para. 1: twenty to thirty of them; 2565 Act s.8(3): at most ten).

    Named in public. A trigger refuses every change once the names have been handed over.
    """

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="representatives")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    # When they agreed, and for a local ordinance certified the signers (2565 Act s.8(4)).
    agreed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["agreed_at", "id"]
        constraints = [models.UniqueConstraint(fields=["petition", "citizen"], name="representative_once")]

    def __str__(self) -> str:
        return f"{self.citizen} for {self.petition}"
