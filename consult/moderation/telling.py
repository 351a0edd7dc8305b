"""Whom a case tells what: its author of every decision, the agency's others of an appeal."""

from django.utils.translation import gettext_noop

from accounts.models import Membership, Role
from accounts.notices.telling import tell
from consult.moderation.models import Case
from consult.moderation.states import State
from consult.moderation.things import Thing

_HEADINGS = {
    State.COVERED: gettext_noop("What you wrote is hidden until a moderator has looked"),
    State.KEPT: gettext_noop("A moderator looked at what you wrote: it stays"),
    State.ASKED: gettext_noop("A moderator asks you to change what you wrote"),
    State.HIDDEN: gettext_noop("A moderator has hidden what you wrote"),
    State.UPHELD: gettext_noop("Your appeal was decided: it stays hidden"),
    State.RESTORED: gettext_noop("Your appeal was decided: it is shown again"),
}


def judged(case: Case, thing: Thing, outcome: State) -> None:
    """Tell the author; nobody is told who reported it."""
    tell(
        citizens=[thing.author] if thing.author else [],
        kind="moderation.decided",
        about=thing.subject,
        path=case.get_absolute_url,
        heading=_HEADINGS[outcome],
        text=gettext_noop("About: %(title)s. The reason, and what you can do, stand on the page."),
        values=lambda: {"title": thing.title},
    )


def appealed(case: Case, thing: Thing) -> None:
    """Tell the other moderators and the heads of the agency."""
    others = Membership.objects.filter(agency=case.agency, role__in=(Role.MODERATOR, Role.HEAD))
    tell(
        users=others.exclude(user=case.decided_by_id).values("user_id"),
        kind="moderation.appealed",
        about=thing.subject,
        path=case.get_absolute_url,
        heading=gettext_noop("An appeal against a moderator's decision waits for you"),
        text=gettext_noop("About: %(title)s"),
        values=lambda: {"title": thing.title},
    )
