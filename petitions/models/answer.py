"""What the authority answers."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from petitions.models.petition import Petition


class Answer(models.Model):
    """One revision of the official answer; the latest is shown, every earlier one is kept."""

    petition = models.ForeignKey(Petition, models.PROTECT, related_name="answers")
    revision = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("answer"), max_length=20_000)
    text_en = models.TextField(_("answer in English"), max_length=20_000, blank=True)
    # The day on the official letter, and the letter itself.
    dated = models.DateField(_("date of the answer"), default=timezone.localdate)
    document = models.ForeignKey("wagtaildocs.Document", models.PROTECT, null=True, blank=True, related_name="+")
    document_hash = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    receipt = models.UUIDField(editable=False)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["petition", "revision"], name="answer_revision_once")]

    def __str__(self) -> str:
        return f"answer {self.revision} to {self.petition}"
