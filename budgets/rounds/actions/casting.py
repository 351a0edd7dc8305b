"""Casting a ballot: roll and box in one transaction, under two roles, and a commitment in the record."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import eligibility
from accounts.models import Channel, Citizen
from accounts.refusals import Closed, Refused
from budgets.rounds import channels, rules
from budgets.rounds.ballots import Choices, Problem
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
    choices: Choices,
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
    problems = [problem.text for problem in check(round, choices, by)]
    if problems:
        raise BadBallot(*problems)
    try:
        text = rules.ballot_kind(round).text(choices)
        return _hand_in(by, round, text, channel, form or secrets.token_hex(16))
    except (keys.KeysGone, verbs.Shut) as error:
        raise closed() from error
    except verbs.Broken as error:
        raise BadBallot(_("The ballot box did not take this ballot: it breaks the rules of the round.")) from error


def check(round_: Round, choices: Choices, by: Citizen) -> list[Problem]:
    """What breaks the rules of the round on a ballot of this person. No query."""
    problems = list(rules.ballot_kind(round_).check(choices, rules.costs(round_), rules.limits(round_)))
    foreign = sorted((set(choices) & rules.costs(round_).keys()) - rules.open_to(round_, by))
    if foreign:
        words = _("{codes}: of another district. You can choose projects of your own district and of the whole area.")
        problems.append(Problem("other-district", format_lazy(words, codes=", ".join(foreign))))
    return problems


def closed() -> Closed:
    """The refusal of a ballot outside its time."""
    return Closed(_("Ballots can be cast only between the opening and the closing of the ballot."))


@transaction.atomic
def _hand_in(by: Citizen, round_: Round, choices: str, channel: Channel, form: str) -> Cast:
    tag = keys.voter_tag(round_.public_id, by)
    channels.claim(round_, tag)
    token = keys.ballot_token(round_.public_id, tag)
    salt = keys.salt(round_.public_id, token, form)
    commitment = commitments.commit(salt, choices)
    receipt = append.append(BALLOT, round_.subject, {"commitment": commitment}, lane=round_.lane, day_only=True)
    ballot = verbs.New(token, choices, salt, commitment, receipt.id, rules.paper_of(round_, by))
    put = verbs.cast(round_.public_id, tag, timezone.localdate(), channel.value, ballot)
    if put.repeated:
        transaction.set_rollback(True)
    elif put.replaced:
        append.append(REPLACED, round_.subject, {"commitment": put.replaced}, lane=round_.lane, day_only=True)
    return Cast(str(put.receipt), changed=bool(put.replaced) or put.repeated)
