"""Casting a ballot: roll and box in one transaction, under two roles, and a commitment in the record."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Channel, Citizen
from accounts.refusals import Closed, Refused
from budgets.rounds import rules
from budgets.rounds.ballots import Problem
from budgets.rounds.models import Round
from budgets.rounds.stores import keys, verbs
from realtime.record import append, commitments

BALLOT, REPLACED = "round.ballot", "round.ballot-replaced"


class BadBallot(Refused):
    """The ballot breaks the round's rules; the reasons say how, for the field."""

    status = 422
    code = "bad-ballot"
    title = _("This ballot cannot be cast as it is")


@dataclass(frozen=True)
class Cast:
    """What came of casting: where the entry is, and whether it replaced an earlier ballot of the person."""

    receipt_id: str
    changed: bool


def cast_ballot(
    *,
    by: Citizen,
    round: Round,
    choices: Sequence[str],
    channel: Channel = Channel.ONLINE,
    form: str = "",
) -> Cast:
    """Hand in the ballot of `by`; an earlier one in the same round is replaced, the last counts.

    `form` is a random word of the form it came from: the same form sent twice is one ballot. Raises
    Closed, NotEligible with every reason, BadBallot with what breaks the rules. The person and the choices
    never meet in one row, one store or one entry (docs/ballot-secrecy.md).
    """
    if not round.votable:
        raise closed()
    eligibility.require(rules.eligible(round), by)
    problems = [problem.text for problem in check(round, choices)]
    if problems:
        raise BadBallot(*problems)
    try:
        return _hand_in(by, round, canonical(choices), channel, form or secrets.token_hex(16))
    except (keys.KeysGone, verbs.Shut) as error:
        raise closed() from error


def check(round_: Round, choices: Sequence[str]) -> list[Problem]:
    """What breaks the rules of the round on a ballot with these project codes. No query."""
    return list(rules.ballot_kind(round_).check(choices, rules.costs(round_), rules.limits(round_)))


def canonical(choices: Sequence[str]) -> str:
    """A ballot as text, the same for the same choices: codes sorted, as compact JSON."""
    return json.dumps(sorted(choices), ensure_ascii=False, separators=(",", ":"))


def closed() -> Closed:
    """The refusal of a ballot outside its time."""
    return Closed(_("Ballots can be cast only between the opening and the closing of the ballot."))


@transaction.atomic
def _hand_in(by: Citizen, round_: Round, choices: str, channel: Channel, form: str) -> Cast:
    tag = keys.voter_tag(round_.public_id, by)
    token = keys.ballot_token(round_.public_id, tag)
    salt = keys.salt(round_.public_id, token, form)
    commitment = commitments.commit(salt, choices)
    receipt = append.append(BALLOT, round_.subject, {"commitment": commitment}, lane=round_.lane, day_only=True)
    ballot = verbs.New(token, choices, salt, commitment, receipt.id)
    put = verbs.cast(round_.public_id, tag, timezone.localdate(), channel.value, ballot)
    if put.repeated:
        transaction.set_rollback(True)
    elif put.replaced:
        append.append(REPLACED, round_.subject, {"commitment": put.replaced}, lane=round_.lane, day_only=True)
    return Cast(str(put.receipt), changed=bool(put.replaced) or put.repeated)
