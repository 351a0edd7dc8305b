"""The agency answers one comment, or revises its answer (2562 Act s.16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused
from consult.hearings import rules, telling
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.states import Decision, Phase
from consult.texts.models import Provision
from consult.threads.models import Comment
from consult.threads.states import State
from realtime.record import append, canonical
from realtime.record.append import Receipt

REASON_LEAST = 20  # characters of a reason


@dataclass(frozen=True)
class Said:
    """What an answer says: the decision, why, and the sections it changed (`also`: those beside the first)."""

    decision: Decision
    reason: str
    reason_en: str = ""
    changed: Provision | None = None
    also: tuple[Provision, ...] = ()

    @property
    def all_changed(self) -> tuple[Provision, ...]:
        """Every section it changed, each once, the first first."""
        return tuple(dict.fromkeys((self.changed, *self.also))) if self.changed else ()

    def body(self) -> dict[str, Any]:
        """What the record says of it: official words, so their plain hash."""
        places = [f"{one.version.law.slug}/{one.version.number}/{one.eid}" for one in self.all_changed]
        more = {"also_changed": places[1:]} if places[1:] else {}
        return more | {
            "decision": str(self.decision),
            "reason": canonical.text_fingerprint(self.reason),
            "reason_en": canonical.text_fingerprint(self.reason_en) if self.reason_en else "",
            "changed": places[0] if places else "",
        }

    def values(self) -> dict[str, Any]:
        """As a row keeps it."""
        return {
            "decision": self.decision, "reason": self.reason, "reason_en": self.reason_en, "changed": self.changed,
            "sections": ", ".join(str(one) for one in self.all_changed),
        }  # fmt: skip


@transaction.atomic
def respond(
    *,
    by: User,
    hearing: ConsultationPage,
    comment: Comment,
    decision: Decision,
    reason: str,
    reason_en: str = "",
    changed: Provision | None = None,
    also: Sequence[Provision] = (),
    seen: int | None = None,
) -> Receipt:
    """Answer a comment (2562 Act s.16: what was changed or not, and why). A second answer is a new revision.

    `seen` is the revision that the officer had before them (0: not answered yet): a double click and a
    colleague's answer meanwhile are refused. Raises PermissionDenied for anyone but authors and heads of the
    agency, Refused for a reason too short to be one, Closed for a comment that does not stand or a hearing
    that is over, AlreadyDone when it has been answered meanwhile.
    """
    said = Said(decision, reason, reason_en, changed, tuple(also))
    require(by, hearing, said)
    if comment.subject != hearing.subject:
        raise PermissionDenied
    if comment.state != State.VISIBLE:
        raise Closed(_("This comment is not shown any more; there is nothing to answer."))
    last = comment.responses.order_by("-revision").first()
    revision = last.revision if last else 0
    if seen is not None and seen != revision:
        raise answered_meanwhile(hearing)
    response = Response(comment=comment, revision=revision + 1, by=by, **said.values())
    body = _body(response, said, str(last.decision) if last else "")
    receipt = append.write(response, kind="hearing.response", subject=hearing.subject, body=body)
    if receipt is None:
        raise answered_meanwhile(hearing)
    telling.answered(hearing, [comment.citizen_id], key=str(response.pk))
    telling.supported(hearing, [comment.pk], key=str(response.pk))
    return receipt


def respond_to_all(
    *, by: User, hearing: ConsultationPage, comments: Iterable[Comment], decision: Decision, reason: str
) -> int:
    """One answer to many comments not answered yet; how many it was given to. Raises as `respond` does."""
    from consult.hearings.actions.answering_many import answer_selection

    said = Said(decision, reason)
    given = answer_selection(by=by, hearing=hearing, comments=[comment.pk for comment in comments], said=said)
    return given.comments if given else 0


def require(by: User, hearing: ConsultationPage, said: Said) -> None:
    """What every answer needs: an officer of the agency, a hearing to answer in, a reason that is one."""
    if not rules.may_answer(by, hearing):
        raise PermissionDenied
    if len(said.reason.strip()) < REASON_LEAST:
        raise Refused(_("The reason needs at least 20 characters: people will read it."))
    if any(one.version.law_id != hearing.text.law_id for one in said.all_changed):
        raise Refused(_("This section belongs to another law. Please choose it again."))
    if hearing.phase == Phase.FINISHED:
        raise Closed(_("This hearing is finished: its answers and reports are published and stand."))
    if hearing.phase in {Phase.UNPUBLISHED, Phase.CANCELLED}:
        raise Closed(_("This hearing does not stand; there is nothing to answer."))


def _body(response: Response, said: Said, before: str) -> dict[str, Any]:
    comment = response.comment
    about = {"act": str(response.pk), "comment": str(comment.pk), "part": comment.part}
    return said.body() | about | {"revision": response.revision, "instead_of": before}


def answered_meanwhile(hearing: ConsultationPage) -> AlreadyDone:
    """A colleague was faster."""
    return AlreadyDone(
        _("This comment has been answered meanwhile. Please read that answer first."),
        next_url=reverse("hearings:answers", args=[hearing.public_id]),
        next_label=_("Back to the comments to answer"),
    )
