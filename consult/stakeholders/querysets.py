"""Questions about registrations."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from consult.stakeholders.models import Registration  # noqa: F401

COUNTRY = "00"
LEVELS = (2, 4, 6)  # digits of a province, a district, a subdistrict


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations, asked in plain words."""

    def standing(self) -> "RegistrationQuerySet":
        """Not ended."""
        return self.filter(ended_at=None)

    def concerned(self, topics: Iterable[str], areas: Iterable[str]) -> "RegistrationQuerySet":
        """Those to tell of something about these topics in these areas (official codes; "00" is the country).

        A place concerns everybody who chose the country, the place itself, one inside it or one around it.
        """
        about = Q()
        for topic in topics:
            about |= Q(topics__contains=[topic])
        if not about:
            return self.none()
        found = self.standing().filter(about)
        codes = list(areas)
        if not codes or COUNTRY in codes:
            return found
        near = Q(area=None)
        for code in codes:
            near |= Q(area__code__startswith=code) | Q(area__code__in=[code[:size] for size in LEVELS])
        return found.filter(near)
