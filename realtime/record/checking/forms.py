"""What published ballots say, in each form that a ballot can have: approval, knapsack, points, ranking."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from realtime.record.checking.counting import Poll, Said, satang_of
from realtime.record.checking.merkle import Broken


def said_on(rules: Mapping[str, Any], choices: Any) -> Said:
    """What a ballot says to the count: each project named with its points.

    A rank counts as many points as a ballot has places, each further one a point less. Raises Broken for another
    form of ballot than that of the rules.
    """
    kind, places = rules["ballot"]["kind"], rules["ballot"]["maximum"]
    if isinstance(choices, Mapping) != (kind == "points") or kind not in {"approval", "knapsack", "points", "ranking"}:
        raise Broken(f"This program does not know such ballots in a round of kind {kind}: {choices}.")
    if isinstance(choices, Mapping):
        return frozenset(choices.items())
    return frozenset((code, places - place if kind == "ranking" else 1) for place, code in enumerate(choices))


def ballots_fit(rules: Mapping[str, Any], ballots: Mapping[str, Any]) -> None:
    """Every published pattern keeps the rules of the round, and the totals of the rest are possible."""
    for pattern in ballots["patterns"]:
        said_on(rules, pattern["choices"])
        if not all(kept(rules, pattern["choices"], rules["ballot"]["minimum"])):
            raise Broken(f"{pattern['voters']} published ballots break the rules: {json.dumps(pattern['choices'])}.")
    rest = ballots["rest"]
    known = {project["code"] for project in rules["projects"]}
    if any(votes > rest["ballots"] or code not in known for code, votes in rest["votes"].items()):
        raise Broken("The totals of rare ballots give a project more votes than there are such ballots.")


def kept(rules: Mapping[str, Any], choices: Any, least: int) -> Iterable[bool]:
    """What a ballot must hold, one after the other; `least`: the fewest projects on it."""
    limits, named = rules["ballot"], list(choices)
    cost = {project["code"]: satang_of(project["cost"]) for project in rules["projects"]}
    yield len(set(named)) == len(named) and cost.keys() >= set(named)
    yield least <= len(named) <= limits["maximum"]
    yield limits["kind"] != "knapsack" or sum(cost[code] for code in named) <= satang_of(rules["envelope"])
    if limits["kind"] == "points":
        given = list(choices.values())
        yield all(isinstance(points, int) and points > 0 for points in given) and sum(given) <= limits["points"]
    yield all(len(set(named) & set(together)) < 2 for together in limits.get("exclusive", ()))
    if limits.get("own_district") and named:
        where = {project["district"] for project in rules["projects"] if project["code"] in named}
        yield all(max(where, key=len).startswith(district) for district in where)


def openings_say(rules: Mapping[str, Any], ballots: Mapping[str, Any]) -> None:
    """In an open round the ballots opened are the patterns published. Raises Broken."""
    opened = Counter(said_on(rules, json.loads(choices)) for _, _, choices in ballots["openings"])
    if opened != Counter({said_on(rules, one["choices"]): one["voters"] for one in ballots["patterns"]}):
        raise Broken("The published ballots do not say what the ballots in the record say.")


def polls_from(rules: Mapping[str, Any], ballots: Mapping[str, Any]) -> list[Poll]:
    """The counts to be made, one for each envelope."""
    if "parts" in ballots:
        given = {part["envelope"]: part for part in ballots["parts"]}
        return [_of_part(rules, one, given[key_of(one)]) for one in rules["envelopes"]]
    cost = {project["code"]: satang_of(project["cost"]) for project in rules["projects"]}
    exclusive = tuple(frozenset(codes) for codes in rules["ballot"].get("exclusive", ()))
    grouped: Counter[Said] = Counter()
    for pattern in ballots["patterns"]:
        grouped[said_on(rules, pattern["choices"])] += pattern["voters"]
    for said, voters in _rest(ballots["rest"]):
        grouped[said] += voters
    if not rules.get("envelopes"):
        return [Poll(cost, satang_of(rules["envelope"]), grouped, rules["seed"], exclusive)]
    return [_part(rules, one, grouped) for one in rules["envelopes"]]


def _rest(rest: Mapping[str, Any]) -> Iterable[tuple[Said, int]]:
    """Ballots with the votes and points of the rare ones, which are published as totals only; as many as they are.

    Rules for which it matters who said what together publish every ballot whole, so these may say what they like.
    """
    votes, done = rest["votes"], 0
    points = rest.get("points", votes)
    for upto in sorted({1, *votes.values(), rest["ballots"]}):
        if done < upto <= rest["ballots"]:
            named = [code for code, number in votes.items() if number >= upto]
            yield frozenset((code, 1 if done else 1 + points[code] - votes[code]) for code in named), upto - done
            done = upto


def _part(rules: Mapping[str, Any], envelope: Mapping[str, Any], grouped: Mapping[Said, int]) -> Poll:
    """The count of one envelope: its projects, and of every ballot that names one of them what it says about them."""
    mine = {one["code"]: satang_of(one["cost"]) for one in projects_of(rules, envelope)}
    exclusive = tuple(frozenset(codes) for codes in rules["ballot"].get("exclusive", ()))
    named: Counter[Said] = Counter()
    for said, voters in grouped.items():
        here = frozenset(pair for pair in said if pair[0] in mine)
        if here:
            named[here] += voters
    return Poll(mine, satang_of(envelope["amount"]), named, rules["seed"], exclusive)


def _of_part(rules: Mapping[str, Any], envelope: Mapping[str, Any], part: Mapping[str, Any]) -> Poll:
    """The count of one envelope where ballots are published taken apart by envelope."""
    grouped: Counter[Said] = Counter()
    for said, voters in _rest({**part, "ballots": max(part["votes"].values(), default=0)}) if "votes" in part else ():
        grouped[said] += voters
    for pattern in part.get("patterns", ()):
        grouped[said_apart(pattern["choices"])] += pattern["voters"]
    return _part(rules, envelope, grouped)


def said_apart(choices: Any) -> Said:
    """What a part of a ballot says: projects, or projects with their points (a rank is told as points)."""
    return frozenset(choices.items()) if isinstance(choices, Mapping) else frozenset((code, 1) for code in choices)


def parts_fit(rules: Mapping[str, Any], envelope: Mapping[str, Any], part: Mapping[str, Any]) -> None:
    """What a part says is about the projects of its envelope, and could be part of a ballot. Raises Broken."""
    codes, limits = {one["code"] for one in projects_of(rules, envelope)}, rules["ballot"]
    if "votes" in part:
        if not part["votes"].keys() <= codes or part.get("points", part["votes"]).keys() != part["votes"].keys():
            raise Broken(f"The totals of {part['envelope']} name projects of other envelopes.")
        return
    for pattern in part["patterns"]:
        said, pointed = pattern["choices"], isinstance(pattern["choices"], Mapping)
        fits = pointed == (limits["kind"] in {"points", "ranking"}) and all(kept(rules, said, 1))
        if fits and limits["kind"] == "ranking":
            fits = len(set(said.values())) == len(said) and set(said.values()) <= set(range(1, limits["maximum"] + 1))
        if not fits or not codes >= set(said):
            raise Broken(f"{pattern['voters']} published ballots break the rules: {json.dumps(said)}.")


def key_of(envelope: Mapping[str, Any]) -> str:
    """How published ballots name an envelope."""
    return f"{envelope['kind']}/{envelope['code']}"


def projects_of(rules: Mapping[str, Any], envelope: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The projects paid from an envelope."""
    return [one for one in rules["projects"] if one[envelope["kind"]] == envelope["code"]]
