"""Sequential Phragmén for budgets (Los, Christoff, Grossi 2022): everybody earns evenly, projects are bought.

Every voter earns at the same rate. As soon as the supporters of a project hold its cost together, it is bought
with all that they hold. The count ends when the next project no longer fits, or goes on without it (`skip`).
"""

from dataclasses import asdict, dataclass, field
from fractions import Fraction

import numpy as np

from budgets.tally.election import Election
from budgets.tally.outcome import Outcome, Step, Verdict, Why
from budgets.tally.supporters import CLOSE, Floats, Supporters
from budgets.tally.threshold import barred, fewest, taking_part
from budgets.tally.variants import Phragmen


@dataclass
class Loads:
    """What every voter of a group had earned at the last purchase they paid for, in satang."""

    election: Election
    supporters: Supporters
    floats: Floats
    bought: list[str] = field(default_factory=list)
    near_ties: int = 0
    exact: list[Fraction] = field(default_factory=list)
    replayed: int = 0

    def moment(self, code: str) -> float:
        """Earnings per voter at which the supporters of a project can pay for it."""
        backing = self.supporters.of[code]
        return (backing.cost + float(self.floats[backing.rows] @ backing.voters)) / self.election.votes[code]

    def exactly(self, code: str) -> Fraction:
        """The same as a fraction; purchases made since the last time are replayed first."""
        self.exact = self.exact or [Fraction(0)] * len(self.election.groups)
        while self.replayed < len(self.bought):
            done = self.bought[self.replayed]
            moment = self._exactly(done)
            for row in self.supporters.of[done].rows.tolist():
                self.exact[row] = moment
            self.replayed += 1
        return self._exactly(code)

    def buy(self, code: str, moment: float) -> None:
        """Everybody who supports it has nothing left."""
        self.floats[self.supporters.of[code].rows] = moment
        self.bought.append(code)

    def first(self, codes: list[str]) -> tuple[str, float]:
        """The project that is paid for first, and when. Ties: cheaper, more votes, the lot."""
        moments = {code: self.moment(code) for code in codes}
        soonest = min(moments.values())
        near = [code for code, moment in moments.items() if moment <= soonest * (1 + CLOSE)]
        if len(near) > 1:
            self.near_ties += 1
            near.sort(key=lambda code: (self.exactly(code), self.election.tie(code)))
        return near[0], moments[near[0]]

    def _exactly(self, code: str) -> Fraction:
        rows, groups = self.supporters.of[code].rows.tolist(), self.election.groups
        held = sum((self.exact[row] * groups[row].voters for row in rows), start=Fraction(0))
        return (self.election.cost[code] + held) / self.election.votes[code]


def phragmen(election: Election, rule: Phragmen | None = None) -> Outcome:
    """Count by sequential Phragmén."""
    rule = rule or Phragmen()
    least = fewest(election, rule.threshold, rule.threshold_percent)
    loads = Loads(election, Supporters(election), np.zeros(len(election.groups)))
    waiting = sorted(taking_part(election, least))
    steps: list[Step] = []
    verdicts: dict[str, Verdict] = {}
    left, last = election.budget, 0.0
    while waiting:
        code, moment = loads.first(waiting)
        why = _obstacle(election, code, left, loads.bought)
        steps.append(_step(election, code, left, moment, funded=why[0] == Why.FUNDED))
        verdicts[code] = _verdict(election, code, why, left)
        waiting.remove(code)
        if why[0] == Why.FUNDED:
            loads.buy(code, moment)
            left, last = left - election.cost[code], moment
        elif not rule.skip and why[0] == Why.NO_MONEY_LEFT:
            break
    verdicts |= {code: _verdict(election, code, (Why.ENDED, ""), left) for code in waiting}
    funded = tuple(loads.bought)
    told = tuple(verdicts.get(code) or barred(election, code, least) for code in election.cost)
    spent, notes = election.spent(funded), {"earned": last}
    budget, voters = election.budget, election.voters
    return Outcome("phragmen", asdict(rule), funded, spent, budget, voters, tuple(steps), told, loads.near_ties, notes)


def _obstacle(election: Election, code: str, left: int, bought: list[str]) -> tuple[Why, str]:
    rival = next(iter(sorted(election.rivals.get(code, frozenset()) & set(bought))), "")
    if rival:
        return Why.EXCLUDED, rival
    return (Why.FUNDED if election.cost[code] <= left else Why.NO_MONEY_LEFT), ""


def _step(election: Election, code: str, left: int, moment: float, *, funded: bool) -> Step:
    cost, votes = election.cost[code], election.votes[code]
    support = cost / moment / election.voters if moment else 0.0
    return Step(code, funded, cost, votes, left, moment, votes, support, election.score[code])


def _verdict(election: Election, code: str, why: tuple[Why, str], left: int) -> Verdict:
    cost, votes = election.cost[code], election.votes[code]
    return Verdict(code, why[0] == Why.FUNDED, why[0], votes, cost, left, 0, why[1])
