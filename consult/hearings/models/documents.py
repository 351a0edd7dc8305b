"""What hangs on a hearing: documents of the announcement, and the times its closing day was moved."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Orderable

from accounts.models import User
from consult.hearings.models.page import ConsultationPage
from consult.hearings.states import DocumentKind


class HearingDocument(Orderable):
    """One file of the announcement (2562 Act s.14: information for the hearing). Frozen with its fingerprint."""

    hearing = ParentalKey(ConsultationPage, related_name="documents", on_delete=models.CASCADE)
    kind = models.CharField(_("about"), max_length=10, choices=DocumentKind, default=DocumentKind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    document = models.ForeignKey("wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("file"))

    panels: ClassVar[list[Panel]] = [FieldPanel(name) for name in ("kind", "title", "title_en", "document")]

    def __str__(self) -> str:
        return self.title

    def frozen(self) -> dict[str, Any]:
        """The file as people read it: what it is called and the fingerprint of its bytes (SHA-1, as Wagtail keeps)."""
        return {"kind": self.kind, "title": self.title, "sha1": self.document.get_file_hash()}


class Extension(models.Model):
    """The closing day was moved to a later one, with a published reason."""

    hearing = models.ForeignKey(ConsultationPage, models.PROTECT, related_name="extensions")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()  # the closing day before
    closes_at = models.DateTimeField()
    reason = models.TextField()
    reason_en = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("closed_at")), name="extension_is_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} until {self.closes_at}"
