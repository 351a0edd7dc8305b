"""The count told round by round, in sentences for everybody."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from budgets.rounds.envelopes import Group
from budgets.rounds.explaining import baht, counted_greedily
from budgets.rounds.models import Project

type Sentence = str | Promise

FUNDED: dict[str, Sentence] = {
    "greedy": _(
        "It had {votes} votes, the most of those not decided yet. {left} baht were there and it costs {cost}: funded. "
        "{after} baht are left."
    ),
    "points": _(
        "It had {score} points from {votes} voters, the most of those not decided yet. {left} baht were there and it "
        "costs {cost}: funded. {after} baht are left."
    ),
    "utilitarian": _(
        "With what the shares had left over, most votes first: {votes} votes, it costs {cost} baht, {left} baht were "
        "there: funded."
    ),
    "equal-shares": _(
        "Of all projects whose supporters could still pay together, this one asked the least of each of them for what "
        "it is worth: at most {each} baht. {payers} supporters paid its {cost} baht: funded."
    ),
    "phragmen": _("Its {votes} supporters were the next to have earned its {cost} baht together: funded."),
}
PASSED: dict[str, Sentence] = {
    "greedy": _("It had {votes} votes, the most of those not decided yet, but costs {cost} baht: passed over."),
    "points": _(
        "It had {score} points from {votes} voters, the most of those not decided yet, but costs {cost} baht: "
        "passed over."
    ),
    "utilitarian": _("With what the shares had left over: {votes} votes, but it costs {cost} baht: passed over."),
    "equal-shares": _("It had {votes} votes and costs {cost} baht: passed over."),
    "phragmen": _("Its {votes} supporters had earned its {cost} baht together, but it no longer fits: passed over."),
}


@dataclass(frozen=True)
class Turn:
    """One round of the count. `support` is the share of all voters that its payment stands for, 0 where unknown."""

    number: int
    project: Project
    funded: bool
    sentence: Sentence
    support: float


@dataclass(frozen=True)
class Part:
    """The count of one envelope: its name ("" for a round that has only one), its money, its turns.

    `few`: fewer than 20 ballots were given there, so that most votes came first (`crowds`).
    """

    title: str
    amount: str
    spent: str
    left: str
    share: str
    turns: Sequence[Turn]
    few: bool


def parts(outcome: Mapping[str, Any], groups: Sequence[Group], projects: Mapping[str, Project]) -> list[Part]:
    """Every envelope with its rounds, in the order in which they were counted."""
    told = outcome["notes"].get("envelopes") or {"": outcome["notes"]}
    return [_part(outcome, group, told.get(group.key, {}), projects) for group in groups]


def _part(outcome: Mapping[str, Any], group: Group, notes: Mapping[str, Any], projects: Mapping[str, Project]) -> Part:
    steps = [step for step in outcome["steps"] if step["code"] in group.codes]
    rule = "greedy" if counted_greedily(notes) else outcome["rule"]
    amount = int(group.amount * 100)
    spent = sum(step["cost"] for step in steps if step["funded"])
    return Part(
        in_language(group, "title"),
        baht(amount),
        baht(spent),
        baht(amount - spent),
        baht(notes.get("share", 0)),
        list(_turns(steps, rule, projects)),
        bool(notes.get("few")),
    )


def _turns(steps: Iterable[Mapping[str, Any]], rule: str, projects: Mapping[str, Project]) -> Iterable[Turn]:
    for number, step in enumerate(steps, 1):
        kind = "utilitarian" if step.get("by", "").endswith("utilitarian") else rule
        words = (FUNDED if step["funded"] else PASSED)[kind]
        kind = "points" if kind == "greedy" and step["score"] != step["votes"] else kind
        sentence = format_lazy(
            str(words),
            votes=f"{step['votes']:,}",
            score=f"{step['score']:,}",
            cost=baht(step["cost"]),
            left=baht(step["left"]),
            after=baht(step["left"] - step["cost"]),
            each=baht(step.get("highest_payment", 0)),
            payers=f"{step.get('payers', 0):,}",
        )
        yield Turn(number, projects[step["code"]], step["funded"], sentence, step.get("effective_support", 0))
