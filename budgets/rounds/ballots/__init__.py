"""Ballot kinds: folders of one shape, one line in the registry each."""

from budgets.rounds.ballots.approval import APPROVAL
from budgets.rounds.ballots.kind import BallotKind, Choices, Limits, Problem
from budgets.rounds.ballots.knapsack import KNAPSACK
from budgets.rounds.ballots.points import POINTS
from budgets.rounds.ballots.ranking import RANKING

KINDS: dict[str, BallotKind] = {kind.name: kind for kind in (APPROVAL, KNAPSACK, POINTS, RANKING)}

__all__ = ["KINDS", "BallotKind", "Choices", "Limits", "Problem"]
