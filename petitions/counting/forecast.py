"""When will the threshold be passed? A pure function of the days so far, with its uncertainty, explained in words.

The pace is the mean of the last seven full days, each day a draw from a process whose variance is at least its mean
(signatures come in waves, so the spread seen is used when it is larger). A total after `n` days then lies within
n*mean ± 1.64*sqrt(n*variance + n²*variance/days): the second part is that the mean itself is only estimated. The
earliest and the latest day are where the upper and lower edge cross (90 %).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 7  # full days looked back on
LEAST_DAYS, LEAST_NAMES = 3, 20  # below these nothing can be said
FARTHEST = 1_000  # days looked ahead
_Z = 1.645


@dataclass(frozen=True)
class Forecast:
    """The day the threshold is expected to be passed, the earliest and the latest likely one (None: not in sight)."""

    likely: date
    earliest: date
    latest: date | None
    per_day: float
    days_seen: int
    in_time: bool


def forecast(full_days: Sequence[int], *, missing: int, today: date, closes: date | None = None) -> Forecast | None:
    """The forecast from names per full day (oldest first), for `missing` names still needed; None when senseless:

    when the threshold is reached, with fewer than three days or twenty names, or at a standstill.
    """
    seen = list(full_days)[-DAYS:]
    mean = sum(seen) / len(seen) if seen else 0.0
    if missing <= 0 or len(seen) < LEAST_DAYS or sum(seen) < LEAST_NAMES or mean <= 0:
        return None
    spread = sum((day - mean) ** 2 for day in seen) / (len(seen) - 1)
    variance = max(spread, mean)
    likely = math.ceil(missing / mean)
    if likely > FARTHEST:
        return None
    earliest = _crossing(missing, mean, variance, len(seen), +_Z) or likely
    latest = _crossing(missing, mean, variance, len(seen), -_Z)
    day = today + timedelta(days=likely)
    return Forecast(
        day,
        today + timedelta(days=min(earliest, likely)),
        today + timedelta(days=max(latest, likely)) if latest else None,
        mean,
        len(seen),
        closes is None or day < closes,
    )


def _crossing(missing: int, mean: float, variance: float, days: int, side: float) -> int | None:
    """The first day on which the edge of the band crosses; None when it does not within sight."""
    for n in range(1, FARTHEST + 1):
        if n * mean + side * math.sqrt(n * variance + n * n * variance / days) >= missing:
            return n
    return None
