"""For how many further shares a run of equal shares buys the same: proved with bounds, so that Add1 can leap.

All shares between two bounds are followed at once: what every voter has left lies between `low` and `high`.
A price falls when supporters have more, so it lies between the price from `high` and the price from `low`.
If the next purchase is certain under these bounds at every turn, all shares between buy the same.
"""

import heapq

import numpy as np

from budgets.tally.purchase import Purchases, Run, rate
from budgets.tally.supporters import CLOSE, Backing, Floats

TRIES = 3  # leaps tried before walking one step


class Leaps:
    """How far to leap; remembers what went well."""

    def __init__(self, purchases: Purchases, step: int) -> None:
        self.purchases = purchases
        self.step = step
        self.hoped = 1

    def last_alike(self, run: Run) -> int:
        """Steps (0 or more) by which the share can surely be raised without changing what is bought."""
        steps = self.hoped
        for _ in range(TRIES):
            if lasts(self.purchases, run, steps * self.step):
                self.hoped = steps * 2
                return steps
            steps //= 4
            if not steps:
                break
        self.hoped = max(1, self.hoped // 8)
        return 0


def lasts(purchases: Purchases, run: Run, more: int) -> bool:
    """Whether every share from the run's own to `more` satang above buys the same projects in the same order."""
    between = Between(purchases, run, more)
    return all(between.buys(code) for code in run.codes) and between.ends()


class Between:
    """All runs from shares between two bounds at once."""

    def __init__(self, purchases: Purchases, run: Run, more: int) -> None:
        self.election = purchases.election
        self.of = purchases.supporters.of
        self.low = np.full(len(run.left), run.most)
        self.most = run.most + float(more)
        self.high = np.full(len(run.left), self.most)
        self.bounds = list(purchases.heap)
        self.gone: set[str] = set()

    def buys(self, code: str) -> bool:
        """Whether this is certainly the next purchase; makes it."""
        backing = self.of[code]
        dear = _rate(backing, self.low, 1 + CLOSE)
        if dear is None or not self._first(code, dear):
            return False
        cheap = _rate(backing, self.high, 1 - CLOSE)
        _pay(backing, self.low, dear)
        _pay(backing, self.high, cheap or 0.0)
        self.gone |= {code, *self.election.rivals.get(code, ())}
        return True

    def ends(self) -> bool:
        """Whether nothing further can certainly be paid for."""
        left = (self.of[code] for _bound, code in self.bounds if code not in self.gone)
        rest = [one for one in left if one.people * self.most >= one.cost * (1 - CLOSE)]
        return all(float(self.high[one.rows] @ one.voters) < one.cost * (1 - CLOSE) for one in rest)

    def _first(self, code: str, dear: float) -> bool:
        """Whether no other project can be cheaper. Bounds of other prices that are too low are renewed."""
        limit = dear / self.of[code].unit * (1 + CLOSE)
        again: list[tuple[float, str]] = []
        while self.bounds and self.bounds[0][0] <= limit:
            _old, other = heapq.heappop(self.bounds)
            cheap = None if other == code or other in self.gone else _rate(self.of[other], self.high, 1 - CLOSE)
            if cheap is None:
                continue
            again.append((cheap / self.of[other].unit, other))
            if again[-1][0] <= limit and not self._surely_behind(other, code):
                return False
        for bound in again:
            heapq.heappush(self.bounds, bound)
        return True

    def _surely_behind(self, other: str, code: str) -> bool:
        """Whether prices are known exactly, as everybody can pay in full, and put the other behind."""
        theirs, mine, tie = self.of[other], self.of[code], self.election.tie
        if not (self._everybody_pays(theirs) and self._everybody_pays(mine)):
            return False
        return (theirs.least, tie(other)) > (mine.least, tie(code))

    def _everybody_pays(self, backing: Backing) -> bool:
        due = float(backing.least) * backing.unit * (1 + CLOSE)
        purse = self.low[backing.rows]
        return bool(((purse if backing.worth is None else purse / backing.worth) >= due).all())


def _rate(backing: Backing, purses: Floats, margin: float) -> float | None:
    """The rate from these purses; None when they do not hold the cost (with a margin)."""
    purse = purses[backing.rows]
    return None if float(purse @ backing.voters) < backing.cost * margin else rate(backing, purse)[0]


def _pay(backing: Backing, purses: Floats, price: float) -> None:
    due = price if backing.worth is None else price * backing.worth
    purses[backing.rows] = np.maximum(purses[backing.rows] - due, 0.0)
