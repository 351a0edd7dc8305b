"""What size costs: a petition of six million names, a hundred thousand petitions, fifty thousand paper lines.

`python -m tests.benchmarks petitions_large`. Counts of six million are set, with 200,000 names as rows (what a page
reads of names is one index range). Works on a database of its own, thrown away afterwards.
"""

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tests.benchmarks import Row, _database

HUGE, ROWS, SMALL = 6_000_000, 200_000, 300
PETITIONS, FEW_PETITIONS = 100_000, 1_000
LINES, ON_A_SHEET = int(os.environ.get("BENCH_LINES", "50000")), 10
NAMES = 100_000
ROUNDS = 15
PLACES = ("", "growth/")


def run() -> Iterable[Row]:
    """Pages, lists, paper, package."""
    with _database.own("bench_petitions"):
        from tests.factories.people import standing_cast

        cast = standing_cast()
        yield from _pages(cast)
        yield from _lists(cast)
        yield from _paper(cast)
        yield from _package(cast)


def _pages(cast: Any) -> Iterator[Row]:
    """The page, growth with map, figures for live, the feed: six million against three hundred."""
    from django.test import Client

    from petitions import figures
    from tests.factories import petitions as make

    huge, small = make.collecting(cast), make.collecting(cast)
    for petition, total, rows in ((huge, HUGE, ROWS), (small, SMALL, SMALL)):
        _names(petition, rows)
        _counts(petition, total)
    client = Client(HTTP_HOST="localhost")

    def read(path: str) -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")

    for name, act in {
        "page": lambda one: read(f"/th/petitions/{one.public_id}/"),
        "growth and map": lambda one: read(f"/th/petitions/{one.public_id}/growth/"),
        "names shown": lambda one: read(f"/th/petitions/{one.public_id}/names/"),
        "feed": lambda one: read(f"/api/petitions/{one.public_id}"),
        "live figures": lambda one: figures.live(one.public_id),
    }.items():
        yield _against(f"{name} of {HUGE:,} names", act, huge, small)


def _against(name: str, act: Callable[[Any], Any], huge: Any, small: Any) -> Row:
    """Both in turn, the best of several rounds each."""
    best = {huge.pk: float("inf"), small.pk: float("inf")}
    for petition in (huge, small):
        act(petition)
    for _ in range(ROUNDS):
        for petition in (huge, small):
            started = time.perf_counter()
            act(petition)
            best[petition.pk] = min(best[petition.pk], time.perf_counter() - started)
    return Row(name, 1 / best[huge.pk], "/s", f"of {SMALL} names", 1 / best[small.pk], 0.9)


