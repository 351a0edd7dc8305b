"""The ballots as everybody gets them after the count, and the count that anybody can make from them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from budgets.rounds import crowds, envelopes, parting, rules
from budgets.rounds.ballots import Choices
from budgets.rounds.crowds import CROWD, Publication
from budgets.rounds.models import Round
from budgets.rounds.stores.verbs import Ballot
from budgets.tally import RULES, Election, Outcome, Project, count
from budgets.tally.election import SATANG


def published(round_: Round, ballots: Sequence[Ballot]) -> dict[str, Any]:
    """What is published: patterns with how many voters chose them, and totals of the rest.

    A pattern that only one voter has could be a mark agreed with a buyer, so it goes into the totals, and so do
    the ballots of a district with fewer than 20; where the counting rule needs whole ballots, the frozen rules say
    how (`crowds.Publication`). An open round adds every opening. Nothing is in the order of casting.
    """
    counted = [(json.loads(text), n) for text, n in sorted(Counter(one.choices for one in ballots).items())]
    by_parts = round_.rules["publication"] == Publication.PARTS
    is_shown = _shown(round_, counted)
    shown = [(said, n) for said, n in counted if not by_parts and is_shown(said, n)]
    rest = [(said, n) for said, n in counted if not by_parts and not is_shown(said, n)]
    document: dict[str, Any] = {
        "round": round_.public_id,
        "ballots": len(ballots),
        "patterns": [{"choices": said, "voters": n} for said, n in shown],
        "rest": {"ballots": sum(n for _, n in rest), **parting.totals(_given(round_, rest))},
        "openings": sorted(_opening(ballot) for ballot in ballots) if round_.rules["secrecy"] == "open" else [],
    }
    if by_parts:
        few = _without_crowd(round_, counted)
        document["parts"] = parting.parts(envelopes.groups(round_.rules), few, _given(round_, counted))
    return document


def _shown(round_: Round, counted: Sequence[tuple[Choices, int]]) -> Callable[[Choices, int], bool]:
    """Which patterns are published whole."""
    how, voters = round_.rules["publication"], sum(n for _, n in counted)
    if how != Publication.GROUPED:
        everything = how == Publication.ALL or not crowds.without_crowd(round_.rules, voters, {})
        return lambda _said, _same: everything
    small = frozenset(code for code, n in _by_district(round_, counted).items() if code and n < CROWD)
    return lambda said, same: same > 1 and voters >= CROWD and rules.district_of(round_, said) not in small


def _without_crowd(round_: Round, counted: Sequence[tuple[Choices, int]]) -> frozenset[str]:
    """Envelopes of which totals only are published."""
    return crowds.without_crowd(round_.rules, sum(n for _, n in counted), _by_district(round_, counted))


def _by_district(round_: Round, counted: Iterable[tuple[Choices, int]]) -> Counter[str]:
    """Ballots by the smallest district that they give away, where people choose among the projects of their own.

    A ballot that names only projects of the whole area is of no district and stands among all of those.
    """
    given: Counter[str] = Counter()
    for said, voters in counted:
        given[rules.district_of(round_, said)] += voters
    return given


def _given(round_: Round, counted: Iterable[tuple[Choices, int]]) -> list[tuple[Choices, int]]:
    """The same ballots as the count takes them: ranks as points."""
    kind, limits = rules.ballot_kind(round_), rules.limits(round_)
    return [(kind.counted(said, limits), voters) for said, voters in counted]


def ballots_in(round_: Round, document: Mapping[str, Any]) -> list[Choices]:
    """The ballots that a published document describes, as many as there are.

    Of the rest only totals are known. The ballots made up for them have the same totals; who said what together is
    not theirs, and rules for which that matters do not count them.
    """
    given = _given(round_, ((pattern["choices"], pattern["voters"]) for pattern in document["patterns"]))
    ballots = [said for said, voters in given for _ in range(voters)]
    return ballots + parting.made_up(document["rest"], document["rest"]["ballots"])


def tally(round_: Round, ballots: Sequence[Ballot]) -> Outcome:
    """Count the ballots of the box by the frozen rule; `served` in the notes: voters who named a funded project."""
    said = [(json.loads(one.choices), 1) for one in ballots]
    counted = [given for given, _ in _given(round_, said)]
    few = _without_crowd(round_, said)
    outcome = _count(round_, {group.key: counted for group in envelopes.groups(round_.rules)}, len(ballots), few)
    funded = set(outcome.funded)
    served = sum(not funded.isdisjoint(ballot) for ballot in counted)
    return replace(outcome, notes={**outcome.notes, "served": served})


def recount(round_: Round, document: Mapping[str, Any], counting: Mapping[str, Any] | None = None) -> Outcome:
    """Count again, from what is published only. The winners must be the same (`actions.closing` checks).

    `counting` (rule, parameters) in place of the frozen one only tells what another rule would have given.
    """
    if "parts" in document:
        told = parting.ballots_in(document["parts"])
    else:
        ballots = ballots_in(round_, document)
        told = {group.key: ballots for group in envelopes.groups(round_.rules)}
    few = crowds.published_as_totals(round_.rules, document)
    return _count(round_, told, document["ballots"], few, counting)


def _count(
    round_: Round,
    told: Mapping[str, Sequence[Choices]],
    voters: int,
    few: frozenset[str],
    counting: Mapping[str, Any] | None = None,
) -> Outcome:
    """Every envelope is counted by itself, from the ballots that name one of its projects.

    `told`: the ballots by envelope; `few`: the envelopes of which totals only are published (`counting.few`).
    """
    counting = counting or round_.rules["counting"]
    parts = envelopes.groups(round_.rules)
    found: dict[str, Outcome] = {}
    for part in parts:
        by = round_.rules["counting"]["few"] if part.key in few else counting
        outcome = count(_election(round_, told[part.key], part, whole=len(parts) == 1), by["rule"], by["parameters"])
        notes = {**outcome.notes, "few": True} if part.key in few else outcome.notes
        found[part.key] = replace(outcome, notes=notes)
    return next(iter(found.values())) if len(parts) == 1 else together(found, voters, counting)


def together(found: Mapping[str, Outcome], voters: int, counting: Mapping[str, Any]) -> Outcome:
    """One outcome of the counts of several envelopes, in their order."""
    every = list(found.values())
    return Outcome(
        rule=counting["rule"],
        parameters={**RULES[counting["rule"]].defaults, **counting["parameters"]},
        funded=tuple(code for one in every for code in one.funded),
        spent=sum(one.spent for one in every),
        budget=sum(one.budget for one in every),
        voters=voters,
        steps=tuple(
            replace(step, by=f"{key}/{step.by}" if step.by else key) for key, one in found.items() for step in one.steps
        ),
        verdicts=tuple(verdict for one in every for verdict in one.verdicts),
        near_ties=sum(one.near_ties for one in every),
        notes={"envelopes": {key: _told_of(one) for key, one in found.items()}},
    )


def _told_of(one: Outcome) -> dict[str, Any]:
    """The notes of one envelope; not how many voters it has where those are few."""
    return {**one.notes, "left": one.left} | ({} if one.notes.get("few") else {"voters": one.voters})


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
