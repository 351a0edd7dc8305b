"""Before a comment is posted: who has said something close? Found through an index, in constant time.

Each comment has 24 keys (MinHash of its telling words, two minima a key): two comments whose words are alike to
the part j share a given key with probability j². A look reads at most twelve comments a key, however many there are.
"""

import hashlib
import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from accounts.models import Citizen
from consult.sense import words
from consult.sense.grouping.copies import signature
from consult.sense.models import Grouping, HintKey, IssueGroup
from consult.threads.models import Comment

ROWS, BANDS = 2, 24
LIKE = 0.35  # of the telling words of both together
FEWEST_WORDS = 3
READ = 12  # comments looked at for each key
CANDIDATES = 40
SHOWN = 3

log = logging.getLogger(__name__)

_LOOK = """
SELECT found.comment_id FROM unnest(%s::bigint[]) AS wanted(key)
CROSS JOIN LATERAL (SELECT comment_id FROM sense_hintkey WHERE key = wanted.key ORDER BY id DESC LIMIT %s) AS found
GROUP BY found.comment_id ORDER BY count(*) DESC, found.comment_id LIMIT %s
"""


@dataclass(frozen=True)
class Close:
    """Comments that say something close, each text once, most support first; people who said so, at least."""

    comments: Sequence[Comment]
    people: int


def close_to(body: str, *, kind: str, public_id: str, by: Citizen | None = None) -> Close | None:
    """What others said that is close to `body`, or None. Three queries at most, whatever the number of comments."""
    own = _telling(body)
    if len(own) < FEWEST_WORDS:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [_keys(own, kind, public_id), READ, CANDIDATES])
        found = [row[0] for row in cursor.fetchall()]
    rows = Comment.objects.about(kind, public_id).shown().openings().filter(pk__in=found).select_related("citizen")
    said = {one: telling for one in rows if _like(own, telling := _telling(one.body))}
    near = [one for one in said if by is None or one.citizen_id != by.pk]
    if not near:
        return None
    near.sort(key=lambda one: (-one.supports, -one.created_at.timestamp(), str(one.pk)))
    people = len({one.citizen_id for one in near})
    different = list({said[one]: one for one in reversed(near)}.values())[::-1]
    return Close(different[:SHOWN], max(people, _grouped(near[0].pk, kind, public_id)))


def index(comments: Iterable[uuid.UUID]) -> int:
    """Make these comments findable; how many were. Those that are findable already are left as they are."""
    wanted = set(comments)
    wanted -= set(HintKey.objects.filter(comment__in=wanted).values_list("comment", flat=True))
    rows = Comment.objects.filter(pk__in=wanted).openings().values_list("pk", "kind", "public_id", "body")
    keys = [
        HintKey(key=key, comment_id=pk)
        for pk, kind, public_id, body in rows
        if len(telling := _telling(body)) >= FEWEST_WORDS
        for key in _keys(telling, kind, public_id)
    ]
    HintKey.objects.bulk_create(keys, batch_size=5_000)
    return len(wanted)


def index_safely(comments: Iterable[uuid.UUID]) -> None:
    """As `index`, but a fault is only logged: sealing must not wait for hints."""
    try:
        with transaction.atomic():
            index(comments)
    except Exception:
        log.exception("Comments could not be made findable for the hint.")


def _telling(body: str) -> frozenset[str]:
    return frozenset(words.telling(words.cut(words.substance(body))))


def _like(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= LIKE * len(one | other)


def _keys(telling: frozenset[str], kind: str, public_id: str) -> list[int]:
    """24 signed 64-bit numbers, of this subject alone."""
    least = signature(frozenset(_number(word.encode()) >> 3 for word in telling))
    place = f"{kind}/{public_id}/".encode()
    return [
        _number(place + band.to_bytes(1, "big") + least[band * ROWS : (band + 1) * ROWS].tobytes()) - (1 << 63)
        for band in range(BANDS)
    ]


def _number(value: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(value, digest_size=8).digest(), "big")


def _grouped(comment: uuid.UUID, kind: str, public_id: str) -> int:
    """The people of the comment's group, where the agency shows its groups. One query."""
    shown = Grouping.objects.published().filter(kind=kind, public_id=public_id)
    group = IssueGroup.objects.standing().filter(members__comment=comment)
    people = group.filter(public_id__in=shown.values("public_id"), kind=kind).values_list("people", flat=True)
    return people.first() or 0
