"""Comments as things that can be reported."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consult.moderation import things
from consult.moderation.things import Kind, Thing
from consult.threads import actions, subjects
from consult.threads.models import Comment
from consult.threads.states import State
from consult.threads.subjects import Subject


def find(identities: Sequence[str]) -> Iterable[Thing]:
    """Comments that were not taken back, on public subjects. One query, and one for each subject."""
    keys = [key for identity in identities if (key := _uuid(identity))]
    found = Comment.objects.filter(pk__in=keys).exclude(state=State.WITHDRAWN).annotate(changed_at=Max("history__at"))
    about: dict[str, Subject | None] = {}
    for comment in found:
        if comment.subject not in about:
            about[comment.subject] = subjects.find(comment.kind, comment.public_id)
        if subject := about[comment.subject]:
            yield _thing(comment, subject)


def _thing(comment: Any, subject: Subject) -> Thing:
    return Thing(
        kind="comment", id=str(comment.pk), subject=comment.subject, agency=subject.agency, title=subject.title,
        text=f"{comment.body}\n{comment.wording}".strip(), url=comment.get_absolute_url(), author=comment.citizen_id,
        shown=comment.state == State.VISIBLE, language=comment.language, changed_at=comment.changed_at,
    )  # fmt: skip


def hide(identity: str, by: User | None, reason: str) -> None:
    """Out of sight, with its mark and reason."""
    actions.carry_out(by=by, comment=Comment.objects.get(pk=identity), to=State.HIDDEN, reason=reason)


def show(identity: str, by: User | None, reason: str) -> None:
    """Shown again."""
    actions.carry_out(by=by, comment=Comment.objects.get(pk=identity), to=State.VISIBLE, reason=reason)


def ask(identity: str, until: datetime) -> None:
    """Give the author time to change the words."""
    actions.allow_edits(comment=Comment.objects.get(pk=identity), until=until)


def _uuid(identity: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(identity)
    except ValueError:
        return None


things.register(Kind("comment", _("comment"), find, hide, show, ask))
