"""Bursts: what rises now, batches that look made by a machine, and the pause of the whole site."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import Citizen, Membership, Role, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from petitions import actions, figures, listing
from petitions.bursts import deciding, finding, traces
from petitions.bursts.traces import Trace
from petitions.models import Batch, MinuteTally, Pause, Petition, Signature, Tally
from petitions.rules import Signable
from realtime.record.models import Entry
from realtime.sealer import seal_all
from tests.factories import petitions as make
from tests.factories.people import PASSWORD, Cast, citizen


def at(
    moment: datetime, number: int, petition: Petition, trace: Trace = traces.NO_TRACE, by: Citizen | None = None
) -> None:
    """So many names at one moment of the past: the trigger that keeps rows as they were is off for the test."""
    before = set(Signature.objects.values_list("pk", flat=True))
    for _ in range(number):
        make.sign(petition, by, trace=trace)
    rows = list(Signature.objects.exclude(pk__in=before).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE petitions_signature DISABLE TRIGGER signature_stands")
        cursor.execute("UPDATE petitions_signature SET signed_at = %s WHERE id = ANY(%s)", [moment, rows])
        cursor.execute("ALTER TABLE petitions_signature ENABLE TRIGGER signature_stands")


def window() -> datetime:
    """The start of ten whole minutes that are over."""
    past = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=30)
    return past.replace(minute=past.minute - past.minute % 10)


def look(petition: Petition, since: datetime) -> list[Batch]:
    seal_all()
    MinuteTally.objects.update_or_create(petition=petition, minute=since, defaults={"signed": 1})
    MinuteTally.objects.filter(petition=petition, minute__gte=since + finding.WINDOW).delete()
    finding.search()
    return list(Batch.objects.filter(petition=petition).order_by("pattern"))


@pytest.fixture
def burst(cast: Cast) -> Batch:
    """Twenty-one names from one network, spread over two minutes, and five others."""
    petition = make.collecting(cast, 24)
    since = window()
    one = Trace(b"network1", b"agent-01")
    for minute, number in ((0, 7), (1, 7), (2, 7)):
        at(since + timedelta(minutes=minute, seconds=minute), number, petition, one)
    at(since + timedelta(minutes=5), 5, petition, Trace(b"network2", b"agent-02"))
    found = look(petition, since)
    return next(one for one in found if one.pattern == "network")


def test_it_works(cast: Cast, burst: Batch) -> None:
    """Flagged, looked at, struck out by two officers, put back; each in the record."""
    petition = burst.petition
    assert burst.number == 21
    assert figures.figures(Petition.objects.with_tally().get()).total == 26  # flagging changes nothing
    author = User.objects.create_user("author2@example.org", PASSWORD)
    Membership.objects.create(user=author, agency=cast.agency, role=Role.AUTHOR)
    address = f"/en/petitions/{petition.public_id}/batches/{burst.pk}/"
    one, two = Client(), Client()
    assert one.login(username="author2@example.org", password=PASSWORD)
    assert two.login(username="head@example.org", password=PASSWORD)
    page = one.get(address).content.decode()
    assert "5 names instead of 26" in page
    assert "fall below" in page
    assert one.post(address, {"verb": "ask", "note": ""}).status_code == 422
    assert one.post(address, {"verb": "ask", "note": "ลงชื่อด้วยโปรแกรม"}).status_code == 302
    assert one.post(address, {"verb": "confirm"}).status_code == 403
    assert two.post(address, {"verb": "confirm"}).status_code == 302
    seal_all()
    assert figures.figures(Petition.objects.with_tally().get()).total == 5
    assert Entry.objects.filter(kind="petition.strike").count() == 21
    assert two.post(address, {"verb": "undo", "note": "เป็นห้องเรียนเดียวกัน"}).status_code == 302
    seal_all()
    now = Petition.objects.with_tally().get()
    assert figures.figures(now).total == 26
    assert figures.figures(now) == figures.recount(now)
    assert Entry.objects.filter(kind="petition.unstrike").count() == 21


def test_the_same_second_stands_out(cast: Cast) -> None:
    petition = make.collecting(cast, 300)
    since = window()
    at(since + timedelta(seconds=61), 11, petition)
    at(since + timedelta(minutes=4), 4, petition)
    assert [(one.pattern, one.number) for one in look(petition, since)] == [("second", 11)]


def test_a_program_that_was_rare_before_and_is_nearly_all_now(cast: Cast) -> None:
    petition = make.collecting(cast, 300)
    since = window()
    for place in range(30):
        at(since - timedelta(hours=1, seconds=place), 1, petition, Trace(None, b"browser%d" % (place % 9)))
    for place in range(30):
        at(since + timedelta(seconds=place * 7), 1, petition, Trace(None, b"machine1"))
    assert [(one.pattern, one.number) for one in look(petition, since)] == [("agent", 30)]


def test_accounts_made_one_after_the_other(cast: Cast) -> None:
    petition = make.collecting(cast, 300)
    since = window()
    people = [citizen(email=f"row{place}@example.org") for place in range(10)]
    for place, person in enumerate(people):
        at(since + timedelta(seconds=place * 40), 1, petition, by=person)
    assert [(one.pattern, one.number) for one in look(petition, since)] == [("accounts", 10)]


def test_a_window_is_looked_through_once(burst: Batch) -> None:
    finding.search()
    assert Batch.objects.count() == Batch.objects.values("pattern", "mark").distinct().count()


def test_one_officer_alone_strikes_nothing(cast: Cast, burst: Batch) -> None:
    with pytest.raises(NotEligible):
        deciding.ask(by=cast.counter, batch=burst, reason="x")
    with pytest.raises(Refused):
        deciding.ask(by=cast.head, batch=burst, reason=" ")
    deciding.ask(by=cast.head, batch=burst, reason="ลงชื่อด้วยโปรแกรม")
    with pytest.raises(NotEligible):
        deciding.confirm(by=cast.head, batch=burst)
    with pytest.raises(DatabaseError), transaction.atomic():
        Batch.objects.update(state="struck", asked_by=cast.head, confirmed_by=cast.head)
    deciding.clear(by=cast.head, batch=burst, reason="สำนักงานเดียวกัน")
    with pytest.raises(AlreadyDone):
        deciding.confirm(by=cast.officer, batch=burst)


def test_nothing_can_be_read_from_a_trace_and_it_differs_by_petition() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT="Browser/1")
    near = RequestFactory().get("/", REMOTE_ADDR="203.0.113.200", HTTP_USER_AGENT="Browser/2")
    one, other = traces.of(request, "one"), traces.of(request, "other")
    assert one.network != other.network
    assert traces.of(near, "one").network == one.network
    assert traces.of(near, "one").agent != one.agent
    assert len(one.network or b"") == traces.LENGTH
    assert traces.network_of("2001:db8:1:2::3") == "2001:db8:1::/48"


def test_traces_are_erased_when_collecting_is_over_and_never_set_again(cast: Cast) -> None:
    petition = make.collecting(cast, 1)
    make.sign(petition, trace=Trace(b"network1", b"agent-01"))
    make.represented(petition)
    seal_all()
    assert finding.erase_traces() == 0
    petition.refresh_from_db()
    actions.deliver(by=cast.petitioner, petition=petition)
    assert finding.erase_traces() == 1
    assert Tally.objects.get().traces_erased
    assert not Signature.objects.exclude(network=None).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.update(network=b"invented")


def test_what_rises_is_told_by_whole_minutes(cast: Cast) -> None:
    slow, fast = make.collecting(cast), make.collecting(cast)
    now = timezone.now().replace(second=0, microsecond=0)
    rows: list[tuple[Petition, int, int]] = [(slow, 61, 500), (slow, 0, 500), (slow, 5, 3), (fast, 59, 4)]
    MinuteTally.objects.all().delete()
    for petition, ago, number in rows:
        MinuteTally.objects.create(petition=petition, minute=now - timedelta(minutes=ago), signed=number)
    page = Client().get("/en/petitions/", {"sort": "rising"}).content.decode()
    assert page.index(fast.public_id) < page.index(slow.public_id)
    assert "4 in the last hour" in page
    assert "3 in the last hour" in page
    assert "503 in the last hour" not in page


@pytest.mark.parametrize("sort", ["new", "names", "closing", "rising"])
def test_every_order_leads_through_all_pages_once(cast: Cast, sort: str) -> None:
    made = {make.collecting(cast).public_id for _ in range(3)}
    seen: list[str] = []
    page = listing.page_of("open", "", sort)
    for _ in range(5):
        seen += [one.public_id for one in page.petitions]
        if not page.after:
            break
        page = listing.page_of("open", page.after, sort)
    assert len(seen) == len(set(seen))
    assert set(seen) <= made
    assert sort == "rising" or set(seen) == made


@pytest.mark.parametrize("after", ["x", "~", "1~", "99999999999999999999~1", "2026-01-01~5", "a~b~c", "\u0e51~\u0e51"])
def test_a_strange_link_to_the_next_page_begins_anew(cast: Cast, after: str) -> None:
    make.collecting(cast)
    for sort in ("names", "closing"):
        assert Client().get("/en/petitions/", {"sort": sort, "after": after}).status_code == 200


@pytest.fixture
def operator(cast: Cast) -> User:
    actions.pausing.forget()
    cast.head.is_superuser = True
    cast.head.save()
    return cast.head


def test_a_pause_stops_every_petition_and_costs_none_a_day(cast: Cast, operator: User) -> None:
    petition = make.collecting(cast)
    make.sign(petition, cast.co_signer)
    before = petition.closes_at
    actions.pause_collecting(by=operator, reason="ถูกโจมตี", reason_en="Under attack")
    actions.pausing.forget()
    with pytest.raises(Closed):
        make.sign(petition)
    page = Client().get(f"/en/petitions/{petition.public_id}/").content.decode()
    assert "Under attack" in page
    actions.withdraw(by=cast.co_signer, petition=Signable.of(petition))  # taking back stays possible
    Pause.objects.update(started_at=timezone.now() - timedelta(days=3))
    Petition.objects.filter(pk=petition.pk).update(state="collecting")
    actions.resume_collecting(by=operator)
    actions.pausing.forget()
    petition.refresh_from_db()
    assert before is not None
    assert petition.closes_at is not None
    assert timedelta(0) <= petition.closes_at - before <= timedelta(days=3, minutes=1)
    make.sign(petition)
    seal_all()
    assert Entry.objects.filter(kind__in=["petition.paused", "petition.resumed"]).count() == 2


def test_the_database_takes_no_name_in_a_pause_either(cast: Cast, operator: User) -> None:
    petition = make.collecting(cast)
    actions.pause_collecting(by=operator, reason="ปิดปรับปรุง")
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature(petition_id=petition.pk, citizen=cast.stranger, province="50", salt=b"x").save(force_insert=True)
    with pytest.raises(AlreadyDone):
        actions.pause_collecting(by=operator, reason="ปิดปรับปรุง")


def test_nothing_expires_in_a_pause(cast: Cast, operator: User) -> None:
    petition = make.collecting(cast)
    actions.pause_collecting(by=operator, reason="ปิดปรับปรุง")
    late = Petition.objects.past_their_window()
    assert "petitions_pause" in str(late.query)
    assert actions.expire_due() == 0
    assert petition.state == "collecting"


def test_only_those_who_run_the_site_pause_it(cast: Cast) -> None:
    with pytest.raises(NotEligible):
        actions.pause_collecting(by=cast.head, reason="x")
    head = Client()
    assert head.login(username="head@example.org", password=PASSWORD)
    assert head.get("/en/petitions/pause/").status_code == 403
