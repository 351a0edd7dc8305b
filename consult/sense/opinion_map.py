"""The opinion map: who answers alike, what unites and what divides them. Needs Python 3.12 and NumPy, nothing else.

    python opinion_map.py votes.csv

`votes.csv` has one vote a row: participant, statement, vote (1 supports, -1 opposes, 0 passes). The method is that
of Polis (Small and others 2021): principal components, k-means, two-proportion tests, group-informed consensus.
The same file always gives the same map: nothing is drawn by lot but the starts of k-means, from a fixed seed.

Ballots that are the same in every answer weigh at most one hundredth of all participants together, whoever sent
them: neither axes, groups nor consensus can be made by sending one ballot many times. Ballots that differ a
little each are not recognised.
"""

import csv
import hashlib
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

METHOD = "polis-capped-1"  # changes when the same votes would give another map
SEED = 2562
LEAST_VOTES = 7  # of a participant (all statements, where there are fewer)
LEAST_PEOPLE = 30  # of a map
LEAST_GROUP = 10  # participants of a group
MOST_GROUPS = 5
CAP = 0.01  # part of all participants that equal ballots weigh at most
STARTS = 20
Z = 1.2816  # one-sided 90 %
SAMPLE = 1_500  # ballots that the silhouette is measured on
TYPICAL = 5

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Votes:
    """Votes as a matrix: NaN where somebody has not answered."""

    participants: Sequence[str]
    statements: Sequence[str]
    matrix: Floats


@dataclass(frozen=True)
class Answer:
    """How one group (or everybody) answered one statement: people, and people as weighed."""

    agrees: int
    disagrees: int
    seen: int
    weighed_agrees: float
    weighed_disagrees: float
    weighed_seen: float


@dataclass(frozen=True)
class Typical:
    """A statement that sets a group apart: which way, how likely (0 to 1), how it compares with all others."""

    statement: str
    agree: bool
    likely: float
    against_others: float
    z: float


@dataclass(frozen=True)
class Group:
    """People who answer alike. `same`: the largest number of them who sent one and the same ballot."""

    letter: str
    people: int
    centre: tuple[float, float]
    typical: Sequence[Typical]
    same: int


@dataclass(frozen=True)
class Map:
    """A whole map. `answers`: for each statement one `Answer` a group; `consensus`: 0 to 1 a statement."""

    method: str
    seed: int
    participants: Sequence[str]
    positions: Sequence[tuple[float, float]]
    member_of: Sequence[int]
    groups: Sequence[Group]
    silhouettes: Mapping[int, float]
    variance: tuple[float, float]
    statements: Sequence[str]
    answers: Sequence[Sequence[Answer]]
    consensus: Sequence[float]
    blocks: Sequence[tuple[int, str]]  # equal ballots that were capped: how many, in which group
    left_out: int  # participants with too few votes

    @property
    def digest(self) -> str:
        """One hash of who is in which group: equal maps have equal digests."""
        lines = sorted(
            f"{who},{self.groups[at].letter}" for who, at in zip(self.participants, self.member_of, strict=True)
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"digest": self.digest}


class TooFew(ValueError):
    """There are not enough votes for a map yet."""


def read(file: TextIO) -> Votes:
    """Votes from CSV. The last vote of a participant on a statement counts. Raises ValueError for other columns."""
    rows = csv.DictReader(line for line in file if not line.startswith("#"))
    names = {name.strip().lower().lstrip("\ufeff"): name for name in rows.fieldnames or ()}
    try:
        who, what, how = (
            names.get(polis) or names[ours]
            for ours, polis in (("participant", "voter-id"), ("statement", "comment-id"), ("vote", "vote"))
        )
    except KeyError as missing:
        raise ValueError(f"The file has no column {missing}.") from None
    return votes((row[who], row[what], float(row[how])) for row in rows)


