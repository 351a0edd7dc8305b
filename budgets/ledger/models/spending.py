"""Where the money went: commitments and payments of a line by month, and the contracts they were paid under."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from budgets.ledger.models.budget import BudgetLine


class Spending(models.Model):
    """One month of one line, in baht. All payments of a line stay within its amount (database trigger)."""

    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="spending")
    month = models.DateField(_("month"))
    committed = models.DecimalField(_("committed"), max_digits=18, decimal_places=2, default=0)
    paid = models.DecimalField(_("paid"), max_digits=18, decimal_places=2, default=0)

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["line", "month"], name="line_month_once"),
            models.CheckConstraint(condition=models.Q(committed__gte=0, paid__gte=0), name="spending_not_negative"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="spending_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.paid}"


class Contract(models.Model):
    """One contract of an OCDS release (standard.open-contracting.org 1.1); `line` is where its money comes from."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contracts")
    line = models.ForeignKey(BudgetLine, models.SET_NULL, null=True, blank=True, related_name="contracts")
    ocid = models.CharField(max_length=120)
    contract_id = models.CharField(max_length=120)
    title = models.CharField(max_length=500, blank=True)
    supplier = models.CharField(max_length=500, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    signed_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, blank=True)
    project_ref = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField()

    class Meta:
        ordering = ["-signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "ocid", "contract_id"], name="contract_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="contract_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.ocid} {self.contract_id}"
