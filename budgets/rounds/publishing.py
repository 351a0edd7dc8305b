"""The ballots as everybody gets them after the count, and the count that anybody can make from them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from budgets.rounds import envelopes, rules
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Round
from budgets.rounds.stores.verbs import Ballot
from budgets.tally import Election, Outcome, Project, count
from budgets.tally.election import SATANG

CROWD = 20  # a round with fewer ballots is published as totals, where its rule can be recounted from totals


def published(round_: Round, ballots: Sequence[Ballot]) -> dict[str, Any]:
    """What is published: patterns with how many voters chose them, and totals of the rest.

    A pattern that only one voter has could be a mark agreed with a buyer, so it goes into the totals, and so do
    the ballots of a district with fewer than 20; unless the counting rule can only be checked from whole ballots
    (`publication: all` in the frozen rules). An open round adds every opening. Nothing is in the order of casting.
    """
    counted = {text: (json.loads(text), n) for text, n in sorted(Counter(one.choices for one in ballots).items())}
    small = _small_districts(round_, counted.values())
    everything = round_.rules["publication"] == "all"
    shown: list[tuple[Choices, int]] = []
    rest: list[tuple[Choices, int]] = []
    for said, voters in counted.values():
        crowd = voters > 1 and len(ballots) >= CROWD and rules.district_of(round_, said) not in small
        (shown if everything or crowd else rest).append((said, voters))
    votes, points = _totals(round_, rest)
    totals = {"ballots": sum(n for _, n in rest), "votes": votes}
    return {
        "round": round_.public_id,
        "ballots": len(ballots),
        "patterns": [{"choices": said, "voters": n} for said, n in shown],
        "rest": totals if points == votes else totals | {"points": points},
        "openings": sorted(_opening(ballot) for ballot in ballots) if round_.rules["secrecy"] == "open" else [],
    }


def _small_districts(round_: Round, counted: Iterable[tuple[Choices, int]]) -> frozenset[str]:
    """Districts whose ballots would stand out, where people choose among the projects of their own district.

    A ballot that names only projects of the whole area is of no district and stands among all of those.
    """
    crowds: Counter[str] = Counter()
    for said, voters in counted:
        crowds[rules.district_of(round_, said)] += voters
    return frozenset(district for district, voters in crowds.items() if district and voters < CROWD)


def _totals(round_: Round, rest: Sequence[tuple[Choices, int]]) -> tuple[dict[str, int], dict[str, int]]:
    """Votes and points of each project on ballots that are published as totals only."""
    kind, limits = rules.ballot_kind(round_), rules.limits(round_)
    votes: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for said, voters in rest:
        given = kind.counted(said, limits)
        for code in given:
            votes[code] += voters
            points[code] += voters * (given[code] if isinstance(given, Mapping) else 1)
    return dict(sorted(votes.items())), dict(sorted(points.items()))


def ballots_in(round_: Round, document: dict[str, Any]) -> list[Choices]:
    """The ballots that a published document describes, as many as there are.

    Of the rest only totals are known. The ballots made up for them have the same totals; who said what together is
    not theirs, and rules for which that matters publish every ballot whole.
    """
    kind, limits = rules.ballot_kind(round_), rules.limits(round_)
    ballots: list[Choices] = []
    for pattern in document["patterns"]:
        ballots += [kind.counted(pattern["choices"], limits)] * pattern["voters"]
    return ballots + [_made_up(document["rest"], number) for number in range(document["rest"]["ballots"])]


def _made_up(rest: Mapping[str, Any], number: int) -> Choices:
    """One of the ballots that stand for totals: a project stands on the first as many as it has votes."""
    votes, points = rest["votes"], rest.get("points")
    named = [code for code, many in votes.items() if number < many]
    if points is None:
        return named
    return {code: 1 + (0 if number else points[code] - votes[code]) for code in named}


def tally(round_: Round, ballots: Sequence[Ballot]) -> Outcome:
    """Count the ballots of the box by the frozen rule; `served` in the notes: voters who named a funded project."""
    kind, limits = rules.ballot_kind(round_), rules.limits(round_)
    counted: list[Choices] = [kind.counted(json.loads(one.choices), limits) for one in ballots]
    outcome = _count(round_, counted)
    funded = set(outcome.funded)
    served = sum(not funded.isdisjoint(ballot) for ballot in counted)
    return replace(outcome, notes={**outcome.notes, "served": served})


def recount(round_: Round, document: dict[str, Any], counting: Mapping[str, Any] | None = None) -> Outcome:
    """Count again, from what is published only. The winners must be the same (`actions.closing` checks).

    `counting` (rule, parameters) in place of the frozen one only tells what another rule would have given.
    """
    return _count(round_, ballots_in(round_, document), counting)


def _count(round_: Round, ballots: Sequence[Choices], counting: Mapping[str, Any] | None = None) -> Outcome:
    """Every envelope is counted by itself, from the ballots that name one of its projects."""
    counting = counting or round_.rules["counting"]
    parts = envelopes.groups(round_.rules)
    found = {
        part.key: count(
            _election(round_, ballots, part, whole=len(parts) == 1), counting["rule"], counting["parameters"]
        )
        for part in parts
    }
    return next(iter(found.values())) if len(parts) == 1 else together(found, len(ballots), counting)


def together(found: Mapping[str, Outcome], voters: int, counting: Mapping[str, Any]) -> Outcome:
    """One outcome of the counts of several envelopes, in their order."""
    every = list(found.values())
    return Outcome(
        rule=counting["rule"],
        parameters=every[0].parameters,
        funded=tuple(code for one in every for code in one.funded),
        spent=sum(one.spent for one in every),
        budget=sum(one.budget for one in every),
        voters=voters,
        steps=tuple(
            replace(step, by=f"{key}/{step.by}" if step.by else key) for key, one in found.items() for step in one.steps
        ),
        verdicts=tuple(verdict for one in every for verdict in one.verdicts),
        near_ties=sum(one.near_ties for one in every),
        notes={
            "envelopes": {key: dict(one.notes) | {"left": one.left, "voters": one.voters} for key, one in found.items()}
        },
    )


def _election(round_: Round, ballots: Iterable[Choices], part: envelopes.Group, *, whole: bool) -> Election:
    frozen = round_.rules
    projects = [
        Project(project["code"], satang(project["cost"]))
        for project in frozen["projects"]
        if project["code"] in part.codes
    ]
    named = [ballot for ballot in ballots if whole or part.codes & set(ballot)]
    exclusive = [codes & part.codes for codes in rules.limits(round_).exclusive]
    return Election.of(projects, named, int(part.amount * SATANG), frozen["seed"], exclusive=exclusive)


def satang(amount: str) -> int:
    """Baht as text → satang."""
    return int(Decimal(amount) * SATANG)


def _opening(ballot: Ballot) -> list[str]:
    return [ballot.commitment, ballot.salt.hex(), ballot.choices]
