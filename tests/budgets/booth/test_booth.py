"""Voting on paper: one person one vote across channels, papers keyed twice, two officers close."""

import threading
import uuid
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.identity import person_key
from accounts.models import AccessLog, Citizen, Role, User
from accounts.refusals import AlreadyDone, Closed, NotEligible, Refused
from budgets.booth import actions, looking, rules
from budgets.booth.models import Handout, Paper, Queued, Station
from budgets.booth.states import Outcome, State
from budgets.rounds import figures
from budgets.rounds.models import Round
from budgets.rounds.stores import verbs
from realtime.sealer import seal_all
from tests.factories import budgets
from tests.factories.people import PASSWORD, Cast, citizen, officer, thai_number

pytestmark = pytest.mark.django_db


def booth(cast: Cast, round_: Round | None = None, papers: int = 20) -> Station:
    """A booth of an open round."""
    round_ = round_ or budgets.opened(cast)
    return actions.set_up(by=cast.head, round=round_, name="ศาลาประชาคม", place="หมู่ 3", delivered=papers)


def second(cast: Cast) -> User:
    """A second counter officer."""
    return User.objects.filter(email="counter2@example.org").first() or officer(
        Role.COUNTER, "counter2@example.org", cast.agency
    )


def paper_vote(cast: Cast, station: Station, by: Citizen) -> None:
    """Handed out and put into the box."""
    actions.hand_out(by=cast.counter, station=station, citizen=by)
    actions.take_in(by=cast.counter, station=station, citizen=by)


def key_all(cast: Cast, station: Station, readings: list[list[str]]) -> None:
    """Both officers key every paper alike."""
    for number, choices in enumerate(readings, 1):
        for user in (cast.counter, second(cast)):
            actions.key_paper(by=user, station=station, number=number, choices=choices)


def close(cast: Cast, station: Station, remarks: str = "") -> Station:
    """Confirmed by two."""
    actions.confirm(by=cast.counter, station=station, remarks=remarks)
    return actions.confirm(by=second(cast), station=station)


def test_it_works(cast: Cast, after_closing: Callable[[], None]) -> None:
    """Three online, three on paper (one void): the round closes, every vote counts once, recounts agree."""
    round_ = budgets.opened(cast, counting_rule="greedy")
    for _n in range(3):
        budgets.vote(round_, choices=("P1",))
    station = booth(cast, round_)
    for _n in range(3):
        paper_vote(cast, station, citizen())
    seal_all()
    assert figures.figures(round_).participants == 6
    assert list(figures.recount_all()) == []
    actions.open_box(by=cast.counter, station=station, found=3, unused=17)
    key_all(cast, station, [["P2"], ["P2", "P3"], []])
    done = close(cast, station)
    assert (done.state, done.valid, done.void) == (State.CLOSED, 2, 1)
    assert not Paper.objects.exists()
    seal_all()
    assert list(figures.recount_all()) == []
    after_closing()
    result = budgets.close(cast, Round.objects.with_page().get(pk=round_.pk))
    votes = {one["code"]: one["votes"] for one in result.outcome["verdicts"]}
    assert (votes["P1"], votes["P2"], votes["P3"]) == (3, 2, 1)
    seal_all()
    assert not Handout.objects.exists()


def test_who_voted_online_gets_no_paper_and_is_seen_at_once(cast: Cast) -> None:
    station = booth(cast)
    number = thai_number(700)
    voter = citizen()
    Citizen.objects.filter(pk=voter.pk).update(person_key=person_key(number))
    voter.refresh_from_db()
    budgets.vote(station.round, by=voter)
    found = looking.look_up(by=cast.counter, station=station, number=number)
    assert found
    assert found.voted
    assert not found.may_have_paper
    assert AccessLog.objects.filter(citizen=voter, officer=cast.counter).exists()
    with pytest.raises(AlreadyDone):
        actions.hand_out(by=cast.counter, station=station, citizen=voter)


def test_who_holds_or_cast_a_paper_cannot_vote_online_until_it_is_given_back(cast: Cast) -> None:
    station, voter = booth(cast), citizen()
    actions.hand_out(by=cast.counter, station=station, citizen=voter)
    with pytest.raises(AlreadyDone):
        budgets.vote(station.round, by=voter)
    actions.give_back(by=cast.counter, station=station, citizen=voter)
    budgets.vote(station.round, by=voter)
    other = citizen()
    paper_vote(cast, station, other)
    with pytest.raises(AlreadyDone):
        budgets.vote(station.round, by=other)
    assert sum(verbs.participants(station.round.public_id).values()) == 2