def votes(rows: Iterable[tuple[str, str, int | float]]) -> Votes:
    """A matrix from single votes; participants and statements in the order of their ids."""
    found = {(who, what): vote for who, what, vote in rows}
    people = sorted({who for who, _ in found})
    statements = sorted({what for _, what in found})
    place = {who: at for at, who in enumerate(people)}
    column = {what: at for at, what in enumerate(statements)}
    matrix = np.full((len(people), len(statements)), np.nan)
    for (who, what), vote in found.items():
        matrix[place[who], column[what]] = min(max(vote, -1.0), 1.0)
    return Votes(people, statements, matrix)


def draw(given: Votes, seed: int = SEED) -> Map:
    """The map of these votes. Raises TooFew below thirty participants with at least seven votes each."""
    least = min(LEAST_VOTES, len(given.statements))
    kept = np.flatnonzero(np.isfinite(given.matrix).sum(axis=1) >= max(least, 1))
    if len(kept) < LEAST_PEOPLE or len(given.statements) < 2:
        raise TooFew(f"{len(kept)} participants with at least {least} votes: {LEAST_PEOPLE} are needed.")
    matrix = given.matrix[kept]
    ballots, ballot_of, sent = np.unique(np.nan_to_num(matrix, nan=9), axis=0, return_inverse=True, return_counts=True)
    ballots = np.where(ballots == 9, np.nan, ballots)
    ballot_of = ballot_of.reshape(-1)
    weights = np.minimum(sent, max(1.0, CAP * len(kept))).astype(float)
    places, variance = project(ballots, weights)
    labels, silhouettes = group(places, weights, sent, seed)
    member_of = labels[ballot_of]
    answers = count(matrix, (weights / sent)[ballot_of], member_of)
    capped = np.flatnonzero((sent >= LEAST_GROUP) & (sent > weights))
    blocks = sorted(((int(sent[at]), chr(65 + labels[at])) for at in capped), reverse=True)
    return Map(
        METHOD, seed, [given.participants[at] for at in kept.tolist()], _pairs(places[ballot_of]), member_of.tolist(),
        _groups(places, weights, sent, labels, answers=answers, statements=given.statements), silhouettes, variance,
        list(given.statements), answers, [_consensus(row) for row in answers], blocks,
        len(given.participants) - len(kept),
    )  # fmt: skip


def project(ballots: Floats, weights: Floats) -> tuple[Floats, tuple[float, float]]:
    """Each ballot's place on the two axes that tell most, and the share of variance that each axis tells.

    A missing answer stands at the statement's mean; ballots with few answers are moved outwards by
    sqrt(statements / answers), so that they do not crowd in the middle.
    """
    answered = np.isfinite(ballots)
    totals = (answered * weights[:, None]).sum(axis=0)
    means = np.nansum(ballots * weights[:, None], axis=0) / np.maximum(totals, 1e-12)
    centred = np.where(answered, ballots - means, 0.0)
    _left, singular, axes = np.linalg.svd(centred * np.sqrt(weights)[:, None], full_matrices=False)
    axes = axes[:2] * np.sign(axes[np.arange(2), np.abs(axes[:2]).argmax(axis=1)])[:, None]
    outwards = np.sqrt(ballots.shape[1] / np.maximum(answered.sum(axis=1), 1))
    shares = singular[:2] ** 2 / max(float((singular**2).sum()), 1e-12)
    return np.round(centred @ axes.T * outwards[:, None], 6), (round(float(shares[0]), 6), round(float(shares[1]), 6))


def group(places: Floats, weights: Floats, sent: Ints, seed: int) -> tuple[Ints, dict[int, float]]:
    """The number of groups with the best silhouette, and who is in which; groups in order of their people.

    A number of groups that would leave one with fewer than ten people is not taken.
    """
    best: tuple[float, Ints] = (-2.0, np.zeros(len(places), dtype=np.int64))
    silhouettes: dict[int, float] = {}
    for number in range(2, min(MOST_GROUPS, len(places) - 1) + 1):
        labels = k_means(places, weights, number, seed)
        people = np.bincount(labels, weights=sent, minlength=number)
        ballots = np.bincount(labels, weights=weights, minlength=number)
        if people.min() < LEAST_GROUP or ballots.min() < LEAST_GROUP / 2:
            continue
        silhouettes[number] = round(silhouette(places, labels, number), 6)
        if silhouettes[number] > best[0] + 1e-9:
            best = (silhouettes[number], labels)
    labels = best[1]
    weight = np.bincount(labels, weights=weights)
    order = sorted(range(len(weight)), key=lambda at: (-weight[at], tuple(places[labels == at].mean(axis=0))))
    return np.argsort(np.array(order))[labels].astype(np.int64), silhouettes


