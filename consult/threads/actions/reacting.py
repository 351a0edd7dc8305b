"""Supporting and opposing what others said. The last word counts."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Citizen
from accounts.refusals import AlreadyDone, NotEligible, Sentence
from consult.threads.actions.entries import require_open, require_shown
from consult.threads.models import Comment, Reaction
from consult.threads.states import Direction
from consult.threads.subjects import Subject
from realtime.record import append, commitments
from realtime.record.append import Receipt

KINDS = {
    Direction.SUPPORT: "comment.supported",
    Direction.OPPOSE: "comment.opposed",
    Direction.NONE: "comment.reaction-withdrawn",
}
TWICE: dict[Direction, Sentence] = {
    Direction.SUPPORT: _("You support this comment already."),
    Direction.OPPOSE: _("You oppose this comment already."),
    Direction.NONE: _("You neither support nor oppose this comment."),
}


def support(*, by: Citizen, comment: Comment, subject: Subject) -> Receipt:
    """Say "so do I"."""
    return react(by=by, comment=comment, subject=subject, direction=Direction.SUPPORT)


def oppose(*, by: Citizen, comment: Comment, subject: Subject) -> Receipt:
    """Say "I do not"."""
    return react(by=by, comment=comment, subject=subject, direction=Direction.OPPOSE)


def react(*, by: Citizen, comment: Comment, subject: Subject, direction: Direction) -> Receipt:
    """Support, oppose, or take either back. One reaction a person and comment: the last counts; not on one's own.

    Raises Closed outside the time or for a comment not shown, NotEligible with every reason, AlreadyDone when
    this is what the person says already.
    """
    require_open(subject)
    eligibility.require(subject.rules, by)
    if comment.citizen_id == by.pk:
        raise NotEligible(_("This is your own comment: it counts already."), next_url=comment.get_absolute_url())
    require_shown(comment)
    act = Reaction(comment=comment, citizen=by, direction=direction, salt=commitments.new_salt())
    if direction != Direction.NONE:
        body = _said(act, comment, "")
        receipt = append.write(act, kind=KINDS[direction], subject=comment.subject, body=body)
        if receipt is not None:
            return receipt
    return _change(by, comment, direction)


@transaction.atomic
def _change(by: Citizen, comment: Comment, direction: Direction) -> Receipt:
    """Another word than the last one; the entry says which it takes the place of."""
    act = Reaction.objects.select_for_update().filter(comment=comment, citizen=by).first()
    before = act.direction if act else Direction.NONE
    if act is None or before == direction:
        raise AlreadyDone(TWICE[direction], next_url=comment.get_absolute_url())
    act.direction = direction
    act.save(update_fields=["direction"])
    return append.append(KINDS[direction], comment.subject, _said(act, comment, before))


def _said(act: Reaction, comment: Comment, before: str) -> dict[str, str]:
    """What the record says: which act on which comment, what it takes the place of, a commitment to the person."""
    return {
        "act": str(act.pk),
        "comment": str(comment.pk),
        "part": comment.part,
        "instead_of": "" if before == Direction.NONE else before,
        "by": commitments.commit(bytes(act.salt), act.citizen_id.bytes),
    }
