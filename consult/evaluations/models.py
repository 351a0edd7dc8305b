"""Acts in force and the agency that answers for their evaluation."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.models import Agency
from consult.evaluations import due
from consult.evaluations.querysets import EvaluatedActQuerySet


class EvaluatedAct(models.Model):
    """One Act on the list of the 2562 Act s.33: who evaluates it, since when it counts, and when it is due.

    `due_on` is computed when saved (consult.evaluations.due), so that lists sort by it.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title of the Act"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    in_force = models.DateField(_("in force since"))
    decree = models.BooleanField(_("an emergency decree"), default=False)
    every = models.PositiveSmallIntegerField(_("years between evaluations"), default=due.EVERY)
    last_evaluated = models.DateField(_("last evaluated"), null=True, blank=True)
    hearing = models.CharField(_("hearing of the evaluation"), max_length=40, blank=True)
    due_on = models.DateField(editable=False)

    objects: ClassVar[Any] = EvaluatedActQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every__gte=1) & Q(every__lte=due.EVERY), name="evaluated_at_least_every_five_years"
            ),
            models.CheckConstraint(
                condition=Q(last_evaluated=None) | Q(last_evaluated__gte=F("in_force")), name="evaluated_while_in_force"
            ),
        ]
        indexes = [models.Index(fields=["due_on", "slug"], name="acts_by_due_day")]

    def __str__(self) -> str:
        return in_language(self, "title")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Compute the due day."""
        self.due_on = due.due(self.in_force, self.last_evaluated, decree=self.decree, every=self.every)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Its place in the list."""
        return f"{reverse('evaluations:index')}#{self.slug}"

    @property
    def subject(self) -> str:
        """The Act as the record names it."""
        return f"evaluation/{self.slug}"

    @property
    def days_late(self) -> int:
        """Days since it was due; 0 or less: not yet."""
        return (timezone.localdate() - self.due_on).days

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.days_late > 0
