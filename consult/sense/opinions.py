"""Who supports and opposes what, as the votes that an opinion map is drawn from; drawing and keeping it."""

import csv
import hashlib
import io
import logging
import secrets
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone

from consult.sense.models import OpinionMap
from consult.threads import figures as discussion
from consult.threads.models import Comment, Reaction
from consult.threads.states import Direction

if TYPE_CHECKING:
    from consult.sense.opinion_map import Map

MOST_STATEMENTS = 200  # those with the most votes
LEAST_VOTERS = 10  # of a statement: a vote that few have given could be traced to a person
HEADER = ("participant", "statement", "vote")

type Vote = tuple[str, str, int]

log = logging.getLogger(__name__)


def draw(kind: str, public_id: str) -> OpinionMap:
    """Read the votes as they stand, draw the map, keep both."""
    from consult.sense import opinion_map  # NumPy, with the first map

    row, _made = OpinionMap.objects.get_or_create(kind=kind, public_id=public_id)
    seen = row.stale_since
    found = list(votes(kind, public_id))
    row.votes = zlib.compress(as_csv(found).encode())
    row.drawing, row.too_few = None, ""
    try:
        row.drawing = opinion_map.draw(opinion_map.votes(found)).to_json()
    except opinion_map.TooFew as problem:
        row.too_few = str(problem)
    row.drawn_at, row.record_size = timezone.now(), _size(kind, public_id)
    row.save(update_fields=["votes", "drawing", "too_few", "drawn_at", "record_size"])
    OpinionMap.objects.filter(pk=row.pk, stale_since=seen).update(stale_since=None)
    return row


def draw_due() -> int:
    """Draw every map that is due; how many were drawn."""
    count = 0
    for row in OpinionMap.objects.due(timezone.now()):
        try:
            draw(row.kind, row.public_id)
            count += 1
        except Exception:
            log.exception("The opinion map of %s could not be drawn.", row)
            OpinionMap.objects.filter(pk=row.pk).update(drawn_at=timezone.now())
    return count


def votes(kind: str, public_id: str) -> Iterator[Vote]:
    """Support (1) and opposition (-1) on standing comments, under numbers drawn by lot for this file alone.

    An author's agreement with their own words is not in it: it would lead from a public name to a row.
    Statements with fewer than ten votes are left out.
    """
    shown = Comment.objects.about(kind, public_id).standing().openings().order_by()
    reactions = Reaction.objects.filter(comment__in=shown).exclude(direction=Direction.NONE).order_by()
    rows = reactions.values_list("citizen", "comment", "direction")
    given = [(who.bytes, str(what), 1 if way == Direction.SUPPORT else -1) for who, what, way in rows]
    often = Counter(what for _who, what, _vote in given)
    ranked = sorted((what for what, n in often.items() if n >= LEAST_VOTERS), key=lambda what: (-often[what], what))
    chosen = set(ranked[:MOST_STATEMENTS])
    salt = secrets.token_bytes(32)
    hidden = {who: hashlib.sha256(salt + who).digest() for who, what, _vote in given if what in chosen}
    names = {who: f"p{at:06}" for at, who in enumerate(sorted(hidden, key=hidden.__getitem__), 1)}
    yield from sorted((names[who], what, vote) for who, what, vote in given if what in chosen)


def as_csv(rows: list[Vote]) -> str:
    """The published file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return text.getvalue()


def published_votes(kind: str, public_id: str) -> Iterator[Vote]:
    """The votes that the kept map was drawn from. One query."""
    row = OpinionMap.objects.filter(kind=kind, public_id=public_id).only("votes").first()
    if row and row.votes:
        text = zlib.decompress(bytes(row.votes)).decode()
        for who, what, vote in list(csv.reader(io.StringIO(text)))[1:]:
            yield who, what, int(vote)


def again(kind: str, public_id: str) -> "Map":
    """The map drawn once more from the published votes, for checking. Raises TooFew."""
    from consult.sense import opinion_map

    return opinion_map.draw(
        opinion_map.votes((who, what, vote) for who, what, vote in published_votes(kind, public_id))
    )


def _size(kind: str, public_id: str) -> int:
    return discussion.total(discussion.by_part(kind, public_id).values()).record_size
