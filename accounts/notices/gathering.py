"""Making mails: what a person has not seen yet becomes one mail, at the pace they chose. Nothing is sent here.

A notice is put into one mail and never into another: that is what keeps a digest from repeating itself.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from accounts.notices.models import Pace

ROUND = 500  # people gathered for in one round
GAPS = {Pace.AT_ONCE: timedelta(minutes=10), Pace.DAILY: timedelta(days=1), Pace.WEEKLY: timedelta(days=7)}
_LOCK = 7_470_001  # advisory: one postman gathers at a time, any number send

_DUE = """
SELECT DISTINCT notice.user_id FROM notices_notice notice LEFT JOIN notices_choice choice USING (user_id)
WHERE notice.mailed_at IS NULL AND notice.read_at IS NULL AND coalesce(choice.pace, 'daily') <> 'never'
  AND (choice.mailed_at IS NULL
    OR choice.mailed_at <= CASE choice.pace WHEN 'now' THEN %s WHEN 'weekly' THEN %s ELSE %s END)
LIMIT %s
"""
_CHOOSE = """
INSERT INTO notices_choice (user_id, pace, language, mailed_at)
SELECT due.id, 'daily', 'th', %(now)s FROM unnest(%(people)s) AS due(id)
ON CONFLICT (user_id) DO UPDATE SET mailed_at = excluded.mailed_at
"""
# People whose address was never confirmed get no mail; their notices count as gathered all the same.
_MAKE = """
WITH made AS (
  INSERT INTO notices_mailing (id, user_id, state, made_at, not_before, changed_at, tries)
  SELECT gen_random_uuid(), due.id, 'waiting', %(now)s, %(now)s, %(now)s, 0 FROM unnest(%(people)s) AS due(id)
  WHERE EXISTS (SELECT FROM account_emailaddress address WHERE address.user_id = due.id AND address.verified)
  RETURNING id, user_id
)
UPDATE notices_notice notice SET mailed_at = %(now)s, mailing_id = made.id
FROM unnest(%(people)s) AS due(id) LEFT JOIN made ON made.user_id = due.id
WHERE notice.user_id = due.id AND notice.mailed_at IS NULL AND notice.read_at IS NULL
"""


@transaction.atomic
def gather(now: datetime) -> int:
    """Make the mails of up to ROUND people who are due; the number of people. Three statements."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        people = _due(cursor, now)
        if people:
            cursor.execute(_CHOOSE, {"now": now, "people": people})
            cursor.execute(_MAKE, {"now": now, "people": people})
    return len(people)


def _due(cursor: Any, now: datetime) -> list[int]:
    cursor.execute(_DUE, [now - GAPS[Pace.AT_ONCE], now - GAPS[Pace.WEEKLY], now - GAPS[Pace.DAILY], ROUND])
    return [row[0] for row in cursor.fetchall()]
