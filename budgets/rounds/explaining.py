"""Why each project was or was not funded, in sentences for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.rounds.envelopes import Group
from budgets.rounds.models import Project
from budgets.tally import Why
from budgets.tally.election import SATANG

type Sentence = str | Promise

COMMON: dict[str, Sentence] = {
    Why.TOO_EXPENSIVE: _("It costs {cost} baht, more than the whole envelope."),
    Why.NO_VOTES: _("Nobody chose it."),
    Why.BELOW_THRESHOLD: _("It had {votes} votes, fewer than the rules ask of a project. {more} more were needed."),
    Why.EXCLUDED: _("It had {votes} votes, but “{other}” was funded, and the rules allow only one of the two."),
    Why.CAPPED: _("It had {votes} votes, but only {available} baht were left for its area, and it costs {cost}."),
    Why.ENDED: _("It had {votes} votes. The count had ended before its turn came."),
}
WORDS: dict[str, dict[str, Sentence]] = {
    "greedy": COMMON
    | {
        Why.FUNDED: _("It had {votes} votes. When its turn came, {available} baht were left, and it costs {cost}."),
        Why.NO_MONEY_LEFT: _(
            "It had {votes} votes. When its turn came, only {available} baht were left, and it costs {cost}."
        ),
    },
    "phragmen": COMMON
    | {
        Why.FUNDED: _(
            "Its {votes} supporters had earned its {cost} baht together, and {available} baht of the envelope "
            "were left."
        ),
        Why.NO_MONEY_LEFT: _(
            "Its {votes} supporters had earned its {cost} baht together, but only {available} baht of the envelope "
            "were left."
        ),
    },
    "equal-shares": COMMON
    | {
        Why.FUNDED: _("Its {votes} supporters still had {available} baht of their shares, enough for its {cost}."),
        Why.SUPPORTERS_SHORT: _(
            "Its {votes} supporters had {available} baht of their shares left, not enough for its {cost}: the rest "
            "had gone to other projects that they support."
        ),
    },
}
MISSING: dict[str, Sentence] = {
    "greedy": _("{more} more votes ({percent} more support) were needed, with everything else as it was."),
    "equal-shares": _(
        "With the shares as they were, {more} more people who want it ({percent} more support) were needed."
    ),
}


@dataclass(frozen=True)
class Told:
    """One project's fate. The fields `label`, `value` and `text` are what the chart tags draw (votes)."""

    project: Project
    funded: bool
    votes: int
    sentence: Sentence
    missing: Sentence
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


def tell(outcome: Mapping[str, Any], projects: Sequence[Project], groups: Sequence[Group]) -> list[Told]:
    """Every project with its verdict: the funded in the order in which they were, then the rest by votes."""
    by_code = {project.code: project for project in projects}
    places = {code: place for place, code in enumerate(outcome["funded"], 1)}
    rules = _rules(outcome, groups)
    told = [
        Told(
            by_code[verdict["code"]],
            verdict["funded"],
            verdict["votes"],
            _sentence(WORDS[rules[verdict["code"]]][verdict["why"]], verdict, by_code),
            _missing(rules[verdict["code"]], verdict),
            places.get(verdict["code"], 0),
        )
        for verdict in outcome["verdicts"]
    ]
    return sorted(told, key=lambda one: (not one.funded, one.place, -one.votes, one.project.code))


def baht(satang: float) -> str:
    """Satang as baht with separators; satang only if there are any."""
    amount = Decimal(int(satang)) / SATANG
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def _sentence(words: Sentence, verdict: Mapping[str, Any], projects: Mapping[str, Project]) -> Sentence:
    amounts = {"cost": baht(verdict["cost"]), "available": baht(verdict["available"])}
    other = verdict.get("other", "")
    return format_lazy(
        str(words),
        votes=f"{verdict['votes']:,}",
        more=f"{verdict.get('more', 0):,}",
        other=projects.get(other, other),
        **amounts,
    )


def _missing(rule: str, verdict: Mapping[str, Any]) -> Sentence:
    """How much more support was needed; nothing where that cannot be said."""
    more, votes = verdict.get("more", 0), verdict["votes"]
    if rule not in MISSING or not more or not votes or verdict["why"] == Why.BELOW_THRESHOLD:
        return ""
    return format_lazy(str(MISSING[rule]), more=f"{more:,}", percent=f"{-(-100 * more // votes):,}%")


def counted_greedily(notes: Mapping[str, Any]) -> bool:
    """Whether too few had voted, or the voters preferred the greedy outcome in the comparison step of equal shares."""
    return bool(notes.get("few") or notes.get("prefer_greedy", 0) > notes.get("prefer_equal_shares", 0))


def _rules(outcome: Mapping[str, Any], groups: Sequence[Group]) -> dict[str, str]:
    """By which rule each project was decided in the end: its envelope's, or most votes first with what was left."""
    notes = outcome["notes"].get("envelopes") or {"": outcome["notes"]}
    greedy = {code for group in groups for code in group.codes if counted_greedily(notes.get(group.key, {}))}
    greedy |= {step["code"] for step in outcome["steps"] if step["funded"] and step["by"].endswith("utilitarian")}
    return {one["code"]: "greedy" if one["code"] in greedy else outcome["rule"] for one in outcome["verdicts"]}
