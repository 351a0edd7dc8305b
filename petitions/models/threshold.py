"""The thresholds stamped on one petition: the first lets it be handed over, further ones oblige to more."""

from django.db import models
from django.db.models import Q

from petitions.models.petition import Petition


class Threshold(models.Model):
    """One stamped number. `provinces` of them must each give `per_province` names (0 and 0: no such rule)."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="thresholds")
    place = models.PositiveSmallIntegerField()  # 0 is the one that opens hand-over
    code = models.SlugField(max_length=24)
    names = models.PositiveIntegerField()
    provinces = models.PositiveSmallIntegerField(default=0)
    per_province = models.PositiveIntegerField(default=0)
    reached_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["petition", "place"], name="threshold_place_once"),
            models.UniqueConstraint(fields=["petition", "code"], name="threshold_code_once"),
            models.CheckConstraint(condition=Q(names__gt=0), name="threshold_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.names}"
