"""Budgets of the demonstration: six real ones; two budgets, three rounds and works of the invented municipality."""

from config.demo import ledger_content, ledger_life, round_content, round_life, works_content
from config.demo.round_content import act

__all__ = ["act", "load"]


def load() -> None:
    """Publish six budgets of three provinces; one round counted, one open with two thousand ballots. Repeatable.

    A third round takes ideas; the open one has a booth, the counted one its works, paid from the running budget.
    """
    ledger_content.load()
    round_content.load()
    ledger_life.load()
    round_life.load()
    works_content.load()