def test_another_booth_sees_the_paper(cast: Cast) -> None:
    first, voter = booth(cast), citizen()
    other = booth(cast, first.round)
    actions.hand_out(by=cast.counter, station=first, citizen=voter)
    with pytest.raises(AlreadyDone):
        actions.hand_out(by=cast.counter, station=other, citizen=voter)
    with pytest.raises(Refused):
        actions.take_in(by=cast.counter, station=other, citizen=voter)


def test_spoilt_papers_are_counted_and_papers_end(cast: Cast) -> None:
    station, voter = booth(cast, papers=2), citizen()
    actions.hand_out(by=cast.counter, station=station, citizen=voter)
    actions.spoil(by=cast.counter, station=station, citizen=voter)
    station.refresh_from_db()
    assert (station.issued, station.spoiled, station.out) == (2, 1, 1)
    with pytest.raises(Refused):
        actions.spoil(by=cast.counter, station=station, citizen=voter)
    with pytest.raises(Refused):
        actions.hand_out(by=cast.counter, station=station, citizen=citizen())


def test_people_of_another_area_get_no_paper(cast: Cast) -> None:
    with pytest.raises(NotEligible):
        actions.hand_out(by=cast.counter, station=booth(cast), citizen=cast.stranger)


def test_a_lost_hour_is_replayed_and_twice_is_once(cast: Cast) -> None:
    station = booth(cast)
    numbers = [thai_number(serial) for serial in (801, 802, 803)]
    people = [citizen() for _n in numbers[:2]]
    for person, number in zip(people, numbers, strict=False):
        Citizen.objects.filter(pk=person.pk).update(person_key=person_key(number))
        person.refresh_from_db()
    budgets.vote(station.round, by=people[1])
    keyed = [(uuid.uuid4(), n, number) for n, number in enumerate([*numbers, "1234567890123"], 1)]
    wanted = [Outcome.ENTERED, Outcome.VOTED, Outcome.UNKNOWN, Outcome.WRONG]
    for _again in range(3):
        got = [actions.replay(by=cast.counter, station=station, key=k, envelope=e, number=n) for k, e, n in keyed]
        assert got == wanted
    station.refresh_from_db()
    assert (station.issued, station.deposited, Queued.objects.count()) == (1, 1, 4)
    again = actions.replay(by=cast.counter, station=station, key=uuid.uuid4(), envelope=9, number=numbers[0])
    assert again == Outcome.VOTED


def test_readings_that_differ_keep_the_booth_from_closing(cast: Cast) -> None:
    station = booth(cast)
    paper_vote(cast, station, citizen())
    actions.open_box(by=cast.counter, station=station, found=1, unused=19)
    actions.key_paper(by=cast.counter, station=station, number=1, choices=["P1"])
    paper = actions.key_paper(by=second(cast), station=station, number=1, choices=["P2"])
    assert paper.differs
    with pytest.raises(Refused):
        actions.confirm(by=cast.counter, station=station)
    paper = actions.key_paper(by=second(cast), station=station, number=1, choices=["P1"])
    assert paper.agreed
    assert close(cast, station).state == State.CLOSED


def test_the_same_officer_never_counts_as_two(cast: Cast) -> None:
    station = booth(cast)
    actions.open_box(by=cast.counter, station=station, found=0, unused=20)
    actions.confirm(by=cast.counter, station=station)
    with pytest.raises(AlreadyDone):
        actions.confirm(by=cast.counter, station=station)
    with pytest.raises(DatabaseError, match="booth_closed_by_two"), transaction.atomic():
        Station.objects.filter(pk=station.pk).update(second_by=cast.counter)
    with pytest.raises(DatabaseError, match="paper_keyed_by_two"), transaction.atomic():
        Paper.objects.create(station=station, number=1, first_by=cast.counter, second_by=cast.counter)


def test_numbers_that_differ_need_a_word(cast: Cast) -> None:
    station = booth(cast)
    actions.open_box(by=cast.counter, station=station, found=0, unused=18)
    with pytest.raises(Refused):
        actions.confirm(by=cast.counter, station=station)
    assert close(cast, station, remarks="กระดาษสองใบเปียกน้ำ").state == State.CLOSED


