"""Telling people what the followers of a petition do not hear from the site's newsroom (config.newsroom):

initiators of what is private at the moment, and officers whose time runs out. Whoever asks for it when signing, and
every initiator, follows the petition and hears of each official step.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.bilingual import in_language
from accounts.models import Citizen, Role, User
from accounts.notices import following
from accounts.notices import telling as notices
from petitions.clocks import Clock, clocks_of
from petitions.models import Petition, RunningClock
from realtime import ticks

NEAR = (7, 1, 0)  # days before the last day on which officers are told; then once more when it is over
OVER = -1
HEADINGS = {
    7: gettext_noop("Seven days or fewer: %(clock)s, %(title)s"),
    1: gettext_noop("Due tomorrow: %(clock)s, %(title)s"),
    0: gettext_noop("Due today: %(clock)s, %(title)s"),
    OVER: gettext_noop("Overdue, and shown as such in public: %(clock)s, %(title)s"),
}


def keep_informed(citizen: Citizen, about: str) -> None:
    """Follow on behalf of somebody with an account: they hear of each official step."""
    user = User.objects.filter(citizen=citizen).first()
    if user:
        following.follow(user=user, about=about)


def hidden(petition: Petition, note: str) -> int:
    """Tell the initiators that it is hidden and that they can appeal; the number told."""
    return _initiators(petition, "petition.hidden", gettext_noop("Hidden by moderation: %(title)s"), note)


def sent_back(petition: Petition) -> int:
    """Tell the initiators that it is a draft again; the number told."""
    return _initiators(petition, "petition.sent-back", gettext_noop("Sent back to be improved: %(title)s"), "")


def clocks_near() -> int:
    """Tell the officers of each authority as a clock nears its end: 7 days, 1 day, the last day, overdue. Once each."""
    told = 0
    soon = timezone.now() + timedelta(days=NEAR[0] + 1)
    for row in RunningClock.objects.running().filter(due__lte=soon).select_related("petition__addressee"):
        for clock in clocks_of(row.petition, [row]):
            step = _step(clock.days_left)
            if step is not None and (row.told is None or step < row.told):
                RunningClock.objects.filter(pk=row.pk).update(told=step)
                told += _officers(row, clock, step)
    return told


def _step(days_left: int) -> int | None:
    if days_left < 0:
        return OVER
    return min((step for step in NEAR if days_left <= step), default=None)


def _officers(row: RunningClock, clock: Clock, step: int) -> int:
    petition = row.petition
    roles = [Role.AUTHOR, Role.HEAD, *([Role.MODERATOR] if clock.code in {"moderation", "principle"} else [])]
    members = {"memberships__agency": petition.addressee, "memberships__role__in": roles}
    return notices.tell(
        users=User.objects.filter(**members).values("pk"),
        kind="petition.clock",
        about=petition.subject,
        path=lambda: reverse("petitions:case", args=[petition.public_id]),
        heading=HEADINGS[step],
        values=lambda: {"clock": str(clock.label), "title": in_language(petition, "title")},
        once=f"petition.clock/{row.pk}/{step}/{row.due:%Y-%m-%d}",
    )


def _initiators(petition: Petition, kind: str, heading: str, note: str) -> int:
    return notices.tell(
        citizens=petition.initiators.values("citizen_id"),
        kind=kind,
        about=petition.subject,
        path=lambda: reverse("petitions:draft", args=[petition.public_id]),
        heading=heading,
        text="%(note)s" if note else "",
        values=lambda: {"title": in_language(petition, "title"), "note": note},
    )


ticks.register("petitions.clocks", clocks_near)
