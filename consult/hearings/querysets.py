"""Questions about hearings and responses."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from wagtail.query import PageQuerySet

from accounts.models import Role, User
from consult.threads.states import State

if TYPE_CHECKING:
    from consult.hearings.models import Answer, KnownStakeholder, Response  # noqa: F401


class ConsultationQuerySet(PageQuerySet):
    """Hearings, asked in plain words."""

    def published(self) -> "ConsultationQuerySet":
        """Announced: approved by the head and frozen."""
        return self.live().filter(frozen__isnull=False).select_related("agency", "text__law")

    def open(self) -> "ConsultationQuerySet":
        """Taking comments now, the nearest closing first."""
        now = timezone.now()
        return self.published().filter(opens_at__lte=now, closes_at__gt=now, cancelled_reason="").order_by("closes_at")

    def upcoming(self) -> "ConsultationQuerySet":
        """Announced and not open yet."""
        return self.published().filter(opens_at__gt=timezone.now(), cancelled_reason="").order_by("opens_at")

    def cancelled(self) -> "ConsultationQuerySet":
        """Stopped with a published reason, the last first."""
        return self.published().exclude(cancelled_reason="").order_by("-closes_at")

    def finished(self) -> "ConsultationQuerySet":
        """Answered and finished, the last first."""
        return self.published().filter(finished_at__isnull=False, cancelled_reason="").order_by("-finished_at")

    def considered(self) -> "ConsultationQuerySet":
        """Closed and being considered, the last closed first."""
        over = self.published().filter(closes_at__lte=timezone.now(), finished_at=None, cancelled_reason="")
        return over.order_by("-closes_at")

    def answered_by(self, user: User) -> "ConsultationQuerySet":
        """Those that this officer may answer for: not finished first, the last closing first."""
        agencies = user.memberships.filter(role__in=(Role.AUTHOR, Role.HEAD)).values("agency")
        mine = self.published().filter(agency__in=agencies)
        return mine.order_by(models.F("finished_at").asc(nulls_first=True), "-closes_at")

    def ended(self) -> "ConsultationQuerySet":
        """Closed or cancelled, the last first."""
        now = timezone.now()
        over = models.Q(closes_at__lte=now) | ~models.Q(cancelled_reason="")
        return self.published().filter(over).order_by("-closes_at")


def as_printed() -> Coalesce:
    """The sections that an answer changed, as printed; from before several could be named, its one section."""
    return Coalesce(NullIf("sections", models.Value("")), "changed__label", models.Value(""))


class ResponseQuerySet(models.QuerySet["Response"]):
    """Responses, asked in plain words."""

    def newest(self) -> "ResponseQuerySet":
        """The last revision first."""
        return self.order_by("comment_id", "-revision")

    def standing(self, public_id: str) -> "ResponseQuerySet":
        """The last revision of each answer in one hearing, to comments that everybody can read."""
        later = self.model._default_manager.filter(comment=OuterRef("comment"), revision__gt=OuterRef("revision"))
        found = self.filter(comment__kind="hearing", comment__public_id=public_id, comment__state=State.VISIBLE)
        return found.filter(~Exists(later)).select_related("comment__citizen", "changed", "comment__grouped__group")

    def by_id(self, identity: str) -> "Response | None":
        """The response with this id; None for anything that is no id."""
        try:
            return self.filter(pk=uuid.UUID(identity)).first() if identity else None
        except ValueError:
            return None

    def after(self, last: "Response | None") -> "ResponseQuerySet":
        """Newest first, those after `last` in that order."""
        found = self
        if last:
            earlier = Q(created_at__lt=last.created_at)
            found = found.filter(earlier | Q(created_at=last.created_at, id__lt=last.id))
        return found.order_by("-created_at", "-id")


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Official answers to many, asked in plain words."""

    def standing(self) -> "AnswerQuerySet":
        """The last revision of each group's answer."""
        later = self.model._default_manager.filter(group=OuterRef("group"), revision__gt=OuterRef("revision"))
        return self.filter(group__isnull=False).filter(~Exists(later))


class KnownQuerySet(models.QuerySet["KnownStakeholder"]):
    """Stakeholders whom an agency knows, asked in plain words."""

    def to_tell(self, now: datetime | None = None) -> "KnownQuerySet":
        """Not written to yet, of hearings that are open now."""
        now = now or timezone.now()
        waiting = self.filter(told_at=None, failed_at=None, left_at=None, hearing__live=True)
        opened = waiting.filter(hearing__frozen__isnull=False, hearing__cancelled_reason="", hearing__opens_at__lte=now)
        return opened.filter(hearing__closes_at__gt=now).select_related("hearing__agency")
