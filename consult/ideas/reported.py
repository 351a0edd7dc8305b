"""Ideas as things that can be reported."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consult.ideas import actions, processes
from consult.ideas.models import Idea
from consult.ideas.states import State
from consult.moderation import things
from consult.moderation.things import Kind, Thing


def find(identities: Sequence[str]) -> Iterable[Thing]:
    """Ideas that were not taken back. One query."""
    for idea in Idea.objects.public().filter(public_id__in=identities).exclude(state=State.WITHDRAWN):
        yield Thing(
            kind="idea", id=idea.public_id, subject=idea.subject, agency=idea.agency, title=idea.title,
            text=f"{idea.title}\n{idea.body}", url=idea.get_absolute_url(), author=idea.citizen_id, shown=idea.shown,
            language=idea.language,
        )  # fmt: skip


def hide(identity: str, by: User | None, reason: str) -> None:
    """Out of sight and out of the search, with its mark and reason."""
    _move(identity, by, State.HIDDEN, reason)


def show(identity: str, by: User | None, reason: str) -> None:
    """Shown again."""
    _move(identity, by, State.VISIBLE, reason)


def _move(identity: str, by: User | None, to: State, reason: str) -> None:
    idea = Idea.objects.get(public_id=identity)
    actions.carry_out(by=by, idea=idea, to=to, reason=reason)
    idea.refresh_from_db()
    processes.index(idea)


things.register(Kind("idea", _("idea"), find, hide, show))
