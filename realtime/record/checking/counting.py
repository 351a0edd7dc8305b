"""The counting rules of a round, written a second time for the check: most votes first, and Phragmén.

This is not the code that counts on the site. It is slower and plainer, so that it can be read in one sitting:
no heap, no arrays. Money is in satang. Decisions that floats cannot take (closer than one part in a thousand
million) are taken again with exact fractions. Equal shares are in the part that follows (`shares`).
"""

import functools
import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

TOO_CLOSE = 1e-9  # relative: below this a float does not decide
BAHT = 100  # satang
# What a ballot says to the count: pairs of a project and the points given to it (1 where ballots give none).
Said = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Poll:
    """What is counted: cost of each project, the envelope, ballots grouped by what they say, the lot's seed.

    `exclusive`: sets of projects of which only one can be funded.
    """

    cost: Mapping[str, int]
    envelope: int
    ballots: Mapping[Said, int]
    seed: str
    exclusive: tuple[frozenset[str], ...] = ()

    @functools.cached_property
    def voters(self) -> int:
        """All voters."""
        return sum(self.ballots.values())

    @functools.cached_property
    def support(self) -> dict[str, list[tuple[Said, int, int]]]:
        """The ballots that name each project: what they say, how many say it, their points for this project."""
        found: dict[str, list[tuple[Said, int, int]]] = {code: [] for code in self.cost}
        for said, voters in self.ballots.items():
            for code, points in said:
                found[code].append((said, voters, points))
        return found

    def votes(self, code: str) -> int:
        """Voters who name this project."""
        return sum(voters for _, voters, _ in self.support[code])

    def score(self, code: str) -> int:
        """All points of this project; as many as its votes where ballots give none."""
        return sum(voters * points for _, voters, points in self.support[code])

    def equals(self, code: str) -> tuple[int, int, bytes]:
        """Sorts equals: cheaper first, then more votes, then the lot drawn from the published seed."""
        return self.cost[code], -self.votes(code), hashlib.sha256(f"{self.seed}/{code}".encode()).digest()

    def in_order(self) -> list[str]:
        """Projects by points, then as equals."""
        return sorted(self.cost, key=lambda code: (-self.score(code), self.equals(code)))

    def beside(self, code: str, funded: Iterable[str]) -> bool:
        """Whether this project can stand beside those funded."""
        return not any(code in together and together.intersection(funded) - {code} for together in self.exclusive)

    def costs(self, codes: Iterable[str]) -> int:
        """What these projects cost together."""
        return sum(self.cost[code] for code in codes)

    def fewest(self, parameters: Mapping[str, Any]) -> int:
        """Votes that a project needs to take part: at least one."""
        percent = Fraction(str(parameters["threshold_percent"])) / 100
        return max(1, parameters["threshold"], math.ceil(percent * self.voters))

    def taking_part(self, parameters: Mapping[str, Any]) -> set[str]:
        """Projects with votes enough that the envelope could pay for."""
        least = self.fewest(parameters)
        return {code for code, cost in self.cost.items() if cost <= self.envelope and self.votes(code) >= least}


class Unsure(Exception):
    """Two numbers are too close for floats."""


def satang_of(baht: str) -> int:
    """Baht as text in satang."""
    return int(Decimal(baht) * BAHT)


def by_votes(poll: Poll, parameters: Mapping[str, Any]) -> list[str]:
    """Most votes first (points, where ballots give points), as long as the envelope lasts."""
    funded: list[str] = []
    left, least = poll.envelope, poll.fewest(parameters)
    for code in poll.in_order():
        if poll.votes(code) < least:
            continue
        if poll.cost[code] <= left and poll.beside(code, funded):
            funded.append(code)
            left -= poll.cost[code]
        elif not parameters["skip"]:
            break
    return funded


def by_loads(poll: Poll, parameters: Mapping[str, Any]) -> list[str]:
    """Phragmén: everybody earns evenly; a project is bought as soon as its supporters hold its cost together."""
    try:
        return _earned(poll, parameters, exact=False)
    except Unsure:
        return _earned(poll, parameters, exact=True)


def _earned(poll: Poll, parameters: Mapping[str, Any], exact: bool) -> list[str]:
    spent: dict[Said, Any] = dict.fromkeys(poll.ballots, Fraction(0) if exact else 0.0)  # earned at the last purchase
    funded: list[str] = []
    waiting, left = poll.taking_part(parameters), poll.envelope
    while waiting:
        moments = {code: _moment(poll, code, spent) for code in waiting}
        soonest = min(moments.values())
        close = [code for code in waiting if moments[code] <= soonest * (1 if exact else 1 + TOO_CLOSE)]
        if len(close) > 1 and not exact:
            raise Unsure
        code = min(close, key=poll.equals)
        waiting.remove(code)
        if not poll.beside(code, funded):
            continue
        if poll.cost[code] <= left:
            funded.append(code)
            left -= poll.cost[code]
            spent.update((said, moments[code]) for said, _, _ in poll.support[code])
        elif not parameters["skip"]:
            break
    return funded


def _moment(poll: Poll, code: str, spent: Mapping[Said, Any]) -> Any:
    """What everybody has earned when the supporters of this project hold its cost together."""
    held = sum(spent[said] * voters for said, voters, _ in poll.support[code])
    return (poll.cost[code] + held) / poll.votes(code)
