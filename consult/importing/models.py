"""A text on its way in. It stays a draft until it becomes a version of a law, so that nothing good is lost."""

import uuid
from functools import cached_property

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from consult.texts.models import TextVersion
from consult.texts.outline import read_text
from consult.texts.reading import Node
from consult.texts.repair import Report


class Import(models.Model):
    """The words of one file (or pasted), as an officer has corrected them so far."""

    class Form(models.TextChoices):
        DOCX = "docx", _("Word document")
        PDF = "pdf", _("PDF")
        TXT = "txt", _("text file")
        PASTED = "pasted", _("pasted text")
        AKN = "akn", _("Akoma Ntoso")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=6, choices=Form)
    words = models.TextField(blank=True)
    # Why a file could not be read, in one sentence; then there are no words until somebody types them.
    problem = models.CharField(max_length=300, blank=True, default="")
    problem_en = models.CharField(max_length=300, blank=True, default="")
    version = models.ForeignKey(TextVersion, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["agency", "-started_at"], name="import_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words="") ^ ~models.Q(problem=""), name="import_has_words_or_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_form_display())

    def get_absolute_url(self) -> str:
        """Its preview."""
        return reverse("importing:preview", args=[self.pk])

    @cached_property
    def reading(self) -> tuple[list[Node], Report]:
        """The words as provisions, and what happened on the way."""
        return read_text(self.words)
