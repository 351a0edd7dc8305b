"""Counting a certified round again from what is published."""

from dataclasses import dataclass

from budgets.rounds import publishing
from budgets.rounds.models import Result
from realtime.record import canonical


@dataclass(frozen=True)
class Recount:
    """What a second count gave. `agrees`: the same winners, from the very ballots whose hash is certified."""

    funded: tuple[str, ...]
    ballots: int
    agrees: bool


def again(result: Result) -> Recount:
    """Count the published ballots of a round again, by its frozen rules."""
    outcome = publishing.recount(result.round, result.ballots)
    same = sorted(outcome.funded) == sorted(result.outcome["funded"])
    true = canonical.fingerprint(result.ballots) == result.ballots_hash
    return Recount(outcome.funded, result.ballots["ballots"], same and true)
