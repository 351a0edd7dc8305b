"""Results and series by API: the same for every kind of process."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema

from realtime.feeds import catalogue
from realtime.live import series

router = Router(tags=["series"])
SIZE = 5_000
SECONDS = 60

type Step = Literal["minute", "hour", "day"]


class CountPoint(Schema):
    """Entries of one kind of act within one step, and all of them up to its end. Moments in UTC."""

    at: str
    act: str
    n: int
    total: int


class CountSeries(Schema):
    """The series of every count about one process; `links.next` is null on the last page."""

    subject: str
    by: str
    links: dict[str, str | None]
    data: list[CountPoint]


@router.get("/{kind}/{public_id}", response=CountSeries, summary="How every count of a process grew")
def one(
    request: HttpRequest,
    response: HttpResponse,
    kind: str,
    public_id: str,
    *,
    by: Step = "hour",
    since: datetime | None = None,
) -> dict[str, Any]:
    """By minute, hour or day in Thailand, exact; steps without an entry are left out. Ballots are known by day only.

    `kind` is petition, hearing or round. With `since`, the points from that moment on.
    """
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={SECONDS}, stale-while-revalidate={2 * SECONDS}"
    if not any(table.find(public_id) for table in catalogue.all_datasets() if table.id == f"{kind}-acts-by-day"):
        raise Http404
    after = since if since is None or since.tzinfo else since.replace(tzinfo=UTC)
    rows = list(islice(series.points(f"{kind}/{public_id}", by, after), SIZE + 1))
    more = None
    if len(rows) > SIZE:
        # A page ends with a whole step, so that the next begins with a new one.
        last = rows[SIZE].start
        rows = [row for row in rows if row.start < last]
        more = f"{settings.SITE_URL}/api/series/{kind}/{public_id}?by={by}&since={_utc(last)}"
    data = [{"at": _utc(row.start), "act": row.kind, "n": row.n, "total": row.total} for row in rows]
    return {"subject": f"{kind}/{public_id}", "by": by, "links": {"next": more}, "data": data}


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
