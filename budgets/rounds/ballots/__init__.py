"""Ballot kinds: folders of one shape, one line in the registry each."""

from budgets.rounds.ballots.approval import APPROVAL
from budgets.rounds.ballots.kind import BallotKind, Limits, Problem
from budgets.rounds.ballots.knapsack import KNAPSACK

KINDS: dict[str, BallotKind] = {kind.name: kind for kind in (APPROVAL, KNAPSACK)}

__all__ = ["KINDS", "BallotKind", "Limits", "Problem"]
