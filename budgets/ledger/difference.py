"""What was read, level by level, and what it would change in the budget that stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from budgets.ledger.figures import LEVEL_NAMES, Slice
from budgets.ledger.models import Budget
from budgets.ledger.reading import Read

SHOWN = 200


@dataclass(frozen=True)
class Differs:
    """One line that would change, in baht; 0 where it is not."""

    title: str
    before: Decimal
    after: Decimal

    @property
    def by(self) -> Decimal:
        """How much more (or less)."""
        return self.after - self.before


@dataclass(frozen=True)
class Difference:
    """All that would change: how many lines, the first of them, the totals."""

    count: int
    lines: tuple[Differs, ...]
    before: Decimal
    after: Decimal


def levels(found: Read) -> list[tuple[str, int, Decimal]]:
    """For each level its name, how many places it has, and what they add up to: the total, every time."""
    rows = []
    for depth, name in enumerate(LEVEL_NAMES[Budget.Shape.LOCAL][:4], start=1):
        sums: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
        for line in found.lines:
            sums[line.place[:depth]] += line.amount
        rows.append((str(name), len(sums), sum(sums.values(), start=Decimal(0))))
    return rows


def areas(found: Read) -> Iterable[Slice]:
    """The first level, largest first, the first fifty."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in found.lines:
        sums[line.area] += line.amount
    ordered = sorted(sums.items(), key=lambda item: -item[1])[:50]
    total = found.total or Decimal(1)
    return [Slice(name, amount, amount / total, f"{amount:,.2f}") for name, amount in ordered]


def against(budget: Budget, found: Read) -> Difference:
    """The lines that `found` would change in `budget`, in its order. One query."""
    columns = ("stable_id", "amount", "name", "task", "type")
    standing = {key: (amount, name or f"{task} – {kind}")
                for key, amount, name, task, kind in budget.lines.values_list(*columns)}  # fmt: skip
    wanted = {line.stable_id: line for line in found.lines}
    changed = [Differs(title, amount, wanted[key].amount if key in wanted else Decimal(0))
               for key, (amount, title) in standing.items()]  # fmt: skip
    changed += [Differs(line.name or f"{line.task} – {line.type}", Decimal(0), line.amount)
                for key, line in wanted.items() if key not in standing]  # fmt: skip
    differing = tuple(one for one in changed if one.by)
    return Difference(len(differing), differing[:SHOWN], budget.total, found.total)
