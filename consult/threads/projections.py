"""What sealing adds up: comments by part and stance, support for each comment."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import F

from consult.threads.models import Comment
from realtime.record import projections
from realtime.record.projections import Sealed

STANDS = {"comment.posted": 1, "comment.withdrawn": -1, "comment.hidden": -1, "comment.shown": 1}
COLUMNS = ("agree", "partly", "disagree", "none", "supports", "participants")

_ADD = """
INSERT INTO threads_tally (kind, public_id, part, agree, partly, disagree, "none", supports, participants,
  record_size)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (kind, public_id, part) DO UPDATE SET
  agree = threads_tally.agree + EXCLUDED.agree, partly = threads_tally.partly + EXCLUDED.partly,
  disagree = threads_tally.disagree + EXCLUDED.disagree, "none" = threads_tally."none" + EXCLUDED."none",
  supports = threads_tally.supports + EXCLUDED.supports,
  participants = threads_tally.participants + EXCLUDED.participants, record_size = EXCLUDED.record_size
"""
_PEOPLE = """
WITH fresh AS (
  INSERT INTO threads_participant (kind, public_id, citizen_id)
  SELECT DISTINCT kind, public_id, citizen_id FROM threads_comment WHERE id = ANY(%s::uuid[])
  ON CONFLICT DO NOTHING RETURNING kind, public_id
) SELECT kind, public_id, count(*) FROM fresh GROUP BY kind, public_id
"""


@projections.register(*STANDS, "comment.supported")
def count_comments(entries: Sequence[Sealed], size: int) -> Iterable[str]:
    """Add a window of comments and support to the parts concerned."""
    sums: dict[tuple[str, str, str], Counter[str]] = {}
    supported: Counter[str] = Counter()
    for entry in entries:
        kind, _slash, public_id = entry.subject.partition("/")
        counts = sums.setdefault((kind, public_id, entry.body["part"]), Counter())
        if entry.kind == "comment.supported":
            counts["supports"] += 1
            supported[entry.body["comment"]] += 1
        else:
            counts[entry.body["stance"]] += STANDS[entry.kind]
    posted = [entry.body["act"] for entry in entries if entry.kind == "comment.posted"]
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [posted])
        for kind, public_id, people in cursor.fetchall():
            sums.setdefault((kind, public_id, ""), Counter())["participants"] += people
        rows: list[tuple[str | int, ...]] = [
            (*key, *(counts[column] for column in COLUMNS), size) for key, counts in sorted(sums.items())
        ]
        cursor.executemany(_ADD, rows)
    for comment, count in supported.items():
        Comment.objects.filter(pk=comment).update(supports=F("supports") + count)
    return {f"{kind}.{public_id}" for kind, public_id, _part in sums} | {"site"}
