"""A case for each thing that was reported or looked at, its reports, its decisions, and ready-made reasons."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.models import Agency, Channel, Citizen, User
from consult.moderation import hints
from consult.moderation.querysets import CaseQuerySet
from consult.moderation.states import JUDGEMENTS, OPEN, Complaint, State
from consult.moderation.things import Thing, find_many, get

_UNDECIDED = Q(state__in=OPEN)


class Case(models.Model):
    """Everything about one thing that somebody reported, or a moderator looked at."""

    kind = models.CharField(max_length=20)
    thing = models.CharField(max_length=64)
    # The process, as the record names it: `hearing/abc`.
    subject = models.CharField(max_length=80)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reports = models.PositiveIntegerField(default=0)
    fresh_reports = models.PositiveIntegerField(default=0)  # since the last decision
    hints = models.JSONField(default=list)
    weight = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    appeal = models.TextField(blank=True, max_length=2000)
    appealed_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "thing"], name="one_case_per_thing"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_known"),
            models.CheckConstraint(
                condition=_UNDECIDED | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="case_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["appealed", "upheld", "restored"]) | ~Q(appeal=""), name="appeal_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "restored"]) | Q(settled_by__isnull=False),
                name="appeal_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("decided_by")),
                name="appeal_settled_by_somebody_else",
            ),
        ]
        indexes = [models.Index(fields=["agency", "state", "-opened_at"], name="case_queue")]

    _found: Thing | None

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"

    def get_absolute_url(self) -> str:
        """Its page, for its author and the moderators."""
        return reverse("moderation:case", args=[self.kind, self.thing])

    @property
    def found(self) -> Thing | None:
        """The words themselves. Read once."""
        if not hasattr(self, "_found"):
            read([self])
        return self._found

    @property
    def kind_label(self) -> str:
        """What kind of words it is."""
        kind = get(self.kind)
        return str(kind.label) if kind else self.kind

    @property
    def hint_labels(self) -> list[str]:
        """What the machine noticed, in words."""
        return [str(hints.LABELS[code]) for code in self.hints if code in hints.LABELS]

    @property
    def changed_since(self) -> bool:
        """Whether its author changed it after being asked."""
        changed = self.found.changed_at if self.found else None
        return bool(changed and self.decided_at and changed > self.decided_at)


def read(cases: list[Case]) -> None:
    """Read the words of all these cases at once."""
    for kind in {case.kind for case in cases}:
        found = find_many(kind, [case.thing for case in cases if case.kind == kind])
        for case in cases:
            if case.kind == kind:
                case._found = found.get(case.thing)


class Report(models.Model):
    """One person reports one thing, once. Who did so is told to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="given")
    citizen = models.ForeignKey(Citizen, models.PROTECT, related_name="+")
    complaint = models.CharField(max_length=10, choices=Complaint)
    words = models.CharField(max_length=500, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.ONLINE)
    salt = models.BinaryField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "citizen"], name="one_report_once"),
            models.CheckConstraint(condition=Q(complaint__in=Complaint.values), name="complaint_known"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.case_id}"


class Decision(models.Model):
    """One published step of a case: what was decided, why, by an officer or (covering) by the threshold."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=500)
    reason_en = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_with_a_reason"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(outcome="covered"), name="only_covering_needs_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.outcome}"


class ReadyReason(models.Model):
    """A reason that moderators use often, in both languages; of one agency, or of all."""

    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=[(s.value, s.label) for s in JUDGEMENTS])
    text = models.CharField(_("in Thai"), max_length=250)
    text_en = models.CharField(_("in English"), max_length=240)

    class Meta:
        ordering = ["outcome", "pk"]
        verbose_name = _("ready-made reason")
        verbose_name_plural = _("ready-made reasons")

    def __str__(self) -> str:
        return in_language(self, "text")
