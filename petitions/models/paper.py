"""Names on paper: printed sheets, what became of every line, the sampling check, sheets struck out by two persons."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from petitions.models.petition import Petition
from petitions.models.signature import Signature


class Outcome(models.TextChoices):
    """What became of one line of a sheet."""

    COUNTED = "counted", _("counted")
    ALREADY_ONLINE = "online", _("already signed online")
    ALREADY_COUNTER = "counter", _("already signed at a counter")
    ALREADY_PAPER = "paper", _("already signed on paper")
    STRUCK = "struck", _("an earlier name of this person was struck out")
    TOO_YOUNG = "young", _("not old enough")
    OTHER_AREA = "area", _("registered in another area")
    NOT_SURE = "assurance", _("identity not checked well enough")
    UNKNOWN = "unknown", _("not found in the register")
    BAD_NUMBER = "number", _("the identity number is not a possible one")
    NAME_DIFFERS = "name", _("the name is not the one in the register")
    BIRTH_DIFFERS = "birth", _("the birth date is not the one in the register")
    UNREADABLE = "unreadable", _("unreadable or incomplete")
    EXPIRED = "expired", _("the form or the time for names had expired")


ALREADY = frozenset({Outcome.ALREADY_ONLINE, Outcome.ALREADY_COUNTER, Outcome.ALREADY_PAPER})


class Sheet(models.Model):
    """One printed form with its code. It is keyed once; `keyed_at` is the guard."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="sheets")
    code = models.CharField(max_length=7, unique=True)
    lines = models.PositiveSmallIntegerField(default=10)
    # What the form was printed for: another text or other rules make the form expire.
    rules_hash = models.CharField(max_length=64)
    printed_at = models.DateTimeField(default=timezone.now)
    keyed_at = models.DateTimeField(null=True, blank=True)
    keyed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    # The scan is kept encrypted outside the web's folders (petitions.paper.scans); here only what it is.
    scan_name = models.CharField(max_length=64, blank=True)
    scan_type = models.CharField(max_length=20, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    receipt = models.UUIDField(null=True, editable=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(keyed_at__isnull=True, keyed_by__isnull=True)
                | Q(keyed_at__isnull=False, keyed_by__isnull=False),
                name="sheet_keyed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.code


class SheetLine(models.Model):
    """One line of a keyed sheet. No number, no name: the person's key finds the line again, until it is erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="keyed_lines")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    # Codes of what the officer should know (petitions.paper.sentences): other script, day and month swapped.
    remarks = models.JSONField(default=list, blank=True)
    person_key = models.BinaryField(max_length=32, null=True, editable=False)
    signature = models.OneToOneField(Signature, models.PROTECT, null=True, related_name="line", db_constraint=False)

    class Meta:
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_line_once"),
            models.CheckConstraint(
                condition=Q(outcome="counted", signature__isnull=False)
                | (~Q(outcome="counted") & Q(signature__isnull=True)),
                name="sheet_line_counted_has_signature",
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="sheet_line_outcome_known"),
        ]
        indexes = [models.Index(fields=["person_key"], name="sheet_line_by_person")]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.number}: {self.outcome}"


class Sample(models.Model):
    """A second officer keys `size` random lines again; the seed is published, so anybody can draw the same lines."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="samples")
    seed = models.CharField(max_length=64)
    size = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    errors = models.PositiveSmallIntegerField(null=True, blank=True)
    receipt = models.UUIDField(editable=False)

    class Meta:
        ordering = ["-drawn_at"]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=F("population")), name="sample_within_population"),
            models.CheckConstraint(
                condition=Q(errors__isnull=True) | Q(errors__lte=F("size")), name="sample_errors_within_size"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size} of {self.population}"


class SampleLine(models.Model):
    """One drawn line; `agrees` is empty until it has been keyed again."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="drawn")
    line = models.ForeignKey(SheetLine, models.PROTECT, related_name="+")
    agrees = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sample", "line"], name="sample_line_once")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.agrees}"


class SheetStrike(models.Model):
    """All counted names of a sheet struck out: asked for by one officer, confirmed by another."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="strikes")
    reason = models.TextField(max_length=4000)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")), name="sheet_strike_two_persons"
            ),
            models.UniqueConstraint(
                fields=["sheet"], condition=Q(confirmed_at__isnull=True), name="sheet_strike_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.asked_at:%Y-%m-%d}"


class PaperFile(models.Model):
    """A file of keyed sheets that an officer uploaded: recorded in the background, with progress.

    The file is encrypted and erased as soon as it is recorded; the report tells sheet, line and outcome only.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits its turn")
        RUNNING = "running", _("being recorded")
        DONE = "done", _("recorded")
        REFUSED = "refused", _("not a table of sheets")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="paper_files")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    lines = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    working_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(counted__lte=F("done"), done__lte=F("lines")), name="paper_file_adds_up")
        ]

    def __str__(self) -> str:
        return f"file of {self.lines} lines for {self.petition_id}"

    @property
    def over(self) -> bool:
        """Whether nothing more will change."""
        return self.state in {self.State.DONE, self.State.REFUSED}

    @property
    def refused(self) -> int:
        """Lines that were not counted so far."""
        return self.done - self.counted
