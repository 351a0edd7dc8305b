"""Greedy: the most votes (or points) first, as long as the envelope lasts."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from budgets.tally.election import Election
from budgets.tally.outcome import Outcome, Step, Verdict, Why
from budgets.tally.threshold import barred, fewest


@dataclass(frozen=True)
class Greedy:
    """The variant. `skip`: a project that does not fit is passed over (True) or ends the count (False).

    `threshold`: the fewest votes with which a project can be funded; `threshold_percent`: the same as a
    percentage of the ballots.
    """

    skip: bool = True
    threshold: int = 1
    threshold_percent: float = 0.0


@dataclass
class Money:
    """What has been funded so far, and what a further project may cost beside it."""

    election: Election
    left: int
    funded: dict[str, None] = field(default_factory=dict)

    @classmethod
    def after(cls, election: Election, funded: Iterable[str]) -> "Money":
        """The money left when these projects are funded."""
        money = cls(election, election.budget)
        for code in funded:
            money.fund(code)
        return money

    def fund(self, code: str) -> None:
        """Fund a project."""
        self.funded[code] = None
        self.left -= self.election.cost[code]

    def obstacle(self, code: str) -> tuple[Why, int, str]:
        """What stands in its way (FUNDED: nothing), the money there is for it, and the project that blocks it."""
        rival = next(iter(sorted(self.election.rivals.get(code, frozenset()) & self.funded.keys())), "")
        if rival:
            return Why.EXCLUDED, self.left, rival
        cost = self.election.cost[code]
        for cap in self.election.caps:
            room = cap.budget - self.election.spent(cap.codes & self.funded.keys())
            if code in cap.codes and cost > room:
                return Why.CAPPED, room, cap.name
        return (Why.NO_MONEY_LEFT if cost > self.left else Why.FUNDED), self.left, ""


def greedy(election: Election, rule: Greedy | None = None) -> Outcome:
    """Fund by number of votes, or points. Ties: cheaper first, then more votes, then the lot."""
    rule = rule or Greedy()
    least = fewest(election, rule.threshold, rule.threshold_percent)
    money, steps = Money(election, election.budget), []
    blocked: dict[str, tuple[Why, int, str]] = {}
    ended = False
    for code in in_order(election):
        if election.votes[code] < least:
            continue
        why = money.obstacle(code) if not ended else (Why.ENDED, money.left, "")
        step = _step(election, code, why)
        steps.append(step)
        if step.funded:
            money.fund(code)
        else:
            blocked[code] = why
            ended = ended or not rule.skip
    return _outcome(election, rule, tuple(steps), blocked, least)


def in_order(election: Election) -> list[str]:
    """Projects by points, then cheaper, more votes, the lot."""
    return sorted(election.cost, key=lambda code: (-election.score[code], *election.tie(code)))


def _step(election: Election, code: str, why: tuple[Why, int, str]) -> Step:
    reason, left, _other = why
    cost, votes, score = election.cost[code], election.votes[code], election.score[code]
    return Step(code, reason == Why.FUNDED, cost, votes, left, score=score)


def _outcome(
    election: Election, rule: Greedy, steps: tuple[Step, ...], blocked: dict[str, tuple[Why, int, str]], least: int
) -> Outcome:
    funded = tuple(step.code for step in steps if step.funded)
    taken = {step.code: step for step in steps}
    verdicts = []
    for code in election.cost:
        if code not in taken:
            verdicts.append(barred(election, code, least))
        elif taken[code].funded:
            verdicts.append(_verdict(election, code, (Why.FUNDED, taken[code].left, ""), 0))
        else:
            verdicts.append(_verdict(election, code, blocked[code], _more(election, taken[code], steps, rule.skip)))
    return Outcome(
        rule="greedy",
        parameters=asdict(rule),
        funded=funded,
        spent=election.spent(funded),
        budget=election.budget,
        voters=election.voters,
        steps=steps,
        verdicts=tuple(verdicts),
    )


def _verdict(election: Election, code: str, why: tuple[Why, int, str], more: int) -> Verdict:
    reason, available, other = why
    cost = election.cost[code]
    if cost > election.budget:
        reason, other, more = Why.TOO_EXPENSIVE, "", 0
    return Verdict(code, reason == Why.FUNDED, reason, election.votes[code], cost, available, more, other)


def _more(election: Election, mine: Step, steps: tuple[Step, ...], skip: bool) -> int:
    """Points that would have moved it far enough up: what is left before a place only falls with the place."""
    if election.caps or election.rivals:
        return 0
    end = next((place for place, step in enumerate(steps, 1) if not step.funded and not skip), len(steps))
    ahead = [step for step in steps[: min(steps.index(mine), end)] if step.left >= mine.cost]
    if not ahead:
        return 0
    last = ahead[-1]
    wins = election.tie(mine.code) < election.tie(last.code)
    return last.score - mine.score + (0 if wins else 1)
