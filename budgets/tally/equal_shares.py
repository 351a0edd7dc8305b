"""The Method of Equal Shares (Peters, Pierczyński, Skowron 2021) with the completions that cities use.

Every voter gets the same share of the envelope. A project is bought when its supporters together can pay
for it; of those that can, the one that costs its supporters the least for what it is worth to them, paid as
evenly as their shares allow. What is left of the envelope is given away by a completion (docs/counting-rules.md).
"""

import math
from dataclasses import asdict, replace
from fractions import Fraction

from budgets.tally.election import SATANG, Election
from budgets.tally.greedy import Greedy, Money, greedy, in_order
from budgets.tally.lasting import Leaps
from budgets.tally.outcome import Outcome, Step, Verdict, Why
from budgets.tally.purchase import Purchases, Run
from budgets.tally.threshold import barred, fewest, taking_part
from budgets.tally.variants import COMPLETIONS, EqualShares


def equal_shares(election: Election, rule: EqualShares | None = None) -> Outcome:
    """Count by equal shares. Ties: cheaper first, then more votes, then the lot.

    Raises ValueError for a completion or satisfaction that does not exist.
    """
    rule = rule or EqualShares()
    if rule.completion not in COMPLETIONS:
        raise ValueError(f"No completion {rule.completion!r}: {', '.join(COMPLETIONS)}.")
    least = fewest(election, rule.threshold, rule.threshold_percent)
    wanted = taking_part(election, least)
    enough = [code for code, votes in election.votes.items() if votes >= least]
    purchases = Purchases(election, rule.satisfaction, enough)
    run = purchases.buy(_first_share(election, rule))
    if rule.completion in {"add1", "add1u"}:
        run = _raise(election, rule, purchases, run, set(wanted))
    found = _outcome(election, rule, run, purchases, least)
    if rule.completion in {"utilitarian", "add1u"}:
        found = _fill(election, found, set(wanted))
    return _compare(election, rule, found) if rule.comparison else found


def _first_share(election: Election, rule: EqualShares) -> Fraction:
    exact = Fraction(election.budget, election.voters or 1)
    return Fraction(exact // SATANG * SATANG) if rule.start == "rounded-down" else exact


def _raise(election: Election, rule: EqualShares, purchases: Purchases, run: Run, wanted: set[str]) -> Run:
    """Add1: until the next count would overspend (or nothing more fits, or everybody is served).

    Shares that surely buy the same as the last are leapt over; the result is that of every single step.
    """
    step = rule.step * SATANG
    leaps = Leaps(purchases, step)
    while _waiting(election, run.codes, wanted):
        if rule.stop == "exhaustive" and not _fitting(election, run.codes, wanted):
            break
        alike = leaps.last_alike(run)
        following = purchases.buy(run.share + (alike + 1) * step)
        if election.spent(following.codes) > election.budget:
            return purchases.buy(run.share + alike * step) if alike else run
        run = following
    return run


def _waiting(election: Election, funded: tuple[str, ...], wanted: set[str]) -> set[str]:
    """Projects that higher shares could still bring in: those that cannot stand beside a funded one never."""
    barred = {rival for code in funded for rival in election.rivals.get(code, ())}
    return wanted - set(funded) - barred


def _fitting(election: Election, funded: tuple[str, ...], wanted: set[str]) -> list[str]:
    """Projects that could still be funded beside these."""
    money = Money.after(election, funded)
    return [code for code in wanted - set(funded) if money.obstacle(code)[0] == Why.FUNDED]


def _outcome(election: Election, rule: EqualShares, run: Run, purchases: Purchases, least: int) -> Outcome:
    steps = tuple(
        Step(
            bought.code,
            funded=True,
            cost=election.cost[bought.code],
            votes=election.votes[bought.code],
            left=math.floor(bought.available),
            highest_payment=bought.highest,
            payers=bought.payers,
            effective_support=election.cost[bought.code] / bought.highest / election.voters,
            score=election.score[bought.code],
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
        verdicts=tuple(_verdict(election, code, run, purchases, least) for code in election.cost),
        near_ties=run.near_ties,
        notes={"share": float(run.share)},
    )


def _verdict(election: Election, code: str, run: Run, purchases: Purchases, least: int) -> Verdict:
    cost, votes = election.cost[code], election.votes[code]
    bought = {one.code: one for one in run.bought}.get(code)
    if bought:
        return Verdict(code, True, Why.FUNDED, votes, cost, math.floor(bought.available))
    if votes < least or cost > election.budget:
        return barred(election, code, least)
    rival = next(iter(sorted(election.rivals.get(code, frozenset()) & set(run.codes))), "")
    left = math.floor(purchases.available(code, run))
    if rival:
        return Verdict(code, False, Why.EXCLUDED, votes, cost, left, 0, rival)
    more = math.ceil((cost - left) / run.share) if run.share else 0
    return Verdict(code, False, Why.SUPPORTERS_SHORT, votes, cost, left, more)


def _fill(election: Election, found: Outcome, wanted: set[str]) -> Outcome:
    """The utilitarian completion: most votes first with what is left of the envelope."""
    money, steps, verdicts = Money.after(election, found.funded), [], {one.code: one for one in found.verdicts}
    for code in in_order(election):
        if code in money.funded or code not in wanted:
            continue
        why, left, other = money.obstacle(code)
        cost, votes, score = election.cost[code], election.votes[code], election.score[code]
        funded = why == Why.FUNDED
        steps.append(Step(code, funded, cost, votes, left, score=score, by="utilitarian"))
        if funded:
            money.fund(code)
            verdicts[code] = Verdict(code, True, why, votes, cost, left)
        elif verdicts[code].why == Why.SUPPORTERS_SHORT:
            verdicts[code] = replace(verdicts[code], other=other)
    codes = tuple(money.funded)
    told = tuple(verdicts[code] for code in election.cost)
    return replace(found, funded=codes, spent=election.spent(codes), steps=(*found.steps, *steps), verdicts=told)


def _compare(election: Election, rule: EqualShares, found: Outcome) -> Outcome:
    """Let voters choose between this result and the greedy one: each prefers where more of theirs is funded."""
    other = greedy(election, Greedy(threshold=rule.threshold, threshold_percent=rule.threshold_percent))
    ours, theirs = set(found.funded), set(other.funded)
    here = there = 0
    for group in election.groups:
        mine = set(group.choices)
        difference = election.spent(mine & ours) - election.spent(mine & theirs)
        here += group.voters if difference > 0 else 0
        there += group.voters if difference < 0 else 0
    notes = dict(found.notes) | {"prefer_equal_shares": here, "prefer_greedy": there}
    chosen = found if there <= here else replace(other, rule="equal-shares", parameters=asdict(rule))
    return replace(chosen, notes=notes)
