"""Looking for batches: ten whole minutes at a time, each window once, after it is over. Numbers below decide.

Finding changes no count and accuses nobody: people of one office share a network, and a link on television brings
many in one second. Two officers decide (petitions.bursts.deciding).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.bilingual import in_language
from accounts.models import Role, User
from accounts.notices import telling as notices
from petitions.models import Batch, BatchName, MinuteTally, Petition, Sheet, Tally
from petitions.states import SIGNABLE
from realtime import ticks

WINDOW = timedelta(minutes=10)
AT_ONCE = 20  # windows looked through at one look at the clock
FROM_ONE_NETWORK = 20
IN_ONE_SECOND, TIMES_THE_MEAN = 10, 10
FROM_ONE_PROGRAM, ITS_SHARE, SHARE_BEFORE, BEFORE = 30, 0.6, 0.2, 30
ACCOUNTS_IN_A_ROW = 10
NUMBERS_IN_A_ROW = 5
ERASED_AT_ONCE = 20_000

# Every statement gives a mark and its number of names; `names` are the living ones of the window.
_NAMES = """WITH names AS (
    SELECT id, citizen_id, network, agent, signed_at FROM petitions_signature
    WHERE petition_id = %(petition)s AND signed_at >= %(since)s AND signed_at < %(until)s
      AND withdrawn_at IS NULL AND struck_at IS NULL) """
_MARKS = {
    "network": "encode(network, 'hex')",
    "agent": "encode(agent, 'hex')",
    "second": "to_char(signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')",
}
_ROW = """, numbered AS (SELECT n.id, u.user_id, u.user_id - row_number() OVER (ORDER BY u.user_id) AS run
    FROM names n JOIN accounts_citizen u ON u.id = n.citizen_id WHERE u.user_id IS NOT NULL) """


@dataclass(frozen=True)
class Found:
    """A pattern in a window: which, its mark, and the signatures."""

    pattern: str
    mark: str
    signatures: Sequence[Any]


def search() -> int:
    """Look through windows that are over and were not looked through; how many batches are new. Safe to repeat."""
    over = timezone.now() - timedelta(minutes=1)
    found = 0
    for tally in Tally.objects.filter(petition__state__in=SIGNABLE).filter(_unseen(over)).order_by("pk")[:AT_ONCE]:
        since = _next_window(tally)
        until = since + WINDOW if since else over
        if since and until <= over:
            found += sum(_keep(tally.petition_id, one, since, until) for one in patterns(tally.petition_id, since))
            Tally.objects.filter(pk=tally.pk).update(searched_until=until)
    return found


def patterns(petition_id: int, since: datetime) -> Iterator[Found]:
    """Every pattern in the ten minutes from `since`. Six queries."""
    values = {"petition": petition_id, "since": since, "until": since + WINDOW}
    total = _rows("SELECT count(*), 0 FROM names", values)[0][0]
    least_second = max(IN_ONE_SECOND, TIMES_THE_MEAN * total / WINDOW.total_seconds())
    yield from _groups("network", values, FROM_ONE_NETWORK)
    yield from _groups("second", values, least_second)
    for one in _groups("agent", values, max(FROM_ONE_PROGRAM, ITS_SHARE * total)):
        if _was_rare(values, one.mark):
            yield one
    rows = _rows("SELECT min(user_id)::text, array_agg(id) FROM numbered GROUP BY run HAVING count(*) >= %(least)s",
                 values | {"least": ACCOUNTS_IN_A_ROW}, _ROW)  # fmt: skip
    yield from (Found("accounts", "row", ids) for _first, ids in rows[:1])


def flag_sheet(sheet: Sheet, numbers: Sequence[tuple[str, Any]]) -> None:
    """Look at the identity numbers of a sheet as typed, with the signature that each became: one after the other?"""
    rows = [(int(number[:12]), signature) for number, signature in numbers if number.isdigit() and len(number) == 13]
    for run in _runs(rows):
        if len(run) >= NUMBERS_IN_A_ROW:
            now = sheet.keyed_at or timezone.now()
            _keep(sheet.petition_id, Found("sequence", sheet.code, run), now, now + timedelta(minutes=1))


def erase_traces() -> int:
    """Erase the traces of one petition that collects no more, some at a time; how many rows."""
    over = Tally.objects.filter(traces_erased=False).exclude(petition__state__in=[*SIGNABLE, "hidden"]).first()
    if over is None:
        return 0
    statement = """UPDATE petitions_signature SET network = NULL, agent = NULL WHERE id IN (
        SELECT id FROM petitions_signature WHERE petition_id = %s AND (network IS NOT NULL OR agent IS NOT NULL)
        LIMIT %s)"""
    with connection.cursor() as cursor:
        cursor.execute(statement, [over.petition_id, ERASED_AT_ONCE])
        number = cursor.rowcount
    if number < ERASED_AT_ONCE:
        Tally.objects.filter(pk=over.pk).update(traces_erased=True)
    return number


def _unseen(over: datetime) -> Q:
    ready = over - WINDOW
    fresh = MinuteTally.objects.filter(minute__lt=ready).filter(
        Q(petition__tally__searched_until__isnull=True) | Q(minute__gte=F("petition__tally__searched_until"))
    )
    return Q(pk__in=fresh.filter(minute__gte=over - timedelta(days=2)).values("petition_id"))


def _next_window(tally: Tally) -> datetime | None:
    """The start of the first window with names in it that was not looked through, on whole ten minutes."""
    minutes = MinuteTally.objects.filter(petition_id=tally.petition_id, minute__gte=timezone.now() - timedelta(days=2))
    if tally.searched_until:
        minutes = minutes.filter(minute__gte=tally.searched_until)
    first: datetime | None = minutes.aggregate(first=Min("minute"))["first"]
    return first and first.replace(minute=first.minute - first.minute % 10)


def _groups(pattern: str, values: dict[str, Any], least: float) -> Iterator[Found]:
    mark = _MARKS[pattern]
    statement = (
        f"SELECT {mark}, array_agg(id) FROM names WHERE {mark} IS NOT NULL GROUP BY 1 HAVING count(*) >= %(least)s"  # noqa: S608
    )
    yield from (Found(pattern, str(one), ids) for one, ids in _rows(statement, values | {"least": least}))


def _was_rare(values: dict[str, Any], mark: str) -> bool:
    """Whether this program brought few of the names of the day before, of which there were enough to tell."""
    statement = """SELECT count(*) FILTER (WHERE encode(agent, 'hex') = %(mark)s), count(*) FROM petitions_signature
        WHERE petition_id = %(petition)s AND agent IS NOT NULL
          AND signed_at >= %(since)s - interval '1 day' AND signed_at < %(since)s"""
    with connection.cursor() as cursor:
        cursor.execute(statement, values | {"mark": mark})
        own, every = cursor.fetchone()
    return bool(every >= BEFORE and own < SHARE_BEFORE * every)


def _rows(statement: str, values: dict[str, Any], more: str = "") -> list[tuple[Any, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_NAMES}{more}{statement}", values)
        return list(cursor.fetchall())


def _runs(rows: Iterable[tuple[int, Any]]) -> Iterator[list[Any]]:
    """Stretches of lines whose numbers (without the check digit) rise by one or two."""
    run: list[Any] = []
    last: int | None = None
    for number, signature in rows:
        if last is None or not 0 < number - last <= 2:
            yield run
            run = []
        run = [*run, signature]
        last = number
    yield run


def _keep(petition_id: int, found: Found, since: datetime, until: datetime) -> bool:
    names = [one for one in found.signatures if one]
    batch, new = Batch.objects.get_or_create(
        petition_id=petition_id, pattern=found.pattern, mark=found.mark[:40], since=since,
        defaults={"until": until, "number": len(names)},
    )  # fmt: skip
    if new:
        BatchName.objects.bulk_create([BatchName(batch=batch, signature_id=one) for one in names])
        _tell(batch)
    return new


def _tell(batch: Batch) -> None:
    petition = Petition.objects.select_related("addressee").get(pk=batch.petition_id)
    members = {"memberships__agency": petition.addressee, "memberships__role__in": [Role.AUTHOR, Role.HEAD]}
    notices.tell(
        users=User.objects.filter(**members).values("pk"),
        kind="petition.batch",
        about=petition.subject,
        path=lambda: reverse("petitions:batches", args=[petition.public_id]),
        heading=gettext_noop("A batch of names should be looked at: %(title)s"),
        values=lambda: {"title": in_language(petition, "title")},
        once=f"petition.batch/{petition.pk}/{timezone.localdate():%Y-%m-%d}",
    )


ticks.register("petitions.batches", search)
ticks.register("petitions.traces", erase_traces)
