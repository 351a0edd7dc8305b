"""Ballots taken apart by envelope: what they say about its projects, apart from what they say about others.

Every envelope is counted by itself, so these parts are all that a recount needs; and nothing connects what somebody
says about their own small district with what they say about the whole city. No part can be found by subtraction: a
project is paid from one envelope, so no two of them tell of the same vote.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from budgets.rounds.ballots import Choices
from budgets.rounds.envelopes import Group

type Given = Iterable[tuple[Choices, int]]  # what the count takes ballots to say, and how many say so


def parts(groups: Iterable[Group], few: frozenset[str], given: Sequence[tuple[Choices, int]]) -> list[dict[str, Any]]:
    """Of every envelope its patterns with their voters; totals only of those in `few`."""
    return [_part(group, given, as_totals=group.key in few) for group in groups]


def totals(given: Given) -> dict[str, Any]:
    """Votes of each project on these ballots; its points too, where they are others than its votes."""
    votes: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for said, voters in given:
        for code in said:
            votes[code] += voters
            points[code] += voters * (said[code] if isinstance(said, Mapping) else 1)
    found = {"votes": dict(sorted(votes.items()))}
    return found if points == votes else found | {"points": dict(sorted(points.items()))}


def ballots_in(parts: Iterable[Mapping[str, Any]]) -> dict[str, list[Choices]]:
    """By envelope, the parts of ballots that are published, as many as there are; made up where only totals are."""
    return {
        part["envelope"]: made_up(part, max(part["votes"].values(), default=0))
        if "votes" in part
        else [one["choices"] for one in part["patterns"] for _ in range(one["voters"])]
        for part in parts
    }


def made_up(totals: Mapping[str, Any], number: int) -> list[Choices]:
    """Ballots that stand for totals: a project stands on the first as many as it has votes."""
    return [_made_up(totals["votes"], totals.get("points"), place) for place in range(number)]


def _made_up(votes: Mapping[str, int], points: Mapping[str, int] | None, place: int) -> Choices:
    named = [code for code, many in votes.items() if place < many]
    if points is None:
        return named
    return {code: 1 + (0 if place else points[code] - votes[code]) for code in named}


def _part(group: Group, given: Given, *, as_totals: bool) -> dict[str, Any]:
    mine: Counter[tuple[tuple[str, int], ...]] = Counter()
    has_points = False
    for said, voters in given:
        has_points = has_points or isinstance(said, Mapping)
        points = said if isinstance(said, Mapping) else dict.fromkeys(said, 1)
        here = tuple(sorted((code, many) for code, many in points.items() if code in group.codes))
        if here:
            mine[here] += voters
    patterns = [(dict(here) if has_points else [code for code, _ in here], n) for here, n in sorted(mine.items())]
    if as_totals:
        return {"envelope": group.key, **totals(patterns)}
    return {"envelope": group.key, "patterns": [{"choices": said, "voters": n} for said, n in patterns]}
