"""How many comments, people and supports a group has: counted from the rows, kept on the group."""

import uuid
from collections.abc import Collection

from django.db import connection

_REFRESH = """
UPDATE sense_issuegroup g SET size = n.size, people = n.people, supports = n.supports
FROM (
  SELECT i.id, count(c.id) AS size, count(DISTINCT c.citizen_id) AS people, coalesce(sum(c.supports), 0) AS supports
  FROM sense_issuegroup i
  LEFT JOIN sense_groupmember m ON m.group_id = i.id
  LEFT JOIN threads_comment c ON c.id = m.comment_id AND c.state = 'visible'
  WHERE i.id = ANY(%s::uuid[]) GROUP BY i.id
) n
WHERE n.id = g.id AND (g.size, g.people, g.supports) IS DISTINCT FROM (n.size, n.people, n.supports)
"""
# A representative that is gone, or was moved elsewhere, gives way to the most supported comment of the group.
_REPRESENT = """
UPDATE sense_issuegroup g SET representative_id = (
  SELECT c.id FROM sense_groupmember m JOIN threads_comment c ON c.id = m.comment_id AND c.state = 'visible'
  WHERE m.group_id = g.id ORDER BY c.supports DESC, c.created_at, c.id LIMIT 1
)
WHERE g.id = ANY(%s::uuid[]) AND NOT EXISTS (
  SELECT 1 FROM sense_groupmember m JOIN threads_comment c ON c.id = m.comment_id AND c.state = 'visible'
  WHERE m.group_id = g.id AND m.comment_id = g.representative_id
)
"""


def refresh(groups: Collection[uuid.UUID]) -> int:
    """Count these groups again; how many had changed. Two statements."""
    if not groups:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, [list(groups)])
        changed = cursor.rowcount
        cursor.execute(_REPRESENT, [list(groups)])
        return changed
