"""Sums of a budget at every place of every level, kept ready: a budget of 100,000 lines opens like one of 1,000.

Made from the lines by `sums.rebuild`, nothing else; `sums.recount` says whether they agree.
"""

from django.db import models

from budgets.ledger.models.budget import Budget


class Place(models.Model):
    """One place of one budget: the whole (depth 0, code ""), an area (1), a plan (2), a task (3), a type (4).

    `code` is a hash of the names from the top, the same in every year and authority.
    """

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="places")
    code = models.CharField(max_length=16, blank=True)
    parent = models.CharField(max_length=16, blank=True)
    depth = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    trail = models.CharField(max_length=800, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    original = models.DecimalField(max_digits=18, decimal_places=2)
    committed = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    paid = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    lines = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["budget", "code"], name="place_once")]
        indexes = [models.Index(fields=["budget", "parent", "-amount"], name="place_by_parent")]

    def __str__(self) -> str:
        return f"{self.trail}: {self.amount}"


class PlaceType(models.Model):
    """How much of a place is of one type of expenditure, over all its tasks."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="+")
    code = models.CharField(max_length=16, blank=True)
    type = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["budget", "code", "type"], name="place_type_once")]

    def __str__(self) -> str:
        return f"{self.type}: {self.amount}"


class PlaceMonth(models.Model):
    """What was committed and paid within a place in one month (its first day)."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="+")
    code = models.CharField(max_length=16, blank=True)
    month = models.DateField()
    committed = models.DecimalField(max_digits=18, decimal_places=2)
    paid = models.DecimalField(max_digits=18, decimal_places=2)

    class Meta:
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["budget", "code", "month"], name="place_month_once")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}: {self.paid}"
