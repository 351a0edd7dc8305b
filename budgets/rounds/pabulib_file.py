"""A counted round in Pabulib's format (pabulib.org/format), as pabulib-checker wants it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from budgets.rounds import crowds, standing
from budgets.rounds import rules as rules_room
from budgets.rounds.ballots import Choices
from budgets.rounds.models import Result
from budgets.tally import pabulib

VOTE_TYPES = {"approval": "approval", "knapsack": "approval", "points": "cumulative", "ranking": "ordinal"}
ADD1 = {"satisfaction": "cost", "start": "rounded-down", "completion": "add1", "step": 1, "stop": "overspend"}


def as_pabulib(result: Result) -> str:
    """The published ballots as .pb, with random voter ids in the order of the patterns.

    Rare ballots are published as totals only: where there are any, the file has fewer votes than ballots were
    counted, its columns add up to its own votes, and it says so. Where ballots are published taken apart by envelope,
    a vote here is what one ballot says about one envelope.
    """
    rules, document = result.round.rules, result.ballots
    votes = _votes(result)
    ballot, kind = rules["ballot"], VOTE_TYPES[rules["ballot"]["kind"]]
    meta: list[tuple[str, Any]] = [
        ("description", result.round.page.title),
        ("country", "Thailand"),
        ("unit", rules["agency"]),
        ("instance", result.round.public_id),
        ("num_projects", len(rules["projects"])),
        ("num_votes", len(votes)),
        ("budget", rules["envelope"].removesuffix(".00")),
        ("vote_type", kind),
        ("rule", rule_name(rules["counting"]) if is_whole(result) else "unknown"),
        ("date_begin", _day(rules["dates"]["opens_at"])),
        ("date_end", _day(rules["dates"]["closes_at"])),
        ("min_length", 1 if "parts" in document else ballot["minimum"]),
        ("max_length", ballot["maximum"]),
    ]
    if ballot["kind"] == "points":
        meta += [("min_sum_points", 1), ("max_sum_points", ballot["points"])]
    if ballot["kind"] == "knapsack":
        meta.append(("max_sum_cost", rules["envelope"].removesuffix(".00")))
    meta += [("language", "th"), ("currency", "THB"), ("comment", _comment(result))]
    return pabulib.write(meta, _projects(result, kind), votes)


def is_whole(result: Result) -> bool:
    """Whether the file is the whole election: every ballot as it was cast, and one envelope."""
    several = len(result.round.rules.get("envelopes") or ()) > 1
    return not (several or result.ballots["rest"]["ballots"] or "parts" in result.ballots)


def rule_name(counting: dict[str, Any]) -> str:
    """The name that Pabulib has for a rule with these parameters; "unknown" where it has none."""
    rule, values = counting["rule"], counting["parameters"]
    if values.get("threshold", 1) > 1 or values.get("threshold_percent", 0):
        return "unknown"
    if rule == "greedy":
        return "greedy" if values["skip"] else "greedy-no-skip"
    if rule == "equal-shares" and all(values.get(name, value) == value for name, value in ADD1.items()):
        return "equalshares/add1-comparison" if values["comparison"] else "equalshares/add1"
    return "unknown"


def _comment(result: Result) -> str:
    counting, document = result.round.rules["counting"], result.ballots
    values = " ".join(f"{name}={value}" for name, value in counting["parameters"].items())
    words = [f"#1: Counted by {counting['rule']} {values}."]
    if hidden := document["rest"]["ballots"]:
        words.append(f"#2: {hidden} further ballots with rare patterns are published as totals only.")
    if "parts" in document:
        words.append("#2: Every vote is what one ballot says about one envelope; each envelope is counted by itself.")
    if few := crowds.published_as_totals(result.round.rules, document):
        where = ", ".join(sorted(filter(None, few))) or "the round"
        words.append(f"#3: Fewer than {crowds.CROWD} ballots: totals only, counted by greedy: {where}.")
    return " ".join(words)


def _projects(result: Result, kind: str) -> list[pabulib.Row]:
    chosen = set(standing.of(result).outcome["funded"])
    votes: Counter[str] = Counter()
    score: Counter[str] = Counter()
    for given, voters in _patterns(result):
        for code in given:
            votes[code] += voters
            score[code] += voters * (given[code] if isinstance(given, Mapping) else 1)
    return [
        {
            "project_id": project["code"],
            "cost": project["cost"].removesuffix(".00"),
            "votes": str(votes[project["code"]]),
            **({} if kind == "approval" else {"score": str(score[project["code"]])}),
            "name": project["title"],
            "selected": str(int(project["code"] in chosen)),
        }
        for project in result.round.rules["projects"]
    ]


def _votes(result: Result) -> list[pabulib.Row]:
    votes: list[pabulib.Row] = []
    for given, voters in _patterns(result):
        row = {"vote": ",".join(given)}
        if isinstance(given, Mapping):
            row["points"] = ",".join(str(points) for points in given.values())
        votes += [{"voter_id": str(len(votes) + n + 1), **row} for n in range(voters)]
    return votes


def _patterns(result: Result) -> Iterator[tuple[Choices, int]]:
    """What published ballots, or parts of them, say to the count, most points first where there are ranks."""
    kind, limits = rules_room.ballot_kind(result.round), rules_room.limits(result.round)
    for pattern in result.ballots["patterns"]:
        yield kind.counted(pattern["choices"], limits), pattern["voters"]
    for part in result.ballots.get("parts", ()):
        for pattern in part.get("patterns", ()):
            said = pattern["choices"]
            ranked = kind.field == "rank" and isinstance(said, dict)
            yield dict(sorted(said.items(), key=lambda one: -one[1])) if ranked else said, pattern["voters"]


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%d.%m.%Y}"