def k_means(places: Floats, weights: Floats, number: int, seed: int) -> Ints:
    """Weighted k-means: the best of twenty starts by k-means++ (Arthur and Vassilvitskii 2007)."""
    chance = Random(seed * 100 + number)  # noqa: S311  starts, not secrets
    best: tuple[float, Ints] = (math.inf, np.zeros(len(places), dtype=np.int64))
    for _start in range(STARTS):
        centres = _starts(places, weights, number, chance)
        labels = np.full(len(places), -1, dtype=np.int64)
        for _round in range(100):
            distances = _squares(places, centres)
            nearest = distances.argmin(axis=1)
            if (nearest == labels).all():
                break
            labels = nearest
            for at in range(number):
                inside = labels == at
                if inside.any():
                    centres[at] = np.average(places[inside], axis=0, weights=weights[inside])
        spread = round(float((weights * _squares(places, centres).min(axis=1)).sum()), 6)
        if spread < best[0]:
            best = (spread, labels)
    return best[1]


def silhouette(places: Floats, labels: Ints, number: int) -> float:
    """Mean silhouette (Rousseeuw 1987) over at most 1,500 ballots taken evenly: -1 to 1."""
    chosen = np.unique(np.linspace(0, len(places) - 1, min(SAMPLE, len(places))).astype(int))
    places, labels = places[chosen], labels[chosen]
    distances = np.sqrt(_squares(places, places))
    sums = np.stack([distances[:, labels == at].sum(axis=1) for at in range(number)], axis=1)
    sizes = np.bincount(labels, minlength=number)
    rows = np.arange(len(places))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / np.maximum(sizes, 1)
    means[rows, labels] = np.inf
    means[:, sizes == 0] = np.inf
    other = means.min(axis=1)
    scores = np.where(sizes[labels] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-12), 0.0)
    return float(scores.mean())


def count(matrix: Floats, weights: Floats, member_of: Ints) -> list[list[Answer]]:
    """For each statement how each group answered, in people and as weighed."""
    groups = int(member_of.max(initial=0)) + 1
    inside = np.stack([member_of == at for at in range(groups)]).astype(float)
    kinds = [matrix > 0, matrix < 0, np.isfinite(matrix)]
    people = [(inside @ kind).round().astype(int) for kind in kinds]
    weighed = [np.round((inside * weights) @ kind, 6) for kind in kinds]
    return [
        [Answer(*(int(t[g, s]) for t in people), *(float(t[g, s]) for t in weighed)) for g in range(groups)]
        for s in range(matrix.shape[1])
    ]


def _groups(
    places: Floats, weights: Floats, sent: Ints, labels: Ints, *, answers: Sequence[Sequence[Answer]],
    statements: Sequence[str],
) -> list[Group]:  # fmt: skip
    found = []
    for at in range(int(labels.max(initial=0)) + 1):
        inside = labels == at
        middle = np.average(places[inside], axis=0, weights=weights[inside])
        people, same = int(sent[inside].sum()), int(sent[inside].max())
        centre = (round(float(middle[0]), 6), round(float(middle[1]), 6))
        found.append(Group(chr(65 + at), people, centre, typical(answers, at, statements), same))
    return found


