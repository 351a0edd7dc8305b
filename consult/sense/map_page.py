"""What the page of an opinion map shows, read in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from consult.sense.models import OpinionMap
from consult.sense.picture import Picture, picture
from consult.threads.models import Comment
from consult.threads.states import State

FEWEST = 10  # answers that a share is shown for
FIRST = 5


@dataclass(frozen=True)
class Share:
    """How a group (or everybody) answered: the part that agrees, None where fewer than ten answered."""

    letter: str
    agrees: int
    disagrees: int
    seen: int

    @property
    def agree(self) -> float | None:
        """The part that agrees, 0 to 1."""
        return self.agrees / self.seen if self.seen >= FEWEST else None


@dataclass(frozen=True)
class StatementRow:
    """One comment with the answers of all groups. `comment` is None when it is not shown any more."""

    comment: Comment | None
    shares: Sequence[Share]
    everybody: Share
    consensus: float
    apart: float  # the difference between the groups that agree most and least


@dataclass(frozen=True)
class TypicalRow:
    """A comment that sets a group apart, and which way."""

    comment: Comment
    agree: bool
    likely: float


@dataclass(frozen=True)
class GroupRow:
    """One group: its people, what sets it apart, the shape of its marks."""

    letter: str
    people: int
    share: float
    shape: str
    typical: Sequence[TypicalRow]


@dataclass(frozen=True)
class MapPage:
    """The whole page."""

    row: OpinionMap
    people: int
    left_out: int
    groups: Sequence[GroupRow]
    statements: Sequence[StatementRow]
    uniting: Sequence[StatementRow]
    dividing: Sequence[StatementRow]
    blocks: Sequence[tuple[int, str]]
    picture: Picture
    digest: str


def map_page(row: OpinionMap) -> MapPage:
    """Read a drawn map. One query."""
    drawing: dict[str, Any] = row.drawing
    comments = {
        str(pk): one for pk, one in Comment.objects.in_bulk(drawing["statements"]).items() if one.state == State.VISIBLE
    }
    statements = _statements(drawing, comments)
    shown = [one for one in statements if one.comment]
    drawn = picture(drawing)
    shapes = {mark.group: mark.shape for mark in drawn.marks}
    people = len(drawing["participants"])
    groups = [
        GroupRow(one["letter"], one["people"], one["people"] / people, shapes.get(at, ""), _typical(one, comments))
        for at, one in enumerate(drawing["groups"])
    ]
    return MapPage(
        row, people, drawing["left_out"], groups, statements,
        sorted(shown, key=lambda one: -one.consensus)[:FIRST],
        sorted((one for one in shown if one.apart > 0), key=lambda one: -one.apart)[:FIRST],
        [(many, letter) for many, letter in drawing["blocks"]], drawn, drawing["digest"],
    )  # fmt: skip


def _statements(drawing: dict[str, Any], comments: dict[str, Comment]) -> list[StatementRow]:
    letters = [group["letter"] for group in drawing["groups"]]
    found = []
    for identity, answers, consensus in zip(
        drawing["statements"], drawing["answers"], drawing["consensus"], strict=True
    ):
        shares = [
            Share(letter, answer["agrees"], answer["disagrees"], answer["seen"])
            for letter, answer in zip(letters, answers, strict=True)
        ]
        sums = [sum(getattr(one, name) for one in shares) for name in ("agrees", "disagrees", "seen")]
        known = [one.agree for one in shares if one.agree is not None]
        apart = max(known) - min(known) if len(known) > 1 else 0.0
        found.append(StatementRow(comments.get(identity), shares, Share("", *sums), consensus, apart))
    return sorted(found, key=lambda one: -one.consensus)


def _typical(group: dict[str, Any], comments: dict[str, Comment]) -> list[TypicalRow]:
    return [
        TypicalRow(comments[one["statement"]], one["agree"], one["likely"])
        for one in group["typical"]
        if one["statement"] in comments
    ]
