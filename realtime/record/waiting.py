"""Which waiting entries may be sealed next.

Entries without a lane: all of them, in order of arrival. Entries of a lane (ballots): only when a crowd of
that lane waits or it has waited long enough, and shuffled, so that neither their order nor their time points
at a person.
"""

import secrets
import time
from collections.abc import Callable

from django.db import connection

from realtime.record.models import Pending

BATCH = 10_000  # entries sealed in one transaction
CROWD = 20  # entries of one lane that may be sealed together
PATIENCE = 600.0  # seconds that fewer wait, from when the sealer first saw that lane waiting
SLACK = 20_000  # arrivals behind the newest sealed one in which late commits are looked for at every tick
SWEEP = 10.0  # seconds between looks from the very beginning

# Distinct lanes, one index probe each.
_LANES = """
WITH RECURSIVE found AS (
  SELECT min(lane) AS lane FROM record_pending WHERE lane <> ''
  UNION ALL
  SELECT (SELECT min(p.lane) FROM record_pending p WHERE p.lane <> '' AND p.lane > found.lane)
  FROM found WHERE found.lane IS NOT NULL
)
SELECT lane FROM found WHERE lane IS NOT NULL
"""


def plain(limit: int, since: int = 0) -> list[int]:
    """Arrivals without a lane after `since`, the oldest first."""
    waiting = Pending.objects.filter(lane="", arrival__gt=since).order_by("arrival")
    return list(waiting.values_list("arrival", flat=True)[:limit])


def lanes() -> list[str]:
    """The lanes in which something waits."""
    with connection.cursor() as cursor:
        cursor.execute(_LANES)
        return [lane for (lane,) in cursor.fetchall()]


def of_lane(lane: str, limit: int = BATCH) -> list[int]:
    """Arrivals of one lane, shuffled by the system's randomness."""
    waiting = Pending.objects.filter(lane=lane).exclude(lane="").order_by("arrival")
    arrivals = list(waiting.values_list("arrival", flat=True)[:limit])
    secrets.SystemRandom().shuffle(arrivals)
    return arrivals


def everything(limit: int) -> list[int]:
    """Whatever waits, lanes too and however few they are: for tests, imports and the last batch of a demo."""
    return [*plain(limit), *(arrival for lane in lanes() for arrival in of_lane(lane, limit))]


class Watch:
    """What one sealer remembers between ticks, in memory only: no time of any waiting entry is stored."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.first_seen: dict[str, float] = {}
        self.newest, self.swept = 0, clock()

    def ripe(self, limit: int) -> list[int]:
        """The arrivals to seal now, in the order in which they are to be numbered."""
        crowds = self._crowds(limit // 2)
        arrivals = plain(max(limit // 2, limit - len(crowds)), self._since())
        self.newest = max(self.newest, arrivals[-1] if arrivals else 0)
        return [*arrivals, *crowds]

    def _since(self) -> int:
        """Where to start looking: rows deleted long ago still cost time while a backup holds them in view."""
        if self.clock() - self.swept < SWEEP:
            return max(0, self.newest - SLACK)
        self.swept = self.clock()
        return 0

    def _crowds(self, limit: int) -> list[int]:
        now, arrivals = self.clock(), list[int]()
        present = lanes()
        self.first_seen = {lane: self.first_seen.get(lane, now) for lane in present}
        for lane in present:
            crowd = of_lane(lane, max(CROWD, limit - len(arrivals)))
            if len(crowd) >= CROWD or now - self.first_seen[lane] >= PATIENCE:
                arrivals += crowd
                del self.first_seen[lane]
        return arrivals
