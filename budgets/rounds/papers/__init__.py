"""The ballot paper, from the frozen rules: one source for the screen, the printer and the PDF."""

from budgets.rounds.papers.paper import Paper, paper

__all__ = ["Paper", "paper"]
