"""The ballots as everybody gets them after the count, and the count that anybody can make from them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from budgets.rounds import rules
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Round
from budgets.rounds.stores.verbs import Ballot
from budgets.tally import Election, Outcome, Project, count
from budgets.tally.election import SATANG

CROWD = 20  # a round with fewer ballots is published as totals, where its rule can be recounted from totals


def published(round_: Round, ballots: Sequence[Ballot]) -> dict[str, Any]:
    """What is published: patterns with how many voters chose them, and totals of the rest.

    A pattern that only one voter has could be a mark agreed with a buyer, so it goes into the totals,
    unless the counting rule can only be checked from whole ballots (`publication: all` in the frozen rules).
    An open round adds every opening. Nothing is in the order of casting: patterns are sorted.
    """
    counted = Counter(ballot.choices for ballot in ballots)
    everything = round_.rules["publication"] == "all"
    fewest = 1 if everything else (2 if len(ballots) >= CROWD else len(ballots) + 1)
    shown = [(json.loads(text), n) for text, n in sorted(counted.items()) if n >= fewest]
    rest = [(json.loads(text), n) for text, n in counted.items() if n < fewest]
    votes, points = _totals(round_, rest)
    totals = {"ballots": sum(n for _, n in rest), "votes": votes}
    return {
        "round": round_.public_id,
        "ballots": len(ballots),
        "patterns": [{"choices": said, "voters": n} for said, n in shown],
        "rest": totals if points == votes else totals | {"points": points},
        "openings": sorted(_opening(ballot) for ballot in ballots) if round_.rules["secrecy"] == "open" else [],
    }


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


def election(round_: Round, document: dict[str, Any]) -> Election:
    """The election that published ballots describe. Totals of the rest count as one ballot for each vote."""
    kind, limits = rules.ballot_kind(round_), rules.limits(round_)
    ballots: list[Choices] = []
    for pattern in document["patterns"]:
        ballots += [kind.counted(pattern["choices"], limits)] * pattern["voters"]
    points = document["rest"].get("points", {})
    for code, votes in document["rest"]["votes"].items():
        first = points.get(code, votes) - (votes - 1)
        ballots += [{code: first}, *[{code: 1}] * (votes - 1)] if points else [[code]] * votes
    return _election(round_, ballots)


def tally(round_: Round, ballots: Sequence[Ballot]) -> Outcome:
    """Count the ballots of the box by the frozen rule."""
    kind, limits = rules.ballot_kind(round_), rules.limits(round_)
    return _count(round_, _election(round_, [kind.counted(json.loads(one.choices), limits) for one in ballots]))


def recount(round_: Round, document: dict[str, Any]) -> Outcome:
    """Count again, from what is published only. The winners must be the same (`actions.closing` checks)."""
    return _count(round_, election(round_, document))


def _count(round_: Round, counted: Election) -> Outcome:
    counting = round_.rules["counting"]
    return count(counted, counting["rule"], counting["parameters"])


def _election(round_: Round, ballots: Iterable[Choices]) -> Election:
    frozen = round_.rules
    projects = [Project(project["code"], satang(project["cost"])) for project in frozen["projects"]]
    exclusive = rules.limits(round_).exclusive
    return Election.of(projects, ballots, satang(frozen["envelope"]), frozen["seed"], exclusive=exclusive)


def satang(amount: str) -> int:
    """Baht as text → satang."""
    return int(Decimal(amount) * SATANG)


def _opening(ballot: Ballot) -> list[str]:
    return [ballot.commitment, ballot.salt.hex(), ballot.choices]
