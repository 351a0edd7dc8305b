"""Questions about petitions and signatures, in plain words."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from accounts.models import Agency, Citizen, Role, User
from petitions import states
from petitions.states import State

DESK = (Role.MODERATOR, Role.AUTHOR, Role.HEAD, Role.REVIEWER, Role.AUDITOR)  # who sees the desk


class PetitionQuerySet(models.QuerySet[Any]):
    """Petitions."""

    def published(self) -> Self:
        """Those that strangers may read: never a draft that was given up before it was opened."""
        return self.filter(state__in=states.PUBLIC).exclude(state=State.WITHDRAWN, opens_at__isnull=True)

    def open(self) -> Self:
        """Those that can be signed now."""
        return self.filter(state__in=states.SIGNABLE, closes_at__gt=timezone.now())

    def past_their_window(self) -> Self:
        """Collecting, but the time is over (a minute ago: names of the last second are counted first).

        None while the site is paused: the lost days are added first.
        """
        paused = Exists(self.model._meta.apps.get_model("petitions", "Pause").objects.lasting())
        return self.filter(~paused, state=State.COLLECTING, closes_at__lte=timezone.now() - timedelta(minutes=1))

    def over_the_threshold(self) -> Self:
        """Those that got enough names, whatever came of it."""
        return self.published().filter(reached_at__isnull=False)

    def awaiting_answer(self) -> Self:
        """With the authority, no answer yet."""
        return self.filter(state__in=states.WITH_AUTHORITY)

    def answered(self) -> Self:
        """With an official answer."""
        return self.filter(state=State.ANSWERED)

    def overdue(self) -> Self:
        """Those for which a statutory clock of the authority has run out and still runs."""
        late = Q(running_clocks__ended__isnull=True, running_clocks__due__lt=timezone.now())
        return self.published().filter(late).exclude(state__in=states.STOPPED).distinct()

    def hidden(self) -> Self:
        """Taken out of sight by moderation."""
        return self.filter(state=State.HIDDEN)

    def waiting(self) -> Self:
        """Submitted and not decided, the oldest first."""
        return self.filter(state=State.PRINCIPLE).order_by("submitted_at", "id")

    def reached(self) -> Self:
        """With enough names, not handed over yet."""
        return self.filter(state=State.REACHED).order_by("reached_at", "id")

    def returned(self) -> Self:
        """Returned for correction, hidden: with the petitioners, or stopped for now."""
        return self.filter(state__in=[State.RETURNED, State.HIDDEN]).order_by("id")

    def at_the_desk_of(self, user: User) -> Self:
        """Everything addressed to the agencies whose desk `user` sees."""
        return self.filter(addressee__in=Agency.objects.filter(memberships__user=user, memberships__role__in=DESK))

    def of(self, citizen: Citizen) -> Self:
        """Those that this citizen started, newest first."""
        return self.filter(petitioner=citizen).order_by("-id")

    def joined_by(self, citizen: Citizen) -> Self:
        """Those of which this citizen is an initiator, newest first."""
        return self.filter(initiators__citizen=citizen).order_by("-id")

    def with_tally(self) -> Self:
        """With counts and names of addressees, for lists."""
        return self.select_related("tally", "addressee")


class SignatureQuerySet(models.QuerySet[Any]):
    """Signatures."""

    def living(self) -> Self:
        """Neither taken back nor struck out."""
        return self.filter(withdrawn_at__isnull=True, struck_at__isnull=True)

    def of(self, citizen: Citizen) -> Self:
        """Those of one person."""
        return self.filter(citizen=citizen)

    def public_names(self, petition_id: int, after: str = "", size: int = 50) -> tuple[list[Any], str]:
        """Living signatures whose signers show their names, newest first, and where the next page begins."""
        found = self.living().filter(petition_id=petition_id, name_public=True).select_related("citizen")
        moment = _moment(after)
        if moment is not None and is_aware(moment):
            found = found.filter(signed_at__lt=moment)
        rows = list(found.order_by("-signed_at")[: size + 1])
        return rows[:size], rows[size - 1].signed_at.isoformat() if len(rows) > size else ""


class BatchQuerySet(models.QuerySet[Any]):
    """Suspicious batches."""

    def undecided(self) -> Self:
        """Those that an officer still has to look at, or to confirm."""
        return self.filter(state__in=["open", "asked"])


class PauseQuerySet(models.QuerySet[Any]):
    """Pauses of collecting."""

    def lasting(self) -> Self:
        """The one that has not ended."""
        return self.filter(ended_at__isnull=True)


class DelayQuerySet(models.QuerySet[Any]):
    """Notices of delay."""

    def in_force(self) -> Self:
        """Those that have not ended."""
        return self.filter(until__gte=timezone.localdate())


class OwnKindQuerySet(models.QuerySet[Any]):
    """Versions of kinds that authorities made."""

    def in_force(self) -> Self:
        """Approved and not replaced."""
        return self.filter(approved_at__isnull=False, retired_at__isnull=True)

    def awaiting_approval(self) -> Self:
        """Made, not decided about."""
        return self.filter(approved_at__isnull=True, retired_at__isnull=True)


class ClockQuerySet(models.QuerySet[Any]):
    """Clocks that run or ran."""

    def running(self) -> Self:
        """Started and not ended, on petitions that go on."""
        return self.filter(ended__isnull=True).exclude(petition__state__in=states.STOPPED)

    def overdue(self) -> Self:
        """Run out without being kept, the latest first: the most late on top."""
        return self.running().filter(due__lt=timezone.now()).order_by("due", "id")


def _moment(text: str) -> datetime | None:
    """The moment in a link to the next page; None for anything else."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None
