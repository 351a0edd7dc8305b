"""One run of equal shares from a given share: floats first, exact fractions wherever two decisions come close."""

import heapq
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from budgets.tally.election import Election
from budgets.tally.exact import Exact
from budgets.tally.supporters import CLOSE, Backing, Floats, Supporters


@dataclass(frozen=True)
class Bought:
    """One purchase: what supporters pay at most, and what they had together, in satang."""

    code: str
    highest: float
    available: float
    payers: int


@dataclass
class Run:
    """What was bought when everybody began with `share`; what each group has left, per voter."""

    share: Fraction
    most: float  # the share as a float: nobody has more
    left: Floats
    bought: list[Bought] = field(default_factory=list)
    near_ties: int = 0
    exact: Exact | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The winners in the order in which they were bought."""
        return tuple(one.code for one in self.bought)


@dataclass(frozen=True)
class Price:
    """What a project costs its supporters now: `price` to compare by, `rate` to pay by; `exact` if known as such."""

    price: float
    rate: float
    available: float
    exact: Fraction | None = None


class Purchases:
    """One election ready for many runs. `codes` are the projects that take part (all with votes)."""

    def __init__(self, election: Election, satisfaction: str = "cost", codes: list[str] | None = None) -> None:
        self.election = election
        self.supporters = Supporters(election, satisfaction)
        taking = self.supporters.of if codes is None else codes
        self.heap = [(float(self.supporters.of[code].least), code) for code in taking]
        heapq.heapify(self.heap)

    def buy(self, share: Fraction, only_exact: bool = False) -> Run:
        """Buy from this share until nothing more can be paid for. `only_exact`: let fractions decide everything."""
        run = Run(share, float(share), np.full(len(self.election.groups), float(share)))
        heap = list(self.heap)
        while (found := self._cheapest(heap, run, float("inf") if only_exact else CLOSE)) is not None:
            code, price = found
            self._pay(run, self.supporters.of[code], price)
        return run

    def available(self, code: str, run: Run) -> float:
        """Satang that the supporters of a project have left together."""
        backing = self.supporters.of.get(code)
        return float(run.left[backing.rows] @ backing.voters) if backing else 0.0

    def _cheapest(self, heap: list[tuple[float, str]], run: Run, close: float) -> tuple[str, Price] | None:
        """Take the project with the lowest price now. A price can only rise, so a lazy heap finds it.

        Projects that cannot be paid for drop out; so do those that cannot stand beside one bought.
        """
        fresh: dict[str, Price] = {}
        limit = float("inf")
        barred = {rival for code in run.codes for rival in self.election.rivals.get(code, ())}
        while heap and heap[0][0] <= limit:
            _old, code = heapq.heappop(heap)
            price = None if code in barred else self._price(code, run, close)
            if price is not None:
                fresh[code] = price
                limit = min(limit, price.price * (1 + close))
        near = [code for code, price in fresh.items() if price.price <= limit]
        chosen = self._decide(near, fresh, run)
        for code, price in fresh.items():
            if code != chosen:
                heapq.heappush(heap, (price.price, code))
        return (chosen, fresh[chosen]) if chosen else None

    def _decide(self, near: list[str], fresh: dict[str, Price], run: Run) -> str | None:
        """The lowest of those that floats cannot tell apart: by exact prices, then by the tie rule."""
        if len(near) < 2:
            return near[0] if near else None
        prices = {code: fresh[code].exact for code in near}
        if None in prices.values():
            run.near_ties += 1
            exact = self._exact(run)
            prices = {code: exact.price(code) for code in near}
        tie = self.election.tie
        return min(near, key=lambda code: (prices[code] or Fraction(0), tie(code)))

    def _exact(self, run: Run) -> Exact:
        run.exact = run.exact or Exact(self.supporters, run.share)
        run.exact.follow(list(run.codes))
        return run.exact

    def _price(self, code: str, run: Run, close: float) -> Price | None:
        """The least price at which min(left, price × worth) adds up to the cost; None when supporters are short."""
        backing = self.supporters.of[code]
        if backing.people * run.most < backing.cost * (1 - close):
            return None
        purse = run.left[backing.rows]
        available = float(purse @ backing.voters)
        if available < backing.cost * (1 - close):
            return None
        if available <= backing.cost * (1 + close):
            run.near_ties += 1
            if self._exact(run).price(code) is None:
                return None
        paid, everybody = rate(backing, purse)
        return Price(paid / backing.unit, paid, available, backing.least if everybody else None)

    def _pay(self, run: Run, backing: Backing, price: Price) -> None:
        purse = run.left[backing.rows]
        due = price.rate if backing.worth is None else price.rate * backing.worth
        highest = price.rate if backing.worth is None else float(np.minimum(purse, due).max())
        payers = int(backing.voters[purse > 0].sum())
        run.bought.append(Bought(backing.code, highest, price.available, payers))
        run.left[backing.rows] = np.maximum(purse - due, 0.0)


def rate(backing: Backing, purse: Floats) -> tuple[float, bool]:
    """Payment per unit of worth, rising until those who can pay it cover what the others cannot; and if all can."""
    power = purse if backing.worth is None else purse / backing.worth
    due = backing.cost / backing.weight
    short = power < due
    if not short.any():
        return due, True
    weight = backing.voters if backing.worth is None else backing.voters * backing.worth
    while True:
        rest = backing.weight - float(weight[short].sum())
        owed = backing.cost - float(purse[short] @ backing.voters[short])
        if rest <= 0.5 or owed <= 0:
            return float(power.max()), False
        following = owed / rest
        now_short = power < following
        if following <= due or (now_short == short).all():
            return max(due, following), False
        due, short = following, now_short
