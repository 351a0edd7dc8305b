"""What an officer sees before deciding: numbers only, never a name."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncMinute

from petitions import figures
from petitions.bursts import deciding
from petitions.models import Batch, Signature
from petitions.states import SIGNABLE


@dataclass(frozen=True)
class Preview:
    """A batch and what striking it out would do."""

    batch: Batch
    living: int
    minutes: list[tuple[datetime, int]]
    channels: list[tuple[str, int]]
    total: int
    after: int
    threshold: int
    below: bool
    open: bool


def of(batch: Batch) -> Preview:
    """Four queries besides the batch with its petition and tally."""
    rows = Signature.objects.filter(pk__in=batch.names.values("signature"))
    by_minute = rows.annotate(minute=TruncMinute("signed_at")).values("minute").annotate(n=Count("pk"))
    channels = Counter(one.get_channel_display() for one in rows.only("channel"))
    living = len(deciding.living(batch))
    total, threshold = figures.figures(batch.petition).total, batch.petition.threshold or 0
    return Preview(
        batch=batch,
        living=living,
        minutes=[(row["minute"], row["n"]) for row in by_minute.order_by("minute")],
        channels=sorted(channels.items()),
        total=total,
        after=total - living,
        threshold=threshold,
        below=total >= threshold > total - living,
        open=batch.petition.state in SIGNABLE,
    )
