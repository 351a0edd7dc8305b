"""Equal shares for the check, and the names of all rules that a round can be counted by."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from realtime.record.checking.counting import BAHT, TOO_CLOSE, Poll, Said, Unsure, by_loads, by_votes


def winners(poll: Poll, rule: str, parameters: Mapping[str, Any]) -> list[str]:
    """The projects funded, by the rule of this name. Raises KeyError for a rule or parameter that it does not know."""
    return {"greedy": by_votes, "equal-shares": by_shares, "phragmen": by_loads}[rule](poll, parameters)


def by_shares(poll: Poll, parameters: Mapping[str, Any]) -> list[str]:
    """The method of equal shares, what the rules say is done with the rest, the comparison with most votes first."""
    if not poll.voters:
        return []
    share = Fraction(poll.envelope, poll.voters)
    if parameters["start"] == "rounded-down":
        share = Fraction(share // BAHT * BAHT)
    completion = parameters["completion"]
    if completion not in {"none", "add1", "add1u", "utilitarian"}:
        raise KeyError(f"completion {completion}")
    funded = _bought(poll, share, parameters)
    if completion in {"add1", "add1u"}:
        funded = _raised(poll, share, funded, parameters)
    if completion in {"utilitarian", "add1u"}:
        funded = _filled(poll, funded, parameters)
    return _compared(poll, funded, parameters) if parameters["comparison"] else funded


def _raised(poll: Poll, share: Fraction, funded: list[str], parameters: Mapping[str, Any]) -> list[str]:
    """Add1: every share is raised and all counted again, until that would cost more than the envelope."""
    wanted = poll.taking_part(parameters)
    while True:
        waiting = [code for code in wanted - set(funded) if poll.beside(code, funded)]
        left = poll.envelope - poll.costs(funded)
        if not waiting or (parameters["stop"] == "exhaustive" and all(poll.cost[code] > left for code in waiting)):
            return funded
        share += parameters["step"] * BAHT
        following = _bought(poll, share, parameters)
        if poll.costs(following) > poll.envelope:
            return funded
        funded = following


def _filled(poll: Poll, funded: list[str], parameters: Mapping[str, Any]) -> list[str]:
    """Most votes first, with what is left of the envelope."""
    filled, wanted = list(funded), poll.taking_part(parameters)
    for code in poll.in_order():
        fits = poll.cost[code] <= poll.envelope - poll.costs(filled)
        if code in wanted and code not in filled and fits and poll.beside(code, filled):
            filled.append(code)
    return filled


def _compared(poll: Poll, funded: list[str], parameters: Mapping[str, Any]) -> list[str]:
    """This result, or that of most votes first when more voters get more from it."""
    other = by_votes(poll, {**parameters, "skip": True})
    here = there = 0
    for said, voters in poll.ballots.items():
        named = {code for code, _ in said}
        mine, theirs = (poll.costs(named & set(result)) for result in (funded, other))
        here, there = here + voters * (mine > theirs), there + voters * (theirs > mine)
    return funded if there <= here else other


def _bought(poll: Poll, share: Fraction, parameters: Mapping[str, Any]) -> list[str]:
    """What is bought when every voter begins with `share`."""
    try:
        return _buy(poll, share, parameters, exact=False)
    except Unsure:
        return _buy(poll, share, parameters, exact=True)


def _buy(poll: Poll, share: Fraction, parameters: Mapping[str, Any], exact: bool) -> list[str]:
    purse: dict[Said, Any] = dict.fromkeys(poll.ballots, share if exact else float(share))
    least, meaning = poll.fewest(parameters), parameters["satisfaction"]
    open_ = {code for code in poll.cost if poll.votes(code) >= least}
    funded: list[str] = []
    while True:
        able = sorted(code for code in open_ if poll.beside(code, funded))
        asked = {code: _rate(poll, code, purse, meaning, exact) for code in able}
        rates = {code: rate for code, rate in asked.items() if rate is not None}
        if not rates:
            return funded
        code = _lowest(poll, rates, meaning, exact)
        for said, _, points in poll.support[code]:
            purse[said] = max(purse[said] - rates[code] * _worth(points, meaning), 0)
        funded.append(code)
        open_ = rates.keys() - {code}  # who cannot pay now never can


def _worth(points: int, meaning: str) -> int:
    """What a project is worth to a voter, beside its other supporters."""
    return {"points": points, "cost": 1, "cardinality": 1}[meaning]


def _lowest(poll: Poll, rates: Mapping[str, Any], meaning: str, exact: bool) -> str:
    """The project whose supporters pay the least for what it is worth to them."""
    prices = {code: rate / (poll.cost[code] if meaning == "cost" else 1) for code, rate in rates.items()}
    least = min(prices.values())
    close = [code for code, price in prices.items() if price <= least * (1 if exact else 1 + TOO_CLOSE)]
    if len(close) > 1 and not exact:
        raise Unsure
    return min(close, key=poll.equals)


def _rate(poll: Poll, code: str, purse: Mapping[Said, Any], meaning: str, exact: bool) -> Any | None:
    """The least that supporters pay for one unit of worth, each as far as the purse goes; None when they are short."""
    cost = poll.cost[code]
    payers = [(purse[said], voters, _worth(points, meaning)) for said, voters, points in poll.support[code]]
    together = sum(has * voters for has, voters, _ in payers)
    if not exact and abs(together - cost) <= TOO_CLOSE * cost:
        raise Unsure
    if together < cost:
        return None
    return _paid(payers, Fraction(cost) if exact else float(cost))


def _paid(payers: Sequence[tuple[Any, int, int]], owed: Any) -> Any:
    """What each pays who can, for one unit of worth: the poorest give all they have, the others alike."""
    weight = sum(voters * worth for _, voters, worth in payers)
    for has, voters, worth in sorted(payers, key=lambda payer: payer[0] / payer[2]):
        if owed / weight * worth <= has:
            break
        owed, weight = owed - has * voters, weight - voters * worth
        if not weight:
            raise Unsure
    return owed / weight
