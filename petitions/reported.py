"""Petitions as things that can be reported. Reports never hide what others have signed: an officer decides."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consult.moderation import things
from consult.moderation.things import Kind, Thing
from petitions import actions, states
from petitions.models import Petition
from petitions.states import State


def find(identities: Sequence[str]) -> Iterable[Thing]:
    """Petitions that collect names, and hidden ones. One query."""
    kept = (*states.SIGNABLE, State.HIDDEN)
    found = Petition.objects.filter(public_id__in=identities, state__in=kept).select_related("addressee")
    for petition in found:
        yield Thing(
            kind="petition", id=petition.public_id, subject=f"petition/{petition.public_id}",
            agency=petition.addressee, title=petition.title, text=f"{petition.title}\n{petition.summary}",
            url=petition.get_absolute_url(), author=None, shown=petition.state != State.HIDDEN,
        )  # fmt: skip


def hide(identity: str, by: User | None, reason: str) -> None:
    """As an officer hides it, with its own appeal (petitions.actions.hide)."""
    if by is not None:
        actions.hide(by=by, petition=Petition.objects.get(public_id=identity), reason=reason)


def show(identity: str, by: User | None, reason: str) -> None:
    """Shown again, with the lost days added."""
    if by is not None:
        actions.restore(by=by, petition=Petition.objects.get(public_id=identity), reason=reason)


things.register(Kind("petition", _("petition"), find, hide, show, coverable=False, appeals=False))
