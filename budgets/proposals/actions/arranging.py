"""What reviewers and moderators do to the list: join, divide, hide; every author keeps the credit."""

import uuid
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused
from budgets.proposals import rules, telling
from budgets.proposals.actions.proposing import Words, move, said
from budgets.proposals.models import CoSponsor, Descent, Proposal
from budgets.proposals.states import State
from realtime.record import append, commitments
from realtime.record.append import Receipt


@transaction.atomic
def merge(*, by: User, into: Proposal, other: Proposal, reason: str) -> Receipt:
    """Join `other` to `into`: its author is a co-author from now on, its co-sponsors come along, nobody twice.

    Raises PermissionDenied for anyone but named reviewers, Closed unless both are undecided, Refused without a reason
    or for proposals of different rounds.
    """
    if not rules.may_arrange(by, into.round):
        raise PermissionDenied
    _explained(reason)
    if into.pk == other.pk or into.round_id != other.round_id:
        raise Refused(_("Two different proposals of the same round are joined."))
    for held in Proposal.objects.select_for_update().filter(pk__in=[into.pk, other.pk]).order_by("pk"):
        if not held.waiting:
            raise Closed(_("Review has decided about this proposal already."), next_url=held.get_absolute_url())
    if not move(other, State.MERGED, reason=reason):
        raise Closed(_("Review has decided about this proposal already."))
    Descent.objects.create(parent=other, child=into, kind=Descent.Kind.MERGE)
    carried = _carry(other, into)
    telling.arranged(other, into, reason)
    body = {"from": other.public_id, "carried": carried, "reason": reason}
    return append.append("proposal.merged", into.subject, body)


@transaction.atomic
def split(*, by: User, proposal: Proposal, parts: Sequence[Words], reason: str) -> list[Proposal]:
    """Divide a proposal into parts; each has its author and its co-sponsors. Raises as `merge`."""
    if not rules.may_arrange(by, proposal.round):
        raise PermissionDenied
    _explained(reason)
    if len(parts) < 2:
        raise Refused(_("A proposal is divided into two parts at least."))
    if not move(proposal, State.SPLIT, reason=reason):
        raise Closed(_("Review has decided about this proposal already."), next_url=proposal.get_absolute_url())
    made = [_part(proposal, words) for words in parts]
    telling.arranged(proposal, made[0], reason)
    body = {"into": [part.public_id for part in made], "reason": reason}
    append.append("proposal.split", proposal.subject, body)
    return made


@transaction.atomic
def moderate(*, by: User, proposal: Proposal, to: State, reason: str) -> Receipt:
    """Hide a proposal, or show it again, with a published reason. PermissionDenied for anyone but a moderator."""
    if not rules.may_moderate(by, proposal.round) or to not in {State.HIDDEN, State.SHOWN}:
        raise PermissionDenied
    _explained(reason)
    if not move(proposal, to, reason=reason):
        raise AlreadyDone(_("Somebody has decided about this already."), next_url=proposal.get_absolute_url())
    kind = "proposal.hidden" if to == State.HIDDEN else "proposal.shown"
    return append.append(kind, proposal.subject, {"act": str(proposal.pk), "reason": reason})


def _part(whole: Proposal, words: Words) -> Proposal:
    names = ("title", "body", "place", "district")
    part = Proposal.objects.create(
        **{name: getattr(words, name) for name in names},
        latitude=whole.latitude, longitude=whole.longitude, photo=whole.photo.name, photo_words=whole.photo_words,
        name_public=whole.name_public, language=whole.language, channel=whole.channel, round=whole.round,
        citizen=whole.citizen, demonstration=whole.demonstration, salt=commitments.new_salt(), form=uuid.uuid4(),
    )  # fmt: skip
    Descent.objects.create(parent=whole, child=part, kind=Descent.Kind.SPLIT)
    append.append("proposal.made", part.subject, said(part))
    carried = _carry(whole, part)
    append.append("proposal.carried", part.subject, {"from": whole.public_id, "carried": carried})
    return part


def _carry(source: Proposal, target: Proposal) -> int:
    """Co-sponsors of one become co-sponsors of the other, and its author too; how many came."""
    there = set(CoSponsor.objects.filter(proposal=target, withdrawn_at=None).values_list("citizen", flat=True))
    coming = list(CoSponsor.objects.filter(proposal=source, withdrawn_at=None).values_list("citizen", flat=True))
    people = {*coming, source.citizen_id} - there - {target.citizen_id}
    rows = [CoSponsor(proposal=target, citizen_id=one, carried=True, salt=commitments.new_salt()) for one in people]
    return len(CoSponsor.objects.bulk_create(rows))


def _explained(reason: str) -> None:
    if len(reason.strip()) < rules.LEAST:
        raise Refused(_("A decision needs a reason of at least 20 characters that everybody can read."))
