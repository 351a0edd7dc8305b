"""Counting a round again from what is published."""

from dataclasses import dataclass

from budgets.rounds import publishing, standing
from budgets.rounds.models import Result
from budgets.tally import Outcome
from realtime.record import canonical


@dataclass(frozen=True)
class Recount:
    """What a second count gave. `agrees`: the same winners, from the very ballots whose hash was announced."""

    outcome: Outcome
    ballots: int
    same_winners: bool
    same_ballots: bool

    @property
    def funded(self) -> tuple[str, ...]:
        """The winners of the second count."""
        return self.outcome.funded

    @property
    def agrees(self) -> bool:
        """Whether the result that stands is confirmed."""
        return self.same_winners and self.same_ballots


def again(result: Result) -> Recount:
    """Count the published ballots of a round again, by its frozen rules."""
    outcome = publishing.recount(result.round, result.ballots)
    same = sorted(outcome.funded) == sorted(standing.of(result).outcome["funded"])
    true = canonical.fingerprint(result.ballots) == result.ballots_hash
    return Recount(outcome, result.ballots["ballots"], same, true)
