"""Counting a round again from what is published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgets.rounds import crowds, envelopes, publishing, standing
from budgets.rounds.models import Project, Result
from budgets.tally import RULES, Outcome
from realtime.record import canonical

QUICK = 2_000_000  # patterns times projects that a page counts while somebody waits


@dataclass(frozen=True)
class Recount:
    """What a second count gave. `agrees`: the same winners, from the very ballots whose hash was announced."""

    outcome: Outcome
    ballots: int
    same_winners: bool
    same_ballots: bool

    @property
    def funded(self) -> tuple[str, ...]:
        """The winners of the second count."""
        return self.outcome.funded

    @property
    def agrees(self) -> bool:
        """Whether the result that stands is confirmed."""
        return self.same_winners and self.same_ballots


@dataclass(frozen=True)
class Line:
    """One project as announced and as counted again."""

    project: Project
    votes: int
    votes_again: int
    funded: bool
    funded_again: bool

    @property
    def same(self) -> bool:
        """Whether both counts say the same of it."""
        return (self.votes, self.funded) == (self.votes_again, self.funded_again)


def again(result: Result) -> Recount:
    """Count the published ballots of a round again, by its frozen rules."""
    outcome = publishing.recount(result.round, result.ballots)
    same = sorted(outcome.funded) == sorted(standing.of(result).outcome["funded"])
    return Recount(outcome, result.ballots["ballots"], same, true_ballots(result))


def true_ballots(result: Result) -> bool:
    """Whether the published ballots are those whose hash was announced."""
    return canonical.fingerprint(result.ballots) == result.ballots_hash


def quick(result: Result) -> bool:
    """Whether a page may count while somebody waits; a larger round is recounted by the command."""
    parts = sum(len(part.get("patterns", ())) for part in result.ballots.get("parts", ()))
    return (len(result.ballots["patterns"]) + parts) * len(result.round.rules["projects"]) <= QUICK


def few(result: Result) -> frozenset[str]:
    """Keys of the envelopes of which totals only are published because few people voted there."""
    return crowds.published_as_totals(result.round.rules, result.ballots)


def other_rules(result: Result) -> list[str]:
    """Rules that the published ballots could be counted by instead; those that need whole ballots only if all are.

    Envelopes with few ballots stay counted by most votes; where that is all of them there is nothing to compare.
    """
    if len(few(result)) == len(envelopes.groups(result.round.rules)):
        return []
    mine, whole = result.round.rules["counting"]["rule"], not result.ballots["rest"]["ballots"]
    return [name for name, rule in RULES.items() if name != mine and (whole or not rule.needs_ballots)]


def plain(result: Result, rule: str = "") -> dict[str, Any]:
    """A recount as plain values; by another rule with its usual parameters where one is named."""
    counting = {"rule": rule, "parameters": {}} if rule else None
    outcome = publishing.recount(result.round, result.ballots, counting)
    votes = {verdict.code: verdict.votes for verdict in outcome.verdicts}
    return {
        "funded": list(outcome.funded),
        "spent": outcome.spent,
        "votes": votes,
        "same_ballots": true_ballots(result),
    }


def lines(announced: Mapping[str, Any], counted: Mapping[str, Any], projects: Iterable[Project]) -> Sequence[Line]:
    """Every project as announced and as counted again, the funded first, then by votes."""
    then = {verdict["code"]: verdict for verdict in announced["verdicts"]}
    found = [
        Line(
            project,
            then[project.code]["votes"],
            counted["votes"][project.code],
            project.code in announced["funded"],
            project.code in counted["funded"],
        )
        for project in projects
    ]
    return sorted(found, key=lambda line: (not line.funded, -line.votes, line.project.code))