def typical(answers: Sequence[Sequence[Answer]], at: int, statements: Sequence[str]) -> list[Typical]:
    """Up to five statements that set group `at` apart: both z tests pass at 90 %, the strongest first."""
    found = []
    for statement, row in zip(statements, answers, strict=True):
        own = row[at]
        others = [answer for other, answer in enumerate(row) if other != at]
        seen = sum(answer.weighed_seen for answer in others)
        for agree in (True, False):
            said = own.weighed_agrees if agree else own.weighed_disagrees
            elsewhere = sum(a.weighed_agrees if agree else a.weighed_disagrees for a in others)
            likely, likely_elsewhere = (said + 1) / (own.weighed_seen + 2), (elsewhere + 1) / (seen + 2)
            z_own, z_both = (
                one_proportion(said, own.weighed_seen),
                two_proportions(said, own.weighed_seen, elsewhere, seen),
            )
            if z_own > Z and z_both > Z:
                strength = likely * (likely / likely_elsewhere) * z_own * z_both
                found.append((-strength, Typical(statement, agree, likely, likely / likely_elsewhere, z_both)))
    return [one for _strength, one in sorted(found, key=lambda pair: (pair[0], pair[1].statement))[:TYPICAL]]


def one_proportion(said: float, seen: float) -> float:
    """How far from one half, in standard deviations, with one more of each kind than were counted."""
    return 2 * math.sqrt(seen + 1) * ((said + 1) / (seen + 1) - 0.5)


def two_proportions(said: float, seen: float, elsewhere: float, seen_elsewhere: float) -> float:
    """How far the first proportion is above the second, in standard deviations (pooled)."""
    first, second = (said + 1) / (seen + 1), (elsewhere + 1) / (seen_elsewhere + 1)
    pooled = (said + elsewhere + 2) / (seen + seen_elsewhere + 2)
    if pooled >= 1:
        return 0.0
    return (first - second) / math.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (seen_elsewhere + 1)))


def _consensus(row: Sequence[Answer]) -> float:
    """Group-informed consensus: the product over groups of (agrees + 1) / (seen + 2)."""
    return round(math.prod((answer.weighed_agrees + 1) / (answer.weighed_seen + 2) for answer in row), 6)


def _starts(places: Floats, weights: Floats, number: int, chance: Random) -> Floats:
    chosen = [_pick(weights, chance)]
    while len(chosen) < number:
        distances = _squares(places, places[chosen]).min(axis=1)
        chosen.append(_pick(weights * distances, chance))
    return places[chosen].copy()


def _pick(weights: Floats, chance: Random) -> int:
    sums = np.cumsum(weights)
    return min(int(np.searchsorted(sums, chance.random() * sums[-1], side="right")), len(weights) - 1)


def _squares(places: Floats, centres: Floats) -> Floats:
    """Squared distances of each place from each centre."""
    return ((places[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)


def _pairs(places: Floats) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in places]


def told(found: Map) -> str:
    """A map in plain lines."""
    lines = [
        f"{len(found.participants)} participants ({found.left_out} with too few votes), {len(found.groups)} groups"
    ]
    for one in found.groups:
        lines.append(f"group {one.letter}: {one.people} people")
        lines += [f"  {'agrees' if t.agree else 'disagrees'} {t.likely:.0%}: {t.statement}" for t in one.typical]
    ranked = sorted(zip(found.consensus, found.statements, strict=True), key=lambda pair: (-pair[0], pair[1]))
    lines += [f"consensus {score:.3f}: {statement}" for score, statement in ranked[:TYPICAL]]
    lines += [f"{many} equal ballots in group {letter} were capped" for many, letter in found.blocks]
    return "\n".join([*lines, f"digest {found.digest}"])


def main(arguments: Sequence[str]) -> int:
    """`opinion_map.py votes.csv [--json]`: print the map."""
    names = [name for name in arguments if name != "--json"]
    if len(names) != 1:
        print("usage: opinion_map.py votes.csv [--json]", file=sys.stderr)  # noqa: T201
        return 2
    with Path(names[0]).open(encoding="utf-8-sig", newline="") as file:
        found = draw(read(file))
    print(json.dumps(found.to_json(), ensure_ascii=False) if "--json" in arguments else told(found))  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
