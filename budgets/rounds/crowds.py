"""Too few ballots to hide among: what is published of them then, and by what they are counted.

Equal shares and Phragmén need whole ballots. Where fewer than 20 were given whole ballots would stand out, so a sealed
round publishes totals there and counts by most votes. That is part of the frozen rules (docs/ballot-secrecy.md).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from budgets.rounds import envelopes
from budgets.rounds.envelopes import Group

CROWD = 20  # ballots
FEW: dict[str, Any] = {
    "fewer_than": CROWD,
    "rule": "greedy",
    "parameters": {"skip": True, "threshold": 1, "threshold_percent": 0.0},
}


class Publication(StrEnum):
    """How ballots are published after the count, by the frozen rules."""

    ALL = "all"  # every pattern (open rounds; sealed ones whose rules were frozen before version 2)
    GROUPED = "grouped"  # patterns of two voters and more; totals of the rest
    CROWD = "crowd"  # every pattern of a round with 20 ballots and more, or totals
    PARTS = "parts"  # taken apart by envelope: every pattern where 20 ballots and more were given, or totals


SEALED_WORDS: dict[Publication, str | Promise] = {
    Publication.ALL: _("Every pattern of choices with the number of its voters."),
    Publication.GROUPED: _(
        "Patterns of choices that at least two voters share, with their number. Totals only of all others, and of a "
        "round (or of a district, where people choose among the projects of their own) with fewer than 20 ballots."
    ),
    Publication.CROWD: _(
        "With 20 ballots or more: every pattern of choices with the number of its voters, also one that a single "
        "voter has, since it could be any of them. With fewer than 20 ballots: totals only. Totals are not enough for "
        "the counting rule of this round, so most votes come first then."
    ),
    Publication.PARTS: _(
        "What ballots say about the projects of one envelope, apart from what they say about others: every pattern "
        "with the number of its voters. Of a district where fewer than 20 ballots were given: totals only. Totals are "
        "not enough for the counting rule of this round, so most votes come first in the envelopes of that district. "
        "The other envelopes are counted by the rule of the round."
    ),
}


def publication(secrecy: str, own_district: bool, needs_ballots: bool, parts: int) -> Publication:
    """How a round with these rules publishes its ballots; `parts`: its envelopes."""
    if secrecy == "open":
        return Publication.ALL
    if not needs_ballots:
        return Publication.GROUPED
    return Publication.PARTS if own_district and parts > 1 else Publication.CROWD


def in_words(secrecy: str, how: str) -> str | Promise:
    """What is published of the ballots, for everybody before they vote."""
    if secrecy == "open":
        return _("Every ballot with its opening, without names.")
    return SEALED_WORDS[Publication(how)]


def problems(rules: Mapping[str, Any]) -> Iterable[str | Promise]:
    """A small district must not change how a whole city is counted: no envelope may hold projects of several."""
    if "few" not in rules["counting"] or not rules["ballot"]["own_district"]:
        return
    for group in envelopes.groups(rules):
        if len(_districts(rules, group)) > 1:
            words = _(
                "People choose among the projects of their own district, and ballots are sealed: with this counting "
                "rule each district needs an envelope of its own, and so do projects of the whole area. One "
                "envelope here holds projects of several: {codes}."
            )
            yield format_lazy(words, codes=", ".join(sorted(group.codes)))


def without_crowd(rules: Mapping[str, Any], ballots: int, given: Mapping[str, int]) -> frozenset[str]:
    """Envelopes of which totals only are published: `given` are the ballots by the smallest district they give away.

    Only for rules that say what is done then (`counting.few`).
    """
    few = rules["counting"].get("few")
    if not few:
        return frozenset()
    by_parts = rules["publication"] == Publication.PARTS
    return frozenset(
        group.key
        for group in envelopes.groups(rules)
        if few["fewer_than"] > (_crowd(district(rules, group), ballots, given) if by_parts else ballots)
    )


def published_as_totals(rules: Mapping[str, Any], document: Mapping[str, Any]) -> frozenset[str]:
    """The same, read from published ballots."""
    if "parts" in document:
        return frozenset(part["envelope"] for part in document["parts"] if "votes" in part)
    return without_crowd(rules, document["ballots"], {})


def district(rules: Mapping[str, Any], group: Group) -> str:
    """Of which district the projects of this envelope are; "" for the whole area."""
    return next(iter(_districts(rules, group)), "")


def _crowd(district: str, ballots: int, given: Mapping[str, int]) -> int:
    """Ballots known to be of people of this district: those that name a project of it, or of a district within it."""
    return sum(n for code, n in given.items() if code.startswith(district)) if district else ballots


def _districts(rules: Mapping[str, Any], group: Group) -> frozenset[str]:
    return frozenset(project["district"] for project in rules["projects"] if project["code"] in group.codes)
