"""The counting rules of a round, written a second time for the check: most votes first, and equal shares.

This is not the code that counts on the site. It is slower and plainer, so that it can be read in one sitting:
no heap, no arrays. Money is in satang. Decisions that floats cannot take (closer than one part in a thousand
million) are taken again with exact fractions.
"""

import functools
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

TOO_CLOSE = 1e-9  # relative: below this a float does not decide
BAHT = 100  # satang
# Variants that are counted here; whatever else a rule names is left to the site's own program.
KNOWN: dict[str, tuple[Any, ...]] = {
    "satisfaction": ("cost",),
    "completion": ("add1", "none"),
    "threshold_percent": (0,),
}


@dataclass(frozen=True)
class Poll:
    """What is counted: cost of each project, the envelope, ballots grouped by what they say, the lot's seed."""

    cost: Mapping[str, int]
    envelope: int
    ballots: Mapping[frozenset[str], int]
    seed: str

    @functools.cached_property
    def support(self) -> dict[str, list[tuple[frozenset[str], int]]]:
        """The ballots that approve each project."""
        return {code: [one for one in self.ballots.items() if code in one[0]] for code in self.cost}

    def votes(self, code: str) -> int:
        """Voters who approve this project."""
        return sum(voters for _, voters in self.support[code])

    def equals(self, code: str) -> tuple[int, int, bytes]:
        """Sorts equals: cheaper first, then more votes, then the lot drawn from the published seed."""
        return self.cost[code], -self.votes(code), hashlib.sha256(f"{self.seed}/{code}".encode()).digest()


class Unsure(Exception):
    """Two numbers are too close for floats."""


def satang_of(baht: str) -> int:
    """Baht as text in satang."""
    return int(Decimal(baht) * BAHT)


def winners(poll: Poll, rule: str, parameters: Mapping[str, Any]) -> list[str]:
    """The projects funded, by the rule of this name. Raises KeyError for a rule or variant that it does not know."""
    for name, known in KNOWN.items():
        if parameters.get(name, known[0]) not in known:
            raise KeyError(f"{rule}: {name} {parameters[name]}")
    return {"greedy": by_votes, "equal-shares": by_shares}[rule](poll, parameters)


def by_votes(poll: Poll, parameters: Mapping[str, Any]) -> list[str]:
    """Most votes first, as long as the envelope lasts."""
    funded: list[str] = []
    left = poll.envelope
    votes = {code: poll.votes(code) for code in poll.cost}
    for code in sorted(poll.cost, key=lambda code: (-votes[code], poll.equals(code))):
        if votes[code] < max(parameters["threshold"], 1):
            continue
        if poll.cost[code] <= left:
            funded.append(code)
            left -= poll.cost[code]
        elif not parameters["skip"]:
            break
    return funded


def by_shares(poll: Poll, parameters: Mapping[str, Any]) -> list[str]:
    """The method of equal shares, with Add1 where the rules say so, and the comparison with most votes first."""
    voters = sum(poll.ballots.values())
    if not voters:
        return []
    share = Fraction(poll.envelope, voters)
    if parameters["start"] == "rounded-down":
        share = Fraction(share // BAHT * BAHT)
    funded = _bought(poll, share)
    wanted = {code for code, cost in poll.cost.items() if cost <= poll.envelope and poll.votes(code)}
    while parameters["completion"] == "add1" and wanted - set(funded):
        left = poll.envelope - _costs(poll, funded)
        if parameters["stop"] == "exhaustive" and all(poll.cost[code] > left for code in wanted - set(funded)):
            break
        share += parameters["step"] * BAHT
        following = _bought(poll, share)
        if _costs(poll, following) > poll.envelope:
            break
        funded = following
    return _compared(poll, funded) if parameters["comparison"] else funded


def _compared(poll: Poll, funded: list[str]) -> list[str]:
    """This result, or that of most votes first when more voters get more from it."""
    other = by_votes(poll, {"skip": True, "threshold": 1})
    here = there = 0
    for choices, voters in poll.ballots.items():
        mine, theirs = (_costs(poll, choices & set(result)) for result in (funded, other))
        here, there = here + voters * (mine > theirs), there + voters * (theirs > mine)
    return funded if there <= here else other


def _costs(poll: Poll, codes: Any) -> int:
    return sum(poll.cost[code] for code in codes)


def _bought(poll: Poll, share: Fraction) -> list[str]:
    """What is bought when every voter begins with `share`."""
    try:
        return _buy(poll, share, exact=False)
    except Unsure:
        return _buy(poll, share, exact=True)


def _buy(poll: Poll, share: Fraction, exact: bool) -> list[str]:
    purse: dict[frozenset[str], Any] = {choices: share if exact else float(share) for choices in poll.ballots}
    open_ = {code for code in poll.cost if poll.votes(code)}
    funded: list[str] = []
    while True:
        asked = {code: _price(poll, code, purse, exact) for code in sorted(open_)}
        prices = {code: price for code, price in asked.items() if price is not None}
        if not prices:
            return funded
        code = _lowest(poll, prices, exact)
        paid = prices[code] * poll.cost[code]
        for choices, _ in poll.support[code]:
            purse[choices] = max(purse[choices] - paid, 0)
        funded.append(code)
        open_ = prices.keys() - {code}  # who cannot pay now never can


def _lowest(poll: Poll, prices: Mapping[str, Any], exact: bool) -> str:
    """The project whose supporters pay the least per satang of its cost."""
    least = min(prices.values())
    close = [code for code, price in prices.items() if price <= least * (1 if exact else 1 + TOO_CLOSE)]
    if len(close) > 1 and not exact:
        raise Unsure
    return min(close, key=poll.equals)


def _price(poll: Poll, code: str, purse: Mapping[frozenset[str], Any], exact: bool) -> Any | None:
    """The least that supporters pay per satang of cost, each as far as the purse goes; None when they are short."""
    cost = poll.cost[code]
    payers = sorted((purse[choices], voters) for choices, voters in poll.support[code])
    together = sum(has * voters for has, voters in payers)
    if not exact and abs(together - cost) <= TOO_CLOSE * cost:
        raise Unsure
    if together < cost:
        return None
    owed: Any = Fraction(cost) if exact else float(cost)
    number = sum(voters for _, voters in payers)
    return _paid(payers, owed, number) / cost


def _paid(payers: Sequence[tuple[Any, int]], owed: Any, number: int) -> Any:
    """What each pays who can: the poorest give all they have, the others the same."""
    for has, voters in payers:
        if owed / number <= has:
            break
        owed, number = owed - has * voters, number - voters
        if not number:
            raise Unsure
    return owed / number
