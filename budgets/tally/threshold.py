"""Which projects take part in a count at all: the threshold of votes."""

import math
from fractions import Fraction

from budgets.tally.election import Election
from budgets.tally.outcome import Verdict, Why


def fewest(election: Election, votes: int, percent: float) -> int:
    """The fewest votes with which a project takes part: at least one."""
    return max(1, votes, math.ceil(Fraction(str(percent)) * election.voters / 100))


def taking_part(election: Election, least: int) -> list[str]:
    """Projects with enough votes that the envelope could pay for."""
    return [code for code, votes in election.votes.items() if votes >= least and election.cost[code] <= election.budget]


def barred(election: Election, code: str, least: int) -> Verdict:
    """The verdict on a project that did not take part."""
    cost, votes = election.cost[code], election.votes[code]
    if not votes:
        return Verdict(code, funded=False, why=Why.NO_VOTES, votes=votes, cost=cost)
    if votes < least:
        more = least - votes
        return Verdict(code, funded=False, why=Why.BELOW_THRESHOLD, votes=votes, cost=cost, more=more)
    return Verdict(code, funded=False, why=Why.TOO_EXPENSIVE, votes=votes, cost=cost)
