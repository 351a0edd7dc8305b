"""The same run in exact fractions, brought up to date only when floats come too close to decide."""

from fractions import Fraction

from budgets.tally.supporters import Supporters


class Exact:
    """What every group has left, per voter, as a fraction of a satang; purchases are replayed on demand."""

    def __init__(self, supporters: Supporters, share: Fraction) -> None:
        self.supporters = supporters
        self.voters = [group.voters for group in supporters.election.groups]
        self.left = [share] * len(self.voters)
        self.replayed = 0

    def follow(self, codes: list[str]) -> None:
        """Make the purchases of `codes` that are not made here yet. Raises ArithmeticError if one cannot be paid."""
        for code in codes[self.replayed :]:
            price = self.price(code)
            if price is None:
                raise ArithmeticError(f"Floats bought {code}, fractions cannot.")
            self.pay(code, price)
        self.replayed = len(codes)

    def pay(self, code: str, price: Fraction) -> None:
        """Take the payments for a project at this price out of its supporters' shares."""
        backing = self.supporters.of[code]
        for row in backing.rows.tolist():
            due = price * backing.unit * self.supporters.exact_worth(code, row)
            self.left[row] = max(self.left[row] - due, Fraction(0))

    def price(self, code: str) -> Fraction | None:
        """The least price at which the supporters together pay the cost; None when they are short."""
        backing = self.supporters.of[code]
        worth = {row: self.supporters.exact_worth(code, row) for row in backing.rows.tolist()}
        rows = sorted(worth, key=lambda row: self.left[row] / worth[row])
        owed = Fraction(backing.cost)
        weight = sum(worth[row] * self.voters[row] for row in rows)
        for row in rows:
            price = owed / weight
            if price * worth[row] <= self.left[row]:
                return price / backing.unit
            owed -= self.left[row] * self.voters[row]
            weight -= worth[row] * self.voters[row]
        return None
