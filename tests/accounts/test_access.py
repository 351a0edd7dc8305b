"""Who may reach the pages of acts, and as whom."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from accounts import assisted
from accounts.access import CitizenRequest, citizen_required
from accounts.models import AccessLog, Channel, Membership, User
from accounts.sessions import SessionStore
from tests.factories.people import Cast


@citizen_required
def act(request: CitizenRequest) -> HttpResponse:
    helper = request.assisting.email if request.assisting else ""
    return HttpResponse(f"{request.citizen.given_name} {request.channel} {helper}")


def ask(user: User | AnonymousUser, session: SessionStore | None = None) -> HttpRequest:
    request = RequestFactory().get("/th/petitions/abc/sign/?from=mail")
    request.user = user
    request.session = SessionStore() if session is None else session
    return request


def test_it_works(cast: Cast) -> None:
    assert cast.petitioner.user
    answer = act(ask(cast.petitioner.user))
    assert answer.content.decode() == "มะลิ online "
    assert answer["Cache-Control"] == "private, no-store"


def test_it_sends_a_stranger_to_the_sign_in_page_and_back(db: None) -> None:
    answer = act(ask(AnonymousUser()))
    assert answer.status_code == 302
    assert "/account/login/?next=/th/petitions/abc/sign/%3Ffrom%3Dmail" in answer["Location"]


def test_it_sends_an_unverified_person_to_the_page_that_verifies_and_back(cast: Cast) -> None:
    answer = act(ask(User.objects.create_user("new@example.org", "x")))
    assert "/account/verify/?next=%2Fth%2Fpetitions%2Fabc%2Fsign%2F%3Ffrom%3Dmail" in answer["Location"]


def test_it_lets_a_counter_officer_act_for_the_person_they_assist(cast: Cast) -> None:
    session = SessionStore()
    request = ask(cast.counter, session)
    assisted.start(request, officer=cast.counter, citizen=cast.without_phone, agency=cast.agency)
    answer = act(ask(cast.counter, session))
    assert answer.content.decode() == f"ยายส้ม {Channel.COUNTER} counter@example.org"
    look = AccessLog.objects.get()
    assert (look.citizen, look.officer, look.why) == (cast.without_phone, cast.counter, AccessLog.Why.ASSISTED)


def test_it_ends_the_assisted_session_when_the_officer_says_so(cast: Cast) -> None:
    request = ask(cast.counter)
    assisted.start(request, officer=cast.counter, citizen=cast.without_phone, agency=cast.agency)
    assisted.end(request)
    assert assisted.current(request) is None


def test_it_ends_the_assisted_session_after_ten_minutes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    request = ask(cast.counter)
    assisted.start(request, officer=cast.counter, citizen=cast.without_phone, agency=cast.agency)
    later = timezone.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr("accounts.assisted.timezone.now", lambda: later)
    assert assisted.current(request) is None


def test_it_ends_the_assisted_session_when_the_role_is_taken_away(cast: Cast) -> None:
    session = SessionStore()
    assisted.start(ask(cast.counter, session), officer=cast.counter, citizen=cast.without_phone, agency=cast.agency)
    Membership.objects.filter(user=cast.counter).delete()
    assert assisted.current(ask(cast.counter, session)) is None
