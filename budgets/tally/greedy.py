"""Greedy: the most votes first, as long as the envelope lasts."""

from dataclasses import asdict, dataclass

from budgets.tally.election import Election
from budgets.tally.outcome import Outcome, Step, Verdict, Why


@dataclass(frozen=True)
class Greedy:
    """The variant. `skip`: a project that does not fit is passed over (True) or ends the count (False).

    `threshold`: the fewest votes with which a project can be funded.
    """

    skip: bool = True
    threshold: int = 1


def greedy(election: Election, rule: Greedy | None = None) -> Outcome:
    """Fund by number of votes. Ties: cheaper first, then the lot."""
    rule = rule or Greedy()
    order = sorted(election.cost, key=lambda code: (-election.votes[code], *election.tie(code)))
    left, ended = election.budget, False
    steps: list[Step] = []
    for code in order:
        cost, votes = election.cost[code], election.votes[code]
        if votes < max(rule.threshold, 1):
            continue
        funded = cost <= left and not ended
        steps.append(Step(code, funded, cost, votes, left))
        ended = ended or (not funded and not rule.skip)
        left -= cost if funded else 0
    return outcome(election, rule, steps)


def outcome(election: Election, rule: Greedy, steps: list[Step]) -> Outcome:
    """The outcome that these rounds amount to."""
    taken = {step.code: step for step in steps}
    funded = tuple(step.code for step in steps if step.funded)
    return Outcome(
        rule="greedy",
        parameters=asdict(rule),
        funded=funded,
        spent=election.spent(funded),
        budget=election.budget,
        voters=election.voters,
        steps=tuple(steps),
        verdicts=tuple(_verdict(election, code, taken.get(code)) for code in election.cost),
    )


def _verdict(election: Election, code: str, step: Step | None) -> Verdict:
    cost, votes = election.cost[code], election.votes[code]
    if step is None:
        return Verdict(code, funded=False, why=Why.NO_VOTES, votes=votes, cost=cost)
    if step.funded:
        return Verdict(code, funded=True, why=Why.FUNDED, votes=votes, cost=cost, available=step.left)
    why = Why.TOO_EXPENSIVE if cost > election.budget else Why.NO_MONEY_LEFT
    return Verdict(code, funded=False, why=why, votes=votes, cost=cost, available=step.left)
