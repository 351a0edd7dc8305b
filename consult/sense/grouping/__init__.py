"""Sorting texts into groups: pure functions, the same result for the same texts."""

from consult.sense.grouping.plan import NewGroup, Plan, Text, plan

__all__ = ["NewGroup", "Plan", "Text", "plan"]
