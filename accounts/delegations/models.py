"""A named deputy acts for a head of agency while the head is away (รักษาราชการแทน, 2534 Act s.41 and following)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Membership, User


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Delegations, asked in plain words."""

    def due(self) -> "DelegationQuerySet":
        """Those whose time has come, and whose deputy has not got the role yet."""
        now = timezone.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now, taken_up_at=None)

    def over(self) -> "DelegationQuerySet":
        """Those whose time has passed, and whose deputy still holds the role."""
        return self.filter(ends_at__lte=timezone.now(), membership__isnull=False)

    def standing(self) -> "DelegationQuerySet":
        """Those that run or are still to come."""
        return self.filter(ends_at__gt=timezone.now())


class Delegation(models.Model):
    """The head `of` an agency names the deputy `to` from one hour until another. Never deleted: it says who could act.

    While it runs, `membership` is the deputy's role; has_role looks at `ends_at` as well (accounts.access.in_force).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="delegations")
    of = models.ForeignKey(User, models.PROTECT, related_name="delegations_given")
    to = models.ForeignKey(User, models.PROTECT, related_name="delegations_held")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    why = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_up_at = models.DateTimeField(null=True, editable=False)
    membership = models.OneToOneField(
        Membership, models.SET_NULL, null=True, blank=True, editable=False, related_name="delegation"
    )

    objects: ClassVar[DelegationQuerySet] = DelegationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-starts_at"]
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        constraints = [
            models.CheckConstraint(condition=~Q(of=F("to")), name="deputy_is_somebody_else"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="delegation_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.starts_at:%Y-%m-%d} – {self.ends_at:%Y-%m-%d}"

    @property
    def running(self) -> bool:
        """Whether the deputy can act now."""
        return self.starts_at <= timezone.now() < self.ends_at

    @property
    def standing(self) -> bool:
        """Whether it runs or is still to come."""
        return timezone.now() < self.ends_at
