"""Closing a ballot: two officers, every commitment checked, the count, and the end of both keys.

With the first word the box is shut. Each word is given after every opening was checked against the record, and its
entry says over which commitments. Then steps, each finished or not begun, so that a crash between them is mended by
calling `finish` again: count (check, count, publish, rewrite) → forget (destroy the keys).
Two officers certify what was counted afterwards (`actions.certifying`).
"""

import json
import logging
from collections.abc import Sequence
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.rounds import channels, publishing, rules, turnout
from budgets.rounds.actions.casting import BALLOT, REPLACED
from budgets.rounds.models import Confirmation, Result, Round
from budgets.rounds.states import Phase, State
from budgets.rounds.stores import keys, verbs
from budgets.rounds.stores.verbs import Ballot
from realtime import sealer
from realtime.record import append, canonical, commitments
from realtime.record.models import Entry

NEEDED = 2  # officers


log = logging.getLogger(__name__)


class DoesNotAddUp(Refused):
    """Record, box and roll disagree: nothing is counted until a person has looked. `found` goes to the log only."""

    status, code, title = 409, "does-not-add-up", _("Nothing was counted")

    def __init__(self, found: str) -> None:
        super().__init__(_("The public record, the ballot box and the roll do not agree. Call those who run the site."))
        self.found = found
        log.error("A round does not add up: %s", found)

    def __str__(self) -> str:
        return self.found


def confirm_close(*, by: User, round: Round) -> Result | None:
    """One officer's word that the ballot is over. With the second word it is counted; None before that.

    Raises NotEligible without the role, Closed before the closing time, AlreadyDone for the same officer
    twice, DoesNotAddUp when the stores and the record disagree.
    """
    if not rules.may_close(by, round):
        raise NotEligible(_("Only a head or reviewer of the agency can close a ballot."))
    if round.phase() != Phase.COUNT:
        raise Closed(_("A ballot can be closed when its closing time has passed, and only once."))
    channels.require_finished(round)
    _shut(round)
    sealer.flush_lane(round.lane)
    _sign(by, round)
    if round.confirmations.count() < NEEDED:
        return None
    return finish(round=round)


@transaction.atomic
def _sign(by: User, round_: Round) -> None:
    """One officer's word, given after every opening was checked against the record; it names all that stand."""
    _mine, new = Confirmation.objects.get_or_create(round=round_, officer=by)
    if not new:
        raise AlreadyDone(_("You have confirmed this already. A second officer must confirm too."))
    ballots = verbs.open_box(round_.public_id)
    cast, replaced, _size = _committed(round_)
    _check(round_, ballots, cast, replaced)
    standing = "\n".join(sorted(ballot.commitment for ballot in ballots))
    body = {"role": "officer", "openings_checked": len(ballots), "commitments": sha256(standing.encode()).hexdigest()}
    append.append("round.close-confirmed", round_.subject, body)


def finish(*, round: Round) -> Result:
    """Take the steps of closing that are still to be taken. Safe to repeat, also after a crash."""
    if round.confirmations.count() < NEEDED:
        raise Closed(_("Two different officers must confirm the close first."))
    _shut(round)
    if round.state == State.COUNTING:
        sealer.flush_lane(round.lane)
        _count(round)
    if keys.exist(round.public_id):
        keys.destroy(round.public_id)
        append.append("round.keys-destroyed", round.subject, {"keys": 2})
    return Result.objects.get(round=round)


@transaction.atomic
def _shut(round_: Round) -> None:
    """Once, whoever comes first: the state is the guard."""
    opened = Round.objects.filter(pk=round_.pk, state=State.OPEN)
    if opened.update(state=State.COUNTING, closed_at=timezone.now()):
        verbs.shut(round_.public_id)
        append.append("round.closed", round_.subject, {"ballots": verbs.ballots_in_box(round_.public_id)})
    round_.refresh_from_db(fields=["state", "closed_at"])


@transaction.atomic
def _count(round_: Round) -> None:
    if not Round.objects.filter(pk=round_.pk, state=State.COUNTING).update(state=State.COUNTED):
        return
    ballots = verbs.open_box(round_.public_id)
    cast, replaced, size = _committed(round_)
    _check(round_, ballots, cast, replaced)
    outcome = publishing.tally(round_, ballots)
    document = publishing.published(round_, ballots)
    if set(publishing.recount(round_, document).funded) != set(outcome.funded):
        raise DoesNotAddUp("The published ballots do not give the same winners.")
    plain = outcome.to_json()
    hashes = {"ballots": canonical.fingerprint(document), "outcome": canonical.fingerprint(plain)}
    body = hashes | {
        "cast": len(cast),
        "replaced": len(replaced),
        "counted": len(ballots),
        "openings_checked": len(ballots),
        "officers": NEEDED,
        "rules": round_.rules_hash,
        "funded": list(outcome.funded),
        "rewritten": True,
    }
    by_area = turnout.by_area(round_)
    receipt = append.append("round.counted", round_.subject, body)
    Result.objects.create(
        round=round_,
        outcome=plain,
        ballots=document,
        ballots_hash=hashes["ballots"],
        outcome_hash=hashes["outcome"],
        cast=len(cast),
        replaced=len(replaced),
        turnout=by_area,
        record_size=size,
        receipt=receipt.id,
    )
    verbs.rewrite(round_.public_id, keep_openings=round_.rules["secrecy"] == "open")
    round_.state = State.COUNTED


def _committed(round_: Round) -> tuple[list[str], list[str], int]:
    """Commitments of ballots and of replaced ballots in the sealed record, and the record's size at the last."""
    cast: list[str] = []
    replaced: list[str] = []
    size = 0
    entries = Entry.objects.filter(subject=round_.subject, kind__in=[BALLOT, REPLACED]).order_by("index")
    for index, kind, leaf in entries.values_list("index", "kind", "leaf").iterator():
        (cast if kind == BALLOT else replaced).append(json.loads(bytes(leaf))["body"]["commitment"])
        size = index + 1
    return cast, replaced, size


def _check(round_: Round, ballots: Sequence[Ballot], cast: list[str], replaced: list[str]) -> None:
    """Commitments − replaced = ballots = participants, each opening fits, each ballot keeps the rules."""
    people = sum(verbs.participants(round_.public_id).values()) - channels.without_ballot(round_.public_id)
    standing = set(cast) - set(replaced)
    if not len(cast) - len(replaced) == len(standing) == len(ballots) == people:
        raise DoesNotAddUp(f"{len(cast)} − {len(replaced)} commitments, {len(ballots)} ballots, {people} participants.")
    allowed = rules.costs(round_), rules.limits(round_)
    for ballot in ballots:
        if ballot.commitment not in standing or commitments.commit(ballot.salt, ballot.choices) != ballot.commitment:
            raise DoesNotAddUp("A ballot does not open its commitment.")
        if any(rules.ballot_kind(round_).check(json.loads(ballot.choices), *allowed)):
            raise DoesNotAddUp("A ballot breaks the rules of the round.")
