"""Paper ballots on the one road: the person on the same roll, the paper in the same box, the same commitments."""

import json
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Channel
from accounts.refusals import AlreadyDone, Closed
from budgets.rounds import rules
from budgets.rounds.actions.casting import BALLOT, closed
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Round
from budgets.rounds.states import State
from budgets.rounds.stores import keys, verbs
from realtime.record import append, commitments

DEPOSIT = "round.paper-deposit"


def reading(round_: Round, choices: Choices) -> str:
    """What a paper says as text, the same for the same choices, whatever the kind of ballot."""
    return rules.ballot_kind(round_).text(choices)


def void(round_: Round, text: str) -> bool:
    """Whether a paper that says this breaks the rules of the round."""
    said = json.loads(text)
    broken = any(rules.ballot_kind(round_).check(said, rules.costs(round_), rules.limits(round_)))
    return broken or not rules.of_one_district(round_, said)


@transaction.atomic
def enter_paper_voter(*, round: Round, tag: bytes, station: str) -> None:
    """Enter on the roll that this person has put a paper ballot into a box; what it says is not known to anybody.

    Raises AlreadyDone for somebody on the roll, Closed unless the stores take ballots. The caller holds the tag.
    """
    if round.state != State.OPEN or timezone.now() < round.page.opens_at:
        raise closed()
    if verbs.voted_on(round.public_id, tag):
        raise AlreadyDone(_("This person has voted already."))
    if not verbs.enter(round.public_id, tag, timezone.localdate(), Channel.PAPER.value):
        raise closed()
    append.append(DEPOSIT, round.subject, {"station": station}, lane=round.lane, day_only=True)


@transaction.atomic
def put_paper_ballots(*, round: Round, ballots: Sequence[str]) -> None:
    """Put keyed papers (canonical texts) into the box, in random order under random tokens: no paper has a person.

    Raises Closed unless the box takes ballots, ValueError for a ballot that breaks the rules.
    """
    if round.state != State.OPEN:
        raise Closed(_("The ballot is counted already."))
    for choices in secrets.SystemRandom().sample(ballots, len(ballots)):
        if void(round, choices):
            raise ValueError("a void paper does not go into the box")
        token = keys.ballot_token(round.public_id, secrets.token_bytes(keys.KEY_BYTES))
        salt = commitments.new_salt()
        commitment = commitments.commit(salt, choices)
        body = {"commitment": commitment, "channel": Channel.PAPER.value}
        receipt = append.append(BALLOT, round.subject, body, lane=round.lane, day_only=True)
        if not verbs.put_paper(round.public_id, verbs.New(token, choices, salt, commitment, receipt.id)):
            raise closed()