def _lists(cast: Any) -> Iterator[Row]:
    """The first two pages of a hundred thousand in every order, against those of a thousand; queries are printed."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from petitions import listing

    _copies(0, FEW_PETITIONS)
    few = {sort: _pages_seconds(sort) for sort in listing.SORTS}
    _copies(FEW_PETITIONS, PETITIONS)
    for sort in listing.SORTS:
        with CaptureQueriesContext(connection) as queries:
            Client(HTTP_HOST="localhost").get(f"/th/petitions/?show=all&sort={sort}")
        print(f"{PETITIONS:,} petitions by {sort}: {len(queries)} queries")
        yield Row(
            f"list by {sort}", 1 / _pages_seconds(sort), "/s", f"of {FEW_PETITIONS:,} petitions", 1 / few[sort], 0.9
        )


def _pages_seconds(sort: str) -> float:
    from petitions import listing

    best = float("inf")
    for _ in range(ROUNDS):
        started = time.perf_counter()
        page = listing.page_of("all", "", sort)
        if page.after:
            listing.page_of("all", page.after, sort)
        best = min(best, time.perf_counter() - started)
    return best


def _paper(cast: Any) -> Iterator[Row]:
    """Sheets of ten lines, everybody on the register, through the same verbs as an officer's."""
    from accounts.identity import fictional, person_key
    from accounts.models import Citizen
    from petitions.models import Sheet
    from petitions.paper import importing, sheets
    from tests.factories import petitions as make
    from tests.factories.people import area, citizen

    petition = make.collecting(cast)
    # People who sign one after the other have no numbers in a row (a sheet on which they are is looked at closely).
    numbers = [fictional(60_000_000_000 + n) for n in random.Random(5).sample(range(10 * LINES), LINES)]
    one = citizen()
    common = {
        "given_name": "มานะ",
        "family_name": "รักไทย",
        "birth_date": one.birth_date,
        "area": area(),
        "assurance": 2,
    }
    people = [Citizen(person_key=person_key(number), source="bench", **common) for number in numbers]
    Citizen.objects.bulk_create(people, batch_size=5_000)
    made: list[Sheet] = []
    while len(made) * ON_A_SHEET < LINES:
        made += sheets.make(by=cast.counter, citizen=None, petition=petition, number=200)
    rows = ["sheet,line,identity,given_name,family_name,birth"]
    for place, number in enumerate(numbers):
        sheet = made[place // ON_A_SHEET]
        rows.append(f"{sheet.code},{place % ON_A_SHEET + 1},{number},มานะ,รักไทย,17/5/2533")
    started = time.perf_counter()
    report = importing.load(by=cast.counter, petition=petition, text="\n".join(rows))
    seconds = time.perf_counter() - started
    print(f"{LINES:,} paper lines in {seconds:.0f} s, {report.counted:,} counted")
    yield Row("paper lines", LINES / seconds, "/s", "50,000 in two minutes", 50_000 / 120, 1.0)


def _package(cast: Any) -> Iterator[Row]:
    """Counting and encrypting a hundred thousand names, against encrypting as many bytes and nothing else."""
    import resource

    import pyrage

    from petitions.handing import building, keys, steps
    from petitions.models import Package, Petition, Tally
    from realtime.sealer import seal_all
    from tests.factories import petitions as make

    petition = make.collecting(cast, 2)
    _names(petition, NAMES)
    Tally.objects.filter(petition=petition).update(online=NAMES)
    identity = pyrage.x25519.Identity.generate()
    keys.register(by=cast.head, agency=cast.agency, recipient=str(identity.to_public()))
    Petition.objects.filter(pk=petition.pk).update(state="reached", reached_at=petition.opens_at)
    petition.refresh_from_db()
    make.represented(petition)
    from petitions import actions

    actions.deliver(by=cast.petitioner, petition=petition)
    steps.certify(by=cast.head, package=steps.ask(by=cast.officer, petition=petition))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    building.build_waiting()
    seal_all()
    building.build_waiting()
    seconds = time.perf_counter() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    size = Package.objects.get(petition=petition).size
    print(f"package of {NAMES:,} names: {seconds:.0f} s, {size / 1e6:.0f} MB, memory grew by {grown:.0f} MB")
    yield Row("names packed", NAMES / seconds, "/s", "a million in ten minutes", 1_000_000 / 600, 1.0)


def _names(petition: Any, number: int) -> None:
    """So many names by one statement; who they are does not matter."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO accounts_citizen (id, person_key, given_name, family_name, birth_date, area_id, assurance,
                    source, verified_at)
               SELECT gen_random_uuid(), sha256((%s || '/' || n)::bytea), given_name, family_name, birth_date, area_id,
                    assurance, 'bench', verified_at
               FROM accounts_citizen, generate_series(1, %s) n WHERE accounts_citizen.id = %s""",
            [petition.public_id, number, petition.petitioner_id],
        )
        cursor.execute("ALTER TABLE petitions_signature DISABLE TRIGGER signature_only_while_collecting")
        cursor.execute(
            """INSERT INTO petitions_signature (id, petition_id, citizen_id, name_public, province, channel, salt,
                    signed_at)
               SELECT gen_random_uuid(), %s, c.id, random() < 0.15, '50', 'online', '\\x00',
                    now() - random() * interval '20 days'
               FROM accounts_citizen c WHERE c.source = 'bench'
                    AND NOT EXISTS (SELECT 1 FROM petitions_signature s WHERE s.citizen_id = c.id) LIMIT %s""",
            [petition.pk, number],
        )
        cursor.execute("ALTER TABLE petitions_signature ENABLE TRIGGER signature_only_while_collecting")
        cursor.execute("ANALYZE petitions_signature")


def _counts(petition: Any, total: int) -> None:
    """Tallies as sealing would have left them after twenty days, in every province and hour."""
    from datetime import timedelta

    from django.utils import timezone

    from petitions.models import AreaTally, HourTally, MinuteTally, Tally

    Tally.objects.filter(petition=petition).update(online=total)
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    hours = [
        HourTally(petition=petition, hour=now - timedelta(hours=n), signed=max(1, total // 480)) for n in range(480)
    ]
    HourTally.objects.bulk_create(hours)
    minutes = [MinuteTally(petition=petition, minute=now - timedelta(minutes=n), signed=1) for n in range(120)]
    MinuteTally.objects.bulk_create(minutes)
    provinces = [AreaTally(petition=petition, province=str(code), total=max(11, total // 77)) for code in range(10, 87)]
    AreaTally.objects.bulk_create(provinces, ignore_conflicts=True)


def _copies(past: int, number: int) -> None:
    """Many open petitions by one statement, each with a count of its own: those after `past` up to `number`."""
    from django.db import connection

    from petitions.models import Petition

    first = Petition.objects.order_by("pk")[0]
    own = {"id", "public_id", "invite_code"}
    names = [str(field.column) for field in Petition._meta.concrete_fields if field.column not in own]
    columns = ", ".join(names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO petitions_petition (public_id, {columns}) SELECT 'bench' || n, {columns} "
            "FROM petitions_petition, generate_series(%s, %s) n WHERE petitions_petition.id = %s",
            [past + 1, number, first.pk],
        )
        cursor.execute(
            """INSERT INTO petitions_tally (petition_id, online, paper, counter, withdrawn, struck, record_size,
                    traces_erased)
               SELECT id, (random() * 10000)::int, 0, 0, 0, 0, 0, false FROM petitions_petition
               WHERE public_id LIKE 'bench%%' AND substr(public_id, 6)::int > %s""",
            [past],
        )
        cursor.execute("ANALYZE petitions_petition")
        cursor.execute("ANALYZE petitions_tally")
