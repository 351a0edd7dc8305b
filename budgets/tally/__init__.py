"""Counting: pure functions from grouped ballots to an outcome that explains itself (docs/counting-rules.md)."""

from budgets.tally.election import Election, Group, Project
from budgets.tally.outcome import Outcome, Step, Verdict, Why
from budgets.tally.registry import RULES, Rule, count

__all__ = ["RULES", "Election", "Group", "Outcome", "Project", "Rule", "Step", "Verdict", "Why", "count"]
