"""Knapsack: spend the envelope yourself; what you choose must fit into it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.rounds.ballots.kind import BallotKind, Choices, Limits, Problem, check_choices


def check(chosen: Choices, costs: Mapping[str, Decimal], limits: Limits) -> Iterable[Problem]:
    """The common checks, and the sum of the costs."""
    yield from check_choices(chosen, costs, limits)
    total = sum((costs.get(code, Decimal(0)) for code in chosen), start=Decimal(0))
    if total > limits.envelope:
        words = _(
            "Your projects cost {total} baht together. The envelope is {envelope} baht: that is {over} baht too much. "
            "Take one or more away."
        )
        amounts = {"total": total, "envelope": limits.envelope, "over": total - limits.envelope}
        yield Problem("over-envelope", format_lazy(words, **{name: f"{n:,.0f}" for name, n in amounts.items()}))


KNAPSACK = BallotKind(
    name="knapsack",
    label=_("Fill the envelope"),
    words=_("Choose the projects that you would pay for. Together they must not cost more than the envelope."),
    check=check,
    counts_money=True,
)