def test_no_more_papers_come_out_than_people_put_in(cast: Cast) -> None:
    station = booth(cast)
    with pytest.raises(Refused):
        actions.open_box(by=cast.counter, station=station, found=1, unused=19)


def test_a_round_waits_for_its_booths(cast: Cast, after_closing: Callable[[], None]) -> None:
    round_ = budgets.opened(cast)
    budgets.vote(round_)
    booth(cast, round_)
    after_closing()
    with pytest.raises(Closed):
        budgets.close(cast, round_)


def test_no_table_has_a_person_and_what_a_paper_says(cast: Cast) -> None:
    """Played by a curious administrator: handouts know tags, papers know choices, and nothing joins them."""
    station = booth(cast)
    for _n in range(2):
        paper_vote(cast, station, citizen())
    columns = {model: {field.name for field in model._meta.fields} for model in (Handout, Paper)}
    assert columns[Handout] == {"id", "station", "round", "tag", "held", "day"}
    assert not columns[Paper] & {"tag", "citizen", "handout"}
    tags = {bytes(row.tag) for row in Handout.objects.all()}
    assert not tags & {bytes(one.person_key) for one in Citizen.objects.all()}


@pytest.mark.parametrize(
    ("role", "serve", "may_close", "set_up"),
    [("counter", True, True, False), ("head", False, True, True), ("officer", False, False, False),
     ("moderator", False, False, False)],
)  # fmt: skip
def test_the_table_of_permissions(cast: Cast, role: str, serve: bool, may_close: bool, set_up: bool) -> None:
    station, user = booth(cast), getattr(cast, role)
    assert rules.may_serve(user, station) == serve
    assert rules.may_close(user, station) == may_close
    assert rules.may_set_up(user, station.round) == set_up
    if not serve:
        with pytest.raises(PermissionDenied):
            actions.hand_out(by=user, station=station, citizen=citizen())


def test_its_pages(cast: Cast, client: Client) -> None:
    station = booth(cast)
    number, voter = thai_number(900), citizen("สมใจ")
    Citizen.objects.filter(pk=voter.pk).update(person_key=person_key(number))
    here = station.get_absolute_url()
    assert client.get(here).status_code == client.get(here.replace(station.public_id + "/", "")).status_code == 200
    client.login(email="counter@example.org", password=PASSWORD)
    page = client.post(here + "table/", {"number": number}).content.decode()
    token = page.partition('name="person" value="')[2].partition('"')[0]
    for go in ("out", "in"):
        sent = client.post(here + "person/", {"person": token, "go": go})
        assert sent.status_code in {200, 302}
    station.refresh_from_db()
    assert (station.issued, station.deposited) == (1, 1)
    key = str(uuid.uuid4())
    answers = [client.post(here + "replay/", {"key": key, "envelope": 1, "number": number}).json() for _n in range(2)]
    assert [answer["outcome"] for answer in answers] == ["voted", "voted"]
    assert client.post(here + "close/", {"found": 1, "unused": 19}).status_code == 302
    assert client.post(here + "key/", {"number": 1, "codes": "p1 P9"}).status_code == 422
    assert client.post(here + "key/", {"number": 1, "codes": "p1"}).status_code == 302
    assert client.get(here + "key/").status_code == client.get(here + "close/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_paper_and_an_online_ballot_at_the_same_instant_are_one_vote(cast: Cast) -> None:
    station, voter = booth(cast), citizen()
    done: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
            done.append("ok")
        except AlreadyDone:
            done.append("refused")
        finally:
            connection.close()

    acts = [
        lambda: budgets.vote(station.round, by=voter),
        lambda: actions.hand_out(by=cast.counter, station=station, citizen=voter),
    ]
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["ok", "refused"]


@override("en")
def test_readings_that_differ_are_shown_in_words(cast: Cast, client: Client) -> None:
    station = booth(cast)
    paper_vote(cast, station, citizen())
    actions.open_box(by=cast.counter, station=station, found=1, unused=19)
    actions.key_paper(by=cast.counter, station=station, number=1, choices=["P1"])
    actions.key_paper(by=second(cast), station=station, number=1, choices=[])
    client.force_login(cast.counter)
    page = client.get(reverse("booth:key", args=[station.round.public_id, station.public_id])).content.decode()
    assert "P1 Project P1" in page
    assert "a blank paper" in page
    assert "[&quot;" not in page
