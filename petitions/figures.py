"""The numbers of a petition: one definition for pages, feeds and live figures."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Channel
from petitions.models import AreaTally, HourTally, Petition, Signature, Tally
from realtime.feeds import small
from realtime.record.models import Entry


@dataclass(frozen=True)
class Figures:
    """The counts of one petition, true for a record of `record_size` entries."""

    public_id: str
    state: str
    total: int
    online: int
    paper: int
    counter: int
    withdrawn: int
    struck: int
    threshold: int | None
    record_size: int

    @property
    def percent(self) -> int:
        """Progress towards the threshold in whole percent, at most 100; 100 only when it is reached."""
        return min(100, self.total * 100 // self.threshold) if self.threshold else 0

    @property
    def missing(self) -> int:
        """Names still needed."""
        return max(0, (self.threshold or 0) - self.total)


@dataclass(frozen=True)
class Hour:
    """Signatures within the hour that starts at `hour`, and the total after it."""

    hour: datetime
    signed: int
    withdrawn: int
    total: int


@dataclass(frozen=True)
class Place:
    """Names from one province; `code` empty for the places too small to show apart."""

    code: str
    total: int


def figures(petition: Petition) -> Figures:
    """The counts as sealing left them. One query unless the tally was selected with the petition."""
    tally: Tally = getattr(petition, "tally", None) or Tally()
    return Figures(
        petition.public_id,
        petition.state,
        tally.online + tally.paper + tally.counter - tally.withdrawn - tally.struck,
        tally.online,
        tally.paper,
        tally.counter,
        tally.withdrawn,
        tally.struck,
        petition.threshold,
        tally.record_size,
    )


def recount(petition: Petition) -> Figures:
    """The same counts from the signatures themselves; must agree once everything is sealed."""
    living = Signature.objects.filter(petition_id=petition.pk).aggregate(
        online=Count("pk", filter=Q(channel=Channel.ONLINE)),
        paper=Count("pk", filter=Q(channel=Channel.PAPER)),
        counter=Count("pk", filter=Q(channel=Channel.COUNTER)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        struck=Count("pk", filter=Q(struck_at__isnull=False)),
    )
    total = living["online"] + living["paper"] + living["counter"] - living["withdrawn"] - living["struck"]
    size = figures(petition).record_size
    return Figures(petition.public_id, petition.state, total, **living, threshold=petition.threshold, record_size=size)


def hours(petition: Petition, last: int | None = None) -> list[Hour]:
    """The time series by the hour, oldest first, with running totals; hours without change are left out."""
    rows = HourTally.objects.filter(petition=petition).order_by("hour")
    series, total = [], 0
    for row in rows.values_list("hour", "signed", "withdrawn"):
        total += row[1] - row[2]
        series.append(Hour(*row, total))
    return series[-last:] if last else series


def recount_hours(petition: Petition) -> dict[datetime, int]:
    """Signatures by the hour, from the entries of the record (each says when)."""
    hours: Counter[datetime] = Counter()
    for minute, n in recount_minutes(petition).items():
        hours[minute.replace(minute=0)] += n
    return dict(hours)


def recount_minutes(petition: Petition) -> dict[datetime, int]:
    """Signatures by the minute, from the entries of the record."""
    leaves = Entry.objects.filter(subject=petition.subject, kind="petition.signature").values_list("leaf", flat=True)
    moments = (datetime.fromisoformat(json.loads(bytes(leaf))["at"]) for leaf in leaves.iterator())
    return dict(Counter(moment.replace(second=0) for moment in moments))


def rate(series: Sequence[Hour], now: datetime | None = None) -> int:
    """Signatures in this hour and the one before."""
    since = (now or timezone.now()) - timedelta(hours=2)
    return sum(hour.signed for hour in series if hour.hour > since)


def places(petition: Petition) -> list[Place]:
    """Names by province, most first, small numbers folded together."""
    rows = AreaTally.objects.filter(petition=petition, total__gt=0).values_list("province", "total")
    return fold_small(dict(rows))


def recount_places(petition: Petition) -> dict[str, int]:
    """Living signatures by province, from the rows (not for publication: small numbers are in it)."""
    rows = Signature.objects.living().filter(petition_id=petition.pk).values("province")
    return {row["province"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def fold_small(counts: dict[str, int]) -> list[Place]:
    """Places too small to be shown apart go into one line together (realtime.feeds.small)."""
    few = small.hidden(counts)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [Place(code, total) for code, total in ordered if code not in few]
    return [*shown, Place("", sum(counts[code] for code in few))] if few else shown


def live(public_id: str) -> dict[str, Any] | None:
    """What viewers of topic `petition.<public_id>` get: absolute, nothing personal."""
    petition = Petition.objects.published().select_related("tally").filter(public_id=public_id).first()
    if petition is None:
        return None
    now = figures(petition)
    moments = {
        name: moment.isoformat() if (moment := getattr(petition, name)) else None
        for name in ("reached_at", "delivered_at", "answered_at")
    }
    return asdict(now) | {"percent": now.percent, "missing": now.missing, "rate": rate(hours(petition, 2))} | moments
