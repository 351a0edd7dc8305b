"""The Method of Equal Shares (Peters, Pierczyński, Skowron 2021) with cost satisfaction and completion by Add1.

Every voter gets the same share of the envelope. A project is bought when its supporters together can pay
for it; of those that can, the one that costs its supporters the least per baht of project, paid as evenly
as their shares allow. Add1: shares are raised step by step and the count repeated, until the winners
would cost more than the envelope; the last count that did not stands.
"""

from dataclasses import asdict, dataclass, replace
from fractions import Fraction

from budgets.tally.election import SATANG, Election
from budgets.tally.greedy import greedy
from budgets.tally.outcome import Outcome, Step, Verdict, Why
from budgets.tally.purchase import Purchases, Run


@dataclass(frozen=True)
class EqualShares:
    """The variant; every field is part of a round's frozen rules.

    `start`: the first share, "exact" (envelope / voters) or "rounded-down" to whole baht.
    `completion`: "none" or "add1". `step`: baht by which Add1 raises every share.
    `stop`: Add1 ends "overspend" (only when the next count would overspend) or "exhaustive" (as soon as
    no further project fits). `comparison`: replace the result by the greedy one if more voters get more
    (cost of approved projects) from that.
    """

    start: str = "rounded-down"
    completion: str = "add1"
    step: int = 1
    stop: str = "overspend"
    comparison: bool = False


def equal_shares(election: Election, rule: EqualShares | None = None) -> Outcome:
    """Count by equal shares. Ties: cheaper first, then more votes, then the lot."""
    rule = rule or EqualShares()
    if not election.voters:
        return _outcome(election, rule, Run(Fraction(0)), Purchases(election))
    purchases = Purchases(election)
    run = purchases.buy(_first_share(election, rule))
    if rule.completion == "add1":
        run = _complete(election, rule, purchases, run)
    found = _outcome(election, rule, run, purchases)
    return _compare(election, rule, found) if rule.comparison else found


def _first_share(election: Election, rule: EqualShares) -> Fraction:
    exact = Fraction(election.budget, election.voters)
    return Fraction(exact // SATANG * SATANG) if rule.start == "rounded-down" else exact


def _complete(election: Election, rule: EqualShares, purchases: Purchases, run: Run) -> Run:
    """Raise the shares until the next count would overspend (or nothing more fits, or everybody is served)."""
    wanted = {code for code, votes in election.votes.items() if votes and election.cost[code] <= election.budget}
    while wanted - set(run.codes):
        left = election.budget - election.spent(run.codes)
        if rule.stop == "exhaustive" and all(election.cost[code] > left for code in wanted - set(run.codes)):
            break
        following = purchases.buy(run.share + rule.step * SATANG)
        if election.spent(following.codes) > election.budget:
            break
        run = following
    return run


def _outcome(election: Election, rule: EqualShares, run: Run, purchases: Purchases) -> Outcome:
    steps = tuple(
        Step(
            bought.code,
            funded=True,
            cost=election.cost[bought.code],
            votes=election.votes[bought.code],
            left=int(bought.available),
            highest_payment=float(bought.highest),
            payers=election.votes[bought.code],
            effective_support=float(1 / (bought.rho * election.voters)),
        )
        for bought in run.bought
    )
    return Outcome(
        rule="equal-shares",
        parameters=asdict(rule),
        funded=run.codes,
        spent=election.spent(run.codes),
        budget=election.budget,
        voters=election.voters,
        steps=steps,
        verdicts=tuple(_verdict(election, code, run, purchases) for code in election.cost),
        near_ties=run.near_ties,
        notes={"share": float(run.share)},
    )


def _verdict(election: Election, code: str, run: Run, purchases: Purchases) -> Verdict:
    cost, votes = election.cost[code], election.votes[code]
    bought = {one.code: one for one in run.bought}.get(code)
    if bought:
        return Verdict(code, funded=True, why=Why.FUNDED, votes=votes, cost=cost, available=int(bought.available))
    if not votes:
        return Verdict(code, funded=False, why=Why.NO_VOTES, votes=votes, cost=cost)
    left = int(purchases.left_for(code, run))
    why = Why.TOO_EXPENSIVE if cost > election.budget else Why.SUPPORTERS_SHORT
    return Verdict(code, funded=False, why=why, votes=votes, cost=cost, available=left)


def _compare(election: Election, rule: EqualShares, found: Outcome) -> Outcome:
    """Let voters choose between this result and the greedy one: each prefers where more of theirs is funded."""
    other = greedy(election)
    ours, theirs = set(found.funded), set(other.funded)
    here = there = 0
    for group in election.groups:
        difference = election.spent(group.choices & ours) - election.spent(group.choices & theirs)
        here += group.voters if difference > 0 else 0
        there += group.voters if difference < 0 else 0
    notes = dict(found.notes) | {"prefer_equal_shares": here, "prefer_greedy": there}
    chosen = found if there <= here else replace(other, rule="equal-shares", parameters=asdict(rule))
    return replace(chosen, notes=notes)
