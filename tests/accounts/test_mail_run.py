"""A run of mail through crashes: everybody once, whatever dies in between. The server is real, and fails on purpose."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from accounts.notices import postman
from accounts.notices.gathering import gather
from accounts.notices.models import Choice, Mailing, Notice, Pace
from accounts.notices.telling import tell
from tests.accounts.mail_server import LOSE, SWALLOW, MailServer

PEOPLE = 60
State = Mailing.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with MailServer() as server:
        settings.MAILERS = server.mailers()
        yield server


@pytest.fixture
def people() -> list[User]:
    made = User.objects.bulk_create([User(email=f"p{number}@example.org") for number in range(PEOPLE)])
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made]
    )
    tell(
        kind="x", about="petition/abc", path=lambda: "/th/", heading="Back", once="x", users=[user.pk for user in made]
    )
    return made


def run_to_the_end() -> None:
    """As the postman does, without its pauses; a dead server is tried again."""
    for _try in range(40):
        try:
            if not postman.work().busy:
                return
        except (SMTPException, OSError):
            continue
    raise AssertionError("it does not end")


def states() -> Counter[str]:
    return Counter(Mailing.objects.values_list("state", flat=True))


def test_it_works(server: MailServer, people: list[User]) -> None:
    run_to_the_end()
    assert sorted(to for to, _identity in server.taken) == sorted(str(user.email) for user in people)
    assert len({identity for _to, identity in server.taken}) == PEOPLE
    assert states() == {State.SENT: PEOPLE}


def test_a_crash_between_sending_and_noting_sends_nothing_twice(
    server: MailServer, people: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst moment: the server has the mail, and the process is gone before it could write that down."""
    move, killed = postman._move, 0

    def dying(mailing: Mailing, before: str, after: str, **also: Any) -> str:
        nonlocal killed
        if after == State.SENT and killed < 3 and len(server.taken) % 15 == 10:
            killed += 1
            raise KeyboardInterrupt
        return move(mailing, before, after, **also)

    monkeypatch.setattr(postman, "_move", dying)
    for _life in range(4):
        try:
            run_to_the_end()
        except KeyboardInterrupt:
            Mailing.objects.filter(state=State.HANDING).update(changed_at=timezone.now() - timedelta(hours=1))
    assert killed == 3
    assert Counter(to for to, _identity in server.taken) == Counter(str(user.email) for user in people)
    assert states() == {State.SENT: PEOPLE - 3, State.UNSURE: 3}


def test_a_server_that_breaks_the_line_gets_no_mail_twice_and_loses_none(
    server: MailServer, people: list[User]
) -> None:
    """Every ninth message is lost before it was taken; every eleventh is taken, and the answer never comes."""
    server.mood = lambda _to, number: LOSE if number % 9 == 0 else SWALLOW if number % 11 == 0 else ""
    run_to_the_end()
    assert Counter(to for to, _identity in server.taken) == Counter(str(user.email) for user in people)
    unsure = states()[State.UNSURE]
    assert unsure > 0
    assert states() == {State.SENT: PEOPLE - unsure, State.UNSURE: unsure}
    # Whichever it was, the news stands on the site.
    assert Notice.objects.filter(read_at=None).count() == PEOPLE


def test_one_bad_address_stops_nobody(server: MailServer, people: list[User]) -> None:
    server.mood = lambda to, _number: "550 no such person" if to == people[5].email else ""
    run_to_the_end()
    assert states() == {State.SENT: PEOPLE - 1, State.REFUSED: 1}


def test_not_now_is_tried_again_later(server: MailServer, people: list[User]) -> None:
    server.mood = lambda to, _number: "451 too busy" if to == people[5].email else ""
    run_to_the_end()
    assert states() == {State.SENT: PEOPLE - 1, State.WAITING: 1}
    server.mood = lambda _to, _number: ""
    assert postman.deliver(timezone.now() + timedelta(minutes=6)) == 1
    assert len({identity for _to, identity in server.taken}) == PEOPLE


def test_a_digest_never_repeats_an_item(server: MailServer, people: list[User]) -> None:
    run_to_the_end()
    tell(kind="x", about="petition/abc", path=lambda: "/th/", heading="Follow", once="y", users=[people[0].pk])
    Choice.objects.update(mailed_at=timezone.now() - timedelta(days=8))
    run_to_the_end()
    told = [
        list(mailing.notices.values_list("message__once", flat=True))
        for mailing in Mailing.objects.filter(user=people[0]).order_by("made_at")
    ]
    assert told == [["x"], ["y"]]


def test_who_stops_between_making_and_sending_gets_nothing(server: MailServer, people: list[User]) -> None:
    gather(timezone.now())
    Choice.objects.filter(user=people[0]).update(pace=Pace.NEVER)
    run_to_the_end()
    assert states() == {State.SENT: PEOPLE - 1, State.DROPPED: 1}
