"""Budgets of the demonstration: six real ones, and two rounds of the invented municipality."""

from config.demo import ledger_content, round_content, round_life
from config.demo.round_content import act

__all__ = ["act", "load"]


def load() -> None:
    """Publish six budgets of three provinces; one round counted, one open with two thousand ballots. Repeatable.

    A third round takes ideas; the open one has a booth, the counted one its works.
    """
    ledger_content.load()
    round_content.load()
    round_life.load()
