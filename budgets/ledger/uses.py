"""What other rooms do with a line: works that it pays for. They register here; the ledger does not know them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from budgets.ledger.models import BudgetLine


@dataclass(frozen=True)
class Use:
    """Something that a line pays for, with its page."""

    title: str
    href: str
    note: str = ""


type Lister = Callable[[BudgetLine], Iterable[Use]]
type Hearer = Callable[[str, Sequence[BudgetLine]], None]
_listers: list[Lister] = []
_hearers: list[Hearer] = []


def register(lister: Lister, hearer: Hearer) -> None:
    """Show uses of a line on its page, and hear what happens to lines ("paid", "changed", "contract")."""
    if lister not in _listers:
        _listers.append(lister)
        _hearers.append(hearer)


def of(line: BudgetLine) -> list[Use]:
    """What a line pays for."""
    return [use for lister in _listers for use in lister(line)]


def heard(what: str, lines: Sequence[BudgetLine]) -> None:
    """Pass on what happened to some lines."""
    for hearer in _hearers:
        hearer(what, lines)
