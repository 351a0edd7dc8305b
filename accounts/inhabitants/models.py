"""Numbers of inhabitants by place and age, as the registry publishes them."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Area


class Age(models.TextChoices):
    """Groups of age by full years; the youngest who may act somewhere on the site are fifteen."""

    ALL = "", _("all ages")
    YOUNG = "15-24", _("15–24 years")
    EARLY = "25-39", _("25–39 years")
    MIDDLE = "40-59", _("40–59 years")
    OLD = "60+", _("60 years and older")


def age_group(born: date, today: date) -> str:
    """The group of somebody born that day; empty below fifteen."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    lowest = {15: Age.YOUNG, 25: Age.EARLY, 40: Age.MIDDLE, 60: Age.OLD}
    return next((group for least, group in reversed(lowest.items()) if years >= least), Age.ALL)


class Inhabitants(models.Model):
    """How many people of one age group live in one place."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="inhabitants")
    age = models.CharField(max_length=6, choices=Age, blank=True)
    people = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField(help_text=_("C.E."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "age"], name="inhabitants_once")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.age} {self.people}"
