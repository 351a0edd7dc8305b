"""A hearing with a hundred thousand comments against one with a thousand; and what posting one takes.

`python -m tests.benchmarks comments` prints, for each list, its queries and its pages a second as a part of those of
the small hearing, small and large in turn. Beside them what others need, as published: a4-meinberlin 661 queries for
twenty comments and 93 to post one, kerrokantasi 8 and 27. Works on a database of its own, thrown away afterwards.
"""

import statistics
import time
import uuid
from collections.abc import Iterable

from tests.benchmarks import Row, _database

FEW, MANY = 1_000, 100_000
ROUNDS = 15
SLOWER = 1.1  # how much slower the large hearing may be
SLOWEST = 0.06  # seconds of server time to post
POSTS = 40
LISTS = {
    "first page": "comments/",
    "a section": "sections/sec_3/",
    "most supported": "comments/?order=supported",
    "most divided": "comments/?order=divided",
    "random": "comments/?order=random&seed=7f",
    "by stance": "comments/?stance=partly&order=supported",
    "by group": "comments/?group=business",
    "by province": "comments/?province=12&order=divided",
    "section, most supported": "sections/sec_3/?order=supported",
    "the page of the hearing": "",
}


def run() -> Iterable[Row]:
    """One row a list: the ratio of medians, small and large in turn; then posting."""
    with _database.own("bench_comments"):
        from django.test.utils import setup_test_environment

        setup_test_environment(debug=False)
        yield from _measured()


def _measured() -> Iterable[Row]:
    from tests.benchmarks import _many_comments as make
    from tests.benchmarks import _signing_people as people
    from tests.factories.people import standing_cast

    cast = standing_cast()
    sessions = people.citizens(2_000)
    small, large = (make.hearing(cast, count).public_id for count in (FEW, MANY))
    for name, page in LISTS.items():
        yield _compared(name, f"/th/hearings/{small}/{page}", f"/th/hearings/{large}/{page}")
    middle = f"/th/hearings/{large}/{_middle(large)}"
    yield _compared("page one thousand against page one", f"/th/hearings/{large}/comments/", middle)
    yield from _posting(large, sessions)


def _compared(name: str, small: str, large: str) -> Row:
    from django.test import Client

    client, times = Client(), {small: list[float](), large: list[float]()}
    for _ in range(ROUNDS):
        for address, taken in times.items():
            started = time.perf_counter()
            assert client.get(address).status_code == 200, address
            taken.append(time.perf_counter() - started)
    few, many = (statistics.median(taken[2:]) for taken in times.values())
    said = f"{name}, {MANY:,} comments, {_queries(large)} queries (a4-meinberlin 661, kerrokantasi 8)"
    return Row(said, 1 / many, "/s", f"{FEW:,} comments", 1 / few, 1 / SLOWER)


def _middle(public_id: str) -> str:
    """The address of the page from the 50,000th comment on."""
    from consult.threads import listing
    from consult.threads.models import Comment

    row = Comment.objects.about("hearing", public_id).openings().newest()[MANY // 2]
    return f"comments/?after={listing._mark(row, listing.NEWEST)}"


def _queries(address: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        Client().get(address)
    return len(queries)


def _posting(public_id: str, sessions: list[str]) -> Iterable[Row]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    taken, worked, counted = [], [], 0
    for n, session in enumerate(sessions[:POSTS]):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        values = {"part": "sec_3", "stance": "agree", "body": f"ความเห็นใหม่ {n}", "form": str(uuid.uuid4())}
        with CaptureQueriesContext(connection) as queries:
            started, working = time.perf_counter(), time.process_time()
            answer = client.post(f"/th/hearings/{public_id}/comment/?part=sec_3", values)
            taken.append(time.perf_counter() - started)
            worked.append(time.process_time() - working)
        assert answer.status_code == 302, answer.status_code
        counted = len(queries)
    each, cpu = statistics.median(taken[2:]), statistics.median(worked[2:])
    said = (
        f"posting among {MANY:,} comments, {each * 1000:.0f} ms ({cpu * 1000:.0f} ms of this process),"
        f" {counted} queries (a4-meinberlin 93, kerrokantasi 27)"
    )
    yield Row(said, 1 / each, "/s", f"{SLOWEST * 1000:.0f} ms each", 1 / SLOWEST, 1.0)
