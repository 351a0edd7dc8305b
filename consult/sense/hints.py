"""Before a comment is posted: who has said something close? Found through an index, in constant time.

Each comment has 24 keys (MinHash of its telling words, two minima a key): two comments whose words are alike to
the part j share a given key with probability j². A look reads at most twelve comments a key, however many there are.
"""

import hashlib
import logging
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection, transaction

from accounts.models import Citizen
from consult.sense import words
from consult.sense.models import Grouping, HintKey, IssueGroup
from consult.threads.actions import Words
from consult.threads.closeness import Close
from consult.threads.models import Comment
from consult.threads.subjects import Subject

ROWS, BANDS = 2, 24
LIKE = 0.35  # of the telling words of both together
FEWEST_WORDS = 3
READ = 12  # comments looked at for each key
CANDIDATES = 40
SHOWN = 3
BESIDE = 100  # replies of a thread, or wordings for a part, that are compared: a bounded look
SAME_CHANGE = 0.6  # of the words that two wordings add or leave out

log = logging.getLogger(__name__)

_LOOK = """
SELECT found.comment_id FROM unnest(%s::bigint[]) AS wanted(key)
CROSS JOIN LATERAL (SELECT comment_id FROM sense_hintkey WHERE key = wanted.key ORDER BY id DESC LIMIT %s) AS found
GROUP BY found.comment_id ORDER BY count(*) DESC, found.comment_id LIMIT %s
"""


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
    close = _close({one: telling for one, telling in said.items() if by is None or one.citizen_id != by.pk})
    if close is None:
        return None
    return Close(close.comments, max(close.people, _grouped(close.comments[0].pk, kind, public_id)))


def close_replies(to: Comment, body: str, by: Citizen) -> Close | None:
    """Replies of others in the same thread that are close to `body`, or None. One query, the newest replies only."""
    own = _telling(body)
    if len(own) < FEWEST_WORDS:
        return None
    beside = Comment.objects.in_thread(to).shown().exclude(citizen=by).select_related("citizen")
    rows = beside.order_by("-created_at", "-id")[:BESIDE]
    return _close({one: telling for one in rows if _like(own, telling := _telling(one.body))})


def close_wording(words_: Words, text: str, *, subject: Subject, by: Citizen) -> Close | None:
    """Wordings of others for the same part that change nearly the same words of `text`, or None. One query."""
    own = _change(text, words_.wording)
    rows = Comment.objects.about(subject.kind, subject.public_id, words_.part).shown().openings().with_wording()
    beside = rows.exclude(citizen=by).select_related("citizen").most_supported()[:BESIDE]
    return _close({one: change for one in beside if _like(own, change := _change(text, one.wording), SAME_CHANGE)})


def _close(said: Mapping[Comment, frozenset[str]]) -> Close | None:
    """The most supported of what is close, each text once; how many people said so."""
    near = sorted(said, key=lambda one: (-one.supports, -one.created_at.timestamp(), str(one.pk)))
    if not near:
        return None
    different = list({said[one]: one for one in reversed(near)}.values())[::-1]
    return Close(different[:SHOWN], len({one.citizen_id for one in near}))


def _change(text: str, wording: str) -> frozenset[str]:
    """The words that a wording adds to a text and those that it leaves out, each as often as it does."""
    before, after = Counter(words.cut(text)), Counter(words.cut(wording))
    marked = (("+", after - before), ("-", before - after))
    return frozenset(
        f"{sign}{word}{n}" for sign, found in marked for word, times in found.items() for n in range(times)
    )


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


def _like(one: frozenset[str], other: frozenset[str], least: float = LIKE) -> bool:
    return bool(one & other) and len(one & other) >= least * len(one | other)


def _keys(telling: frozenset[str], kind: str, public_id: str) -> list[int]:
    """24 signed 64-bit numbers, of this subject alone."""
    from consult.sense.grouping.copies import signature  # NumPy, with the first comment

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
