"""One run of equal shares from a given share: floats first, exact fractions wherever two projects come close."""

import heapq
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budgets.tally.election import Election

CLOSE = 1e-9  # relative distance below which floats do not decide
type Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Bought:
    """One purchase. `rho` is what supporters pay at most per satang of cost; money in satang."""

    code: str
    rho: Fraction | float
    highest: Fraction | float
    available: Fraction | float


@dataclass
class Run:
    """What was bought when everybody began with `share`; what each group has left, per voter."""

    share: Fraction
    bought: list[Bought] = field(default_factory=list)
    left: Floats | list[Fraction] = field(default_factory=list)
    near_ties: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The winners in the order in which they were bought."""
        return tuple(one.code for one in self.bought)


class Purchases:
    """The supporters of every project of one election, ready for many runs."""

    def __init__(self, election: Election) -> None:
        self.election = election
        self.weights = [group.voters for group in election.groups]
        self.float_weights = np.array(self.weights, dtype=np.float64)
        members: dict[str, list[int]] = {code: [] for code in election.cost}
        for index, group in enumerate(election.groups):
            for code in group.choices:
                members[code].append(index)
        self.supporters = members
        self.index = {code: np.array(rows, dtype=np.intp) for code, rows in members.items()}

    def buy(self, share: Fraction) -> Run:
        """Buy from this share until nothing more can be paid for."""
        run = self._in_floats(share)
        return self._in_fractions(share, run.near_ties) if run.near_ties else run

    def left_for(self, code: str, run: Run) -> Fraction | float:
        """Satang that the supporters of a project have left together."""
        return sum((run.left[row] * self.weights[row] for row in self.supporters[code]), start=Fraction(0))

    def _in_floats(self, share: Fraction) -> Run:
        """The quick way. A price can only rise, so a lazy heap finds the lowest."""
        left: Floats = np.full(len(self.weights), float(share))
        run = Run(share, left=left)
        heap = [(1 / votes, code) for code, votes in self.election.votes.items() if votes]
        heapq.heapify(heap)
        while (found := self._cheapest(heap, run, left)) is not None:
            rho, code = found
            rows, price = self.index[code], rho * self.election.cost[code]
            available = float(left[rows] @ self.float_weights[rows])
            run.bought.append(Bought(code, rho, price, available))
            left[rows] = np.maximum(left[rows] - price, 0.0)
        return run

    def _cheapest(self, heap: list[tuple[float, str]], run: Run, left: Floats) -> tuple[float, str] | None:
        """Take the project with the lowest price now; note when another comes close. Unpayable ones drop out."""
        fresh: list[tuple[float, str]] = []
        while heap and (not fresh or heap[0][0] <= fresh[0][0] * (1 + CLOSE)):
            _old, code = heapq.heappop(heap)
            rho = self._price(code, run, left)
            if rho is not None:
                heapq.heappush(fresh, (rho, code))
        if not fresh:
            return None
        best = heapq.heappop(fresh)
        run.near_ties += sum(rho <= best[0] * (1 + CLOSE) for rho, _ in fresh)
        for other in fresh:
            heapq.heappush(heap, other)
        return best

    def _price(self, code: str, run: Run, left: Floats) -> float | None:
        """The least rho with sum(min(left, rho * cost)) = cost over the supporters; None when they are short."""
        cost = float(self.election.cost[code])
        rows = self.index[code]
        purse, weight = left[rows], self.float_weights[rows]
        total = float(purse @ weight)
        if abs(total - cost) <= CLOSE * cost:
            run.near_ties += 1
        if total < cost:
            return None
        order = np.argsort(purse)
        purse, weight = purse[order], weight[order]
        below = np.concatenate(([0.0], np.cumsum(purse * weight)[:-1]))
        above = np.cumsum(weight[::-1])[::-1]
        prices = (cost - below) / above
        place = int(np.argmax(prices <= purse * (1 + CLOSE)))
        return float(prices[place]) / cost

    def _in_fractions(self, share: Fraction, near_ties: int) -> Run:
        """The exact way, for a run in which floats cannot be trusted."""
        left = [share] * len(self.weights)
        run = Run(share, left=left, near_ties=near_ties)
        heap = [
            (Fraction(1, votes), self.election.tie(code), code) for code, votes in self.election.votes.items() if votes
        ]
        heapq.heapify(heap)
        while heap:
            _old, tie, code = heapq.heappop(heap)
            rho = self._exact_price(code, left)
            if rho is None:
                continue
            if heap and (rho, tie) > heap[0][:2]:
                heapq.heappush(heap, (rho, tie, code))
                continue
            rows, price = self.supporters[code], rho * self.election.cost[code]
            available = sum((left[row] * self.weights[row] for row in rows), start=Fraction(0))
            run.bought.append(Bought(code, rho, price, available))
            for row in rows:
                left[row] = max(left[row] - price, Fraction(0))
        return run

    def _exact_price(self, code: str, left: list[Fraction]) -> Fraction | None:
        cost = self.election.cost[code]
        rows = sorted(self.supporters[code], key=left.__getitem__)
        owed, payers = Fraction(cost), sum(self.weights[row] for row in rows)
        if sum((left[row] * self.weights[row] for row in rows), start=Fraction(0)) < cost:
            return None
        for row in rows:
            price = owed / payers
            if price <= left[row]:
                return price / cost
            owed -= left[row] * self.weights[row]
            payers -= self.weights[row]
        return None
