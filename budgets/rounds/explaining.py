"""Why each project was or was not funded, in sentences for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.rounds.models import Project
from budgets.tally import Why
from budgets.tally.election import SATANG

type Sentence = str | Promise

WORDS: dict[str, dict[str, Sentence]] = {
    "greedy": {
        Why.FUNDED: _("It had {votes} votes. When its turn came, {available} baht were left, and it costs {cost}."),
        Why.NO_MONEY_LEFT: _(
            "It had {votes} votes. When its turn came, only {available} baht were left, and it costs {cost}."
        ),
        Why.TOO_EXPENSIVE: _("It costs {cost} baht, more than the whole envelope."),
        Why.NO_VOTES: _("It had too few votes to be counted ({votes})."),
    },
    "equal-shares": {
        Why.FUNDED: _("Its {votes} supporters still had {available} baht of their shares, enough for its {cost}."),
        Why.SUPPORTERS_SHORT: _(
            "Its {votes} supporters had {available} baht of their shares left, not enough for its {cost}: the rest "
            "had gone to other projects that they support."
        ),
        Why.TOO_EXPENSIVE: _("It costs {cost} baht, more than the whole envelope."),
        Why.NO_VOTES: _("Nobody chose it."),
    },
}


@dataclass(frozen=True)
class Told:
    """One project's fate. The fields `label`, `value` and `text` are what the chart tags draw (votes)."""

    project: Project
    funded: bool
    votes: int
    sentence: Sentence
    place: int

    @property
    def label(self) -> str:
        """Its name."""
        return str(self.project)

    @property
    def value(self) -> int:
        """Its votes."""
        return self.votes

    @property
    def text(self) -> str:
        """Its votes as text."""
        return f"{self.votes:,}"

    href = ""


def tell(outcome: Mapping[str, Any], projects: Sequence[Project]) -> list[Told]:
    """Every project with its verdict: the funded in the order in which they were, then the rest by votes."""
    by_code = {project.code: project for project in projects}
    places = {code: place for place, code in enumerate(outcome["funded"], 1)}
    words = WORDS["greedy" if _counted_greedily(outcome) else outcome["rule"]]
    told = [
        Told(
            by_code[verdict["code"]],
            verdict["funded"],
            verdict["votes"],
            _sentence(words[verdict["why"]], verdict),
            places.get(verdict["code"], 0),
        )
        for verdict in outcome["verdicts"]
    ]
    return sorted(told, key=lambda one: (not one.funded, one.place, -one.votes, one.project.code))


def baht(satang: float) -> str:
    """Satang as baht with separators; satang only if there are any."""
    amount = Decimal(int(satang)) / SATANG
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def _sentence(words: Sentence, verdict: Mapping[str, Any]) -> Sentence:
    amounts = {"cost": baht(verdict["cost"]), "available": baht(verdict["available"])}
    return format_lazy(str(words), votes=f"{verdict['votes']:,}", **amounts)


def _counted_greedily(outcome: Mapping[str, Any]) -> bool:
    """Whether the voters preferred the greedy outcome in the comparison step of equal shares."""
    notes = outcome["notes"]
    return bool(notes.get("prefer_greedy", 0) > notes.get("prefer_equal_shares", 0))
