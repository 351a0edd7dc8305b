"""Questions about notices, in plain words."""

from datetime import datetime
from typing import Any, Self

from django.db import models

from accounts.models import User


class NoticeQuerySet(models.QuerySet[Any]):
    """Notices of people."""

    def of(self, user: User) -> Self:
        """One person's, the newest first, with their messages."""
        return self.filter(user=user).select_related("message").order_by("-pk")

    def before(self, pk: int) -> Self:
        """Those after this place in the list (keyset)."""
        return self.filter(pk__lt=pk)

    def unread(self) -> Self:
        """Not seen on the site yet."""
        return self.filter(read_at=None)

    def to_mail(self) -> Self:
        """Not mailed and not read on the site meanwhile."""
        return self.filter(mailed_at=None, read_at=None)


class MailingQuerySet(models.QuerySet[Any]):
    """Mails made for people."""

    def due(self, now: datetime) -> Self:
        """To be handed over now, those that waited longest first."""
        return self.filter(state="waiting", not_before__lte=now).order_by("not_before", "pk")

    def abandoned(self, before: datetime) -> Self:
        """In the hands of a postman that has not been heard of since."""
        return self.filter(state="handing", changed_at__lt=before)
