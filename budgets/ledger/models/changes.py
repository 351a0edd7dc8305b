"""What changed in a budget after it was taken in: one revision for each document, one change for each line."""

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from budgets.ledger.models.budget import Budget, BudgetLine


class Revision(models.Model):
    """One change of a budget by one document. Number 1 is the budget as first taken in."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first version")
        CORRECTION = "correction", _("amendment")
        SUPPLEMENT = "supplement", _("supplementary budget")
        TRANSFER = "transfer", _("transfer of budget")

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind)
    on = models.DateField(_("day of the document"))
    title = models.CharField(_("document"), max_length=300)
    url = models.URLField(_("address of the document"), blank=True, max_length=500)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    before = models.DecimalField(_("total before, in baht"), max_digits=18, decimal_places=2)
    after = models.DecimalField(_("total after, in baht"), max_digits=18, decimal_places=2)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="revision_numbered_once"),
            models.CheckConstraint(
                condition=~models.Q(kind="transfer") | models.Q(before=models.F("after")), name="transfer_keeps_total"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="supplement") | models.Q(after__gt=models.F("before")),
                name="supplement_adds_money",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget} #{self.number} {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """The difference it made, on a page."""
        return reverse("ledger:revision", args=[self.budget.public_id, self.number])


class Change(models.Model):
    """One line's amount before and after a revision, in baht; 0 for a line that was not there."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="changes")
    line = models.ForeignKey(BudgetLine, models.CASCADE, related_name="changes")
    before = models.DecimalField(max_digits=18, decimal_places=2)
    after = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "line"], name="line_changed_once_a_revision"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="change_changes"),
            models.CheckConstraint(condition=models.Q(before__gte=0, after__gte=0), name="change_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.before} → {self.after}"

    @property
    def difference(self) -> Decimal:
        """Baht more (or less) than before."""
        return self.after - self.before
