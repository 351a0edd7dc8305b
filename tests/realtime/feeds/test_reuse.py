"""Who reuses a table: anybody tells, a moderator decides."""

import pytest
from django.test import Client

from accounts.refusals import AlreadyDone, Closed, NotEligible
from realtime.feeds import actions
from realtime.feeds.catalogue import Dataset
from realtime.feeds.models import Reuse
from tests.factories.people import PASSWORD, Cast

pytestmark = pytest.mark.django_db
TOLD = {"title": "แผนที่เมือง", "url": "https://map.example/towns", "who": "โรงเรียนบ้านน้ำพุ"}


def test_it_works(towns: Dataset, cast: Cast, client: Client) -> None:
    assert client.post("/th/open/towns/reuse/", TOLD).status_code == 200
    assert TOLD["title"] not in client.get("/th/open/towns/a/").content.decode()
    moderator = Client()
    assert moderator.login(username="moderator@example.org", password=PASSWORD)
    reuse = Reuse.objects.get()
    assert TOLD["url"] in moderator.get("/th/open/reuses/").content.decode()
    assert moderator.post("/th/open/reuses/", {"reuse": reuse.pk, "show": "1"}).status_code == 302
    page = client.get("/th/open/towns/a/").content.decode()
    assert TOLD["title"] in page
    assert 'rel="nofollow ugc noopener"' in page


def test_what_is_refused_is_not_shown(towns: Dataset, cast: Cast, client: Client) -> None:
    reuse = actions.tell(dataset="towns", **TOLD)
    actions.decide(by=cast.moderator, reuse=reuse, show=False)
    assert TOLD["title"] not in client.get("/th/open/towns/a/").content.decode()
    with pytest.raises(AlreadyDone):
        actions.decide(by=cast.moderator, reuse=reuse, show=True)


@pytest.mark.parametrize("who", ["officer", "head", "counter"])
def test_only_a_moderator_decides(towns: Dataset, cast: Cast, who: str) -> None:
    reuse = actions.tell(dataset="towns", **TOLD)
    with pytest.raises(NotEligible):
        actions.decide(by=getattr(cast, who), reuse=reuse, show=True)
    client = Client()
    assert client.login(username=f"{who}@example.org", password=PASSWORD)
    assert client.get("/th/open/reuses/").status_code == 403


def test_strangers_are_led_to_sign_in(client: Client) -> None:
    assert client.get("/th/open/reuses/").status_code == 302


@pytest.mark.parametrize("url", ["javascript:alert(1)", "not an address", "ftp://x", ""])
def test_an_address_must_be_one(towns: Dataset, client: Client, url: str) -> None:
    assert client.post("/th/open/towns/reuse/", TOLD | {"url": url}).status_code == 422
    assert not Reuse.objects.exists()


def test_the_same_address_is_told_once(towns: Dataset, client: Client) -> None:
    actions.tell(dataset="towns", **TOLD)
    assert client.post("/th/open/towns/reuse/", TOLD).status_code == 409


def test_a_machine_that_tells_without_end_is_stopped(towns: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_WAITING", 1)
    actions.tell(dataset="towns", **TOLD)
    with pytest.raises(Closed):
        actions.tell(dataset="towns", **TOLD | {"url": "https://other.example/"})


def test_the_page_of_a_table_has_everything(
    towns: Dataset, client: Client, django_assert_max_num_queries: object
) -> None:
    response = client.get("/en/open/towns/a/")
    page = response.content.decode()
    assert not response.cookies
    for part in ('href="/open/towns/a.csv"', "/open/towns/a.json", 'rel="license"', "น้ำพุ", "/open/towns.schema.json"):
        assert part in page
    assert client.get("/en/open/towns/none/").status_code == 404
