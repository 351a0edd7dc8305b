"""The summary (2562 Act s.16) and the impact analysis report (s.17) of a hearing, from draft to publication (s.18)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consult.hearings.models.page import ConsultationPage
from consult.hearings.states import ReportKind, ReportState


class Report(models.Model):
    """One of the two documents of a hearing: written by authors, approved by the head, then published."""

    hearing = models.ForeignKey(ConsultationPage, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=8, choices=ReportKind)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.DRAFT)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    # Comments and answers that stood when the documents were made: later ones make them stale.
    drawn_from = models.CharField(max_length=64, blank=True)
    done = models.PositiveSmallIntegerField(default=0)  # hundredths of the building
    taken_at = models.DateTimeField(null=True)  # by the builder at work
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)  # why the head gave it back, or what went wrong

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "kind"], name="one_report_of_each_kind"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(decided_by=models.F("submitted_by")), name="report_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None)
                | ~Q(reviewed_by=models.F("submitted_by")) & ~Q(reviewed_by=models.F("decided_by")),
                name="report_reviewed_by_a_third",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.hearing_id}"


class ReportPart(models.Model):
    """The officer's own words in one part of a report; every revision stays."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="parts")
    key = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key", "revision"], name="one_part_per_revision")]

    def __str__(self) -> str:
        return f"{self.key} ({self.revision})"


class ReportFile(models.Model):
    """One document of a report as it was approved: its form, its language, where it lies, its fingerprint."""

    class Form(models.TextChoices):
        HTML = "html", _("web page (HTML)")
        DOCX = "docx", _("Word document (DOCX)")
        PDF = "pdf", "PDF"

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    form = models.CharField(max_length=4, choices=Form)
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=200)  # in the storage
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "form", "language"], name="one_file_per_form"),
        ]

    def __str__(self) -> str:
        return self.name
