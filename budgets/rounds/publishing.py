"""The ballots as everybody gets them after the count, and the count that anybody can make from them."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

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
    shown = sorted((json.loads(text), n) for text, n in counted.items() if n >= fewest)
    rest = [(json.loads(text), n) for text, n in counted.items() if n < fewest]
    votes: Counter[str] = Counter()
    for codes, n in rest:
        votes.update(dict.fromkeys(codes, n))
    return {
        "round": round_.public_id,
        "ballots": len(ballots),
        "patterns": [{"choices": codes, "voters": n} for codes, n in shown],
        "rest": {"ballots": sum(n for _, n in rest), "votes": dict(sorted(votes.items()))},
        "openings": sorted(_opening(ballot) for ballot in ballots) if round_.rules["secrecy"] == "open" else [],
    }


def election(round_: Round, document: dict[str, Any]) -> Election:
    """The election that published ballots describe. Totals of the rest count as one vote a ballot."""
    ballots: list[Iterable[str]] = []
    for pattern in document["patterns"]:
        ballots += [pattern["choices"]] * pattern["voters"]
    for code, votes in document["rest"]["votes"].items():
        ballots += [[code]] * votes
    return _election(round_, ballots)


def tally(round_: Round, ballots: Sequence[Ballot]) -> Outcome:
    """Count the ballots of the box by the frozen rule."""
    return _count(round_, _election(round_, [json.loads(ballot.choices) for ballot in ballots]))


def recount(round_: Round, document: dict[str, Any]) -> Outcome:
    """Count again, from what is published only. The winners must be the same (`actions.closing` checks)."""
    return _count(round_, election(round_, document))


def _count(round_: Round, counted: Election) -> Outcome:
    counting = round_.rules["counting"]
    return count(counted, counting["rule"], counting["parameters"])


def _election(round_: Round, ballots: Iterable[Iterable[str]]) -> Election:
    rules = round_.rules
    projects = [Project(project["code"], satang(project["cost"])) for project in rules["projects"]]
    return Election.of(projects, ballots, satang(rules["envelope"]), rules["seed"])


def satang(amount: str) -> int:
    """Baht as text → satang."""
    return int(Decimal(amount) * SATANG)


def _opening(ballot: Ballot) -> list[str]:
    return [ballot.commitment, ballot.salt.hex(), ballot.choices]
