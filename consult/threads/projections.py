"""What sealing adds up: comments by part and stance, replies, reactions, discussed passages."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.backends.utils import CursorWrapper

from realtime.record import projections
from realtime.record.projections import Sealed

SAID = {"comment.posted": 1, "comment.replied": 1}
STANDS = SAID | {"comment.withdrawn": -1, "comment.hidden": -1, "comment.shown": 1}
REACTED = {"comment.supported": "supports", "comment.opposed": "opposes", "comment.reaction-withdrawn": ""}
BEFORE = {"support": "supports", "oppose": "opposes"}
COLUMNS = ("agree", "partly", "disagree", "none", "replies", "supports", "opposes", "participants")

type Place = tuple[str, str, str]

_ADD = f"""
INSERT INTO threads_tally (kind, public_id, part, {", ".join(f'"{name}"' for name in COLUMNS)}, record_size)
VALUES (%s, %s, %s, {", ".join("%s" for _ in COLUMNS)}, %s)
ON CONFLICT (kind, public_id, part) DO UPDATE SET
  {", ".join(f'"{name}" = threads_tally."{name}" + EXCLUDED."{name}"' for name in COLUMNS)},
  record_size = EXCLUDED.record_size
"""  # noqa: S608  (names of columns)
_PEOPLE = """
WITH fresh AS (
  INSERT INTO threads_participant (kind, public_id, citizen_id)
  SELECT DISTINCT kind, public_id, citizen_id FROM threads_comment WHERE id = ANY(%s::uuid[])
  ON CONFLICT DO NOTHING RETURNING kind, public_id
) SELECT kind, public_id, count(*) FROM fresh GROUP BY kind, public_id
"""
_OPINIONS = """
UPDATE threads_comment SET supports = threads_comment.supports + new.supports,
  opposes = threads_comment.opposes + new.opposes, replies = threads_comment.replies + new.replies
FROM unnest(%s::uuid[], %s::int[], %s::int[], %s::int[]) AS new(id, supports, opposes, replies)
WHERE threads_comment.id = new.id
"""
_PASSAGES = """
INSERT INTO threads_passage (kind, public_id, part, digest, quote, comments)
SELECT DISTINCT ON (c.kind, c.public_id, c.passage) c.kind, c.public_id, c.part, c.passage, c.quote, new.n
FROM unnest(%s::uuid[], %s::int[]) AS new(id, n) JOIN threads_comment c ON c.id = new.id
ON CONFLICT (kind, public_id, digest) DO UPDATE SET comments = threads_passage.comments + EXCLUDED.comments
"""


@projections.register(*STANDS, *REACTED)
def count_comments(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """Add a window of comments, replies and reactions to the parts, comments and passages concerned."""
    sums: dict[Place, Counter[str]] = {}
    opinions: dict[str, Counter[str]] = {}
    for entry in entries:
        kind, _slash, public_id = entry.subject.partition("/")
        counts = sums.setdefault((kind, public_id, entry.body["part"]), Counter())
        if entry.kind in REACTED:
            change = _reaction(entry)
            counts.update(change)
            opinions.setdefault(entry.body["comment"], Counter()).update(change)
        elif entry.body.get("replies_to"):
            counts["replies"] += STANDS[entry.kind]
            opinions.setdefault(entry.body["replies_to"], Counter())["replies"] += STANDS[entry.kind]
        else:
            counts[entry.body["stance"]] += STANDS[entry.kind]
    with connection.cursor() as cursor:
        _people(cursor, [entry.body["act"] for entry in entries if entry.kind in SAID], sums)
        rows: list[tuple[str | int, ...]] = [
            (*key, *(counts[column] for column in COLUMNS), size) for key, counts in sorted(sums.items())
        ]
        cursor.executemany(_ADD, rows)
        _give_opinions(cursor, opinions)
        _passages(cursor, entries)
    return {f"{kind}.{public_id}" for kind, public_id, _part in sums} | {"site"}


def _reaction(entry: Sealed) -> Counter[str]:
    """One more of this kind, one fewer of the one it takes the place of."""
    change: Counter[str] = Counter()
    if REACTED[entry.kind]:
        change[REACTED[entry.kind]] += 1
    if entry.body.get("instead_of"):
        change[BEFORE[entry.body["instead_of"]]] -= 1
    return change


def _people(cursor: CursorWrapper, acts: list[str], sums: dict[Place, Counter[str]]) -> None:
    cursor.execute(_PEOPLE, [acts])
    for kind, public_id, people in cursor.fetchall():
        sums.setdefault((kind, public_id, ""), Counter())["participants"] += people


def _give_opinions(cursor: CursorWrapper, opinions: dict[str, Counter[str]]) -> None:
    """The counts of each comment, in the order of their ids: two sealers never wait for each other in a ring."""
    ids = sorted(opinions)
    columns = [[opinions[comment][name] for comment in ids] for name in ("supports", "opposes", "replies")]
    cursor.execute(_OPINIONS, [ids, *columns])


def _passages(cursor: CursorWrapper, entries: Sequence[Sealed]) -> None:
    """Standing comments on each passage. One comment of the window stands for its passage's words."""
    sums: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.kind in STANDS and entry.body.get("passage"):
            key = (entry.subject, entry.body["passage"])
            sums[key] += STANDS[entry.kind]
            example[key] = entry.body["act"]
    keys = sorted(sums)
    cursor.execute(_PASSAGES, [[example[key] for key in keys], [sums[key] for key in keys]])
