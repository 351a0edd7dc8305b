"""A message, whom it was for, who follows what, how often each person wants mail, and the mail itself."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from accounts.models import User
from accounts.notices.querysets import MailingQuerySet, NoticeQuerySet

MAIL_STATES = ("waiting", "handing", "sent", "unsure", "refused", "dropped")


class Message(models.Model):
    """What is told, once, in both languages; a million receivers add one small row each."""

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=70, blank=True)
    heading = models.CharField(max_length=300)
    heading_en = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    # Where to go on, without the language: `/petitions/abc/`.
    path = models.CharField(max_length=300)
    once = models.CharField(max_length=160, unique=True, null=True)  # noqa: DJ001  (NULLs do not collide)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return in_language(self, "heading")

    @property
    def words(self) -> str:
        """The text in the reader's language."""
        return in_language(self, "text")


class Notice(models.Model):
    """One message for one person."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="notices")
    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    read_at = models.DateTimeField(null=True)
    # When it was put into a mail, and which; without a mail, there was no address to write to.
    mailed_at = models.DateTimeField(null=True)
    mailing = models.ForeignKey("Mailing", models.SET_NULL, null=True, related_name="notices")

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "user"], name="one_notice_once")]
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_newest"),
            models.Index(fields=["user"], name="notice_to_mail", condition=models.Q(mailed_at=None)),
            models.Index(fields=["user"], name="notice_unread", condition=models.Q(read_at=None), include=["id"]),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Follow(models.Model):
    """Somebody wants to hear what happens to one process (`petition/abc`)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="follows")
    about = models.CharField(max_length=70)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "user"], name="one_follow_once")]

    def __str__(self) -> str:
        return self.about

    @property
    def address(self) -> str:
        """Where it can be stopped."""
        return reverse("notices:follow", args=self.about.split("/", 1))


class Pace(models.TextChoices):
    """How often mail is sent; notices are kept on the site whatever is chosen."""

    AT_ONCE = "now", _("as it happens (never more than one e-mail in ten minutes)")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("no e-mail: I look here")


class Choice(models.Model):
    """How one person wants to be told. Who has not chosen gets one mail a day, in Thai."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="notice_choice")
    pace = models.CharField(max_length=6, choices=Pace, default=Pace.DAILY)
    language = models.CharField(max_length=2, default="th")
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pace__in=Pace.values), name="pace_known")]

    def __str__(self) -> str:
        return self.pace


class Mailing(models.Model):
    """One mail to one person: made first, then handed to the mail server, at most once (accounts.notices.postman)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        HANDING = "handing", _("being handed to the mail server")
        SENT = "sent", _("taken by the mail server")
        UNSURE = "unsure", _("perhaps taken: not sent again")
        REFUSED = "refused", _("refused by the mail server")
        DROPPED = "dropped", _("no longer wanted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="mailings")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[Any] = MailingQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(state__in=MAIL_STATES), name="mailing_state_known")]
        indexes = [
            models.Index(
                fields=["not_before"], name="mailing_unfinished", condition=models.Q(state__in=["waiting", "handing"])
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk} {self.state}"
