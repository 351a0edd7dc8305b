"""Home, agency and article pages, news and lists as strangers see them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Agency
from cms import processes, tree
from cms.models import ArticlePage
from cms.processes import Card, Kind
from config.demo import cms as demo
from tests.factories import people
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db
CARD = Card("try", "a", "เรื่องเปิด", "สรุป", "/th/try/a/", "สำนักงานทดสอบ", "ลงชื่อ", figure="12", figure_label="ชื่อ")


@pytest.fixture
def cards() -> Iterator[list[Card]]:
    """Processes of an invented kind, on the home page beside the real ones."""
    shown: list[Card] = []
    now = timezone.now()
    over = [replace(CARD, public_id="z", title="เรื่องตอบแล้ว", answered_at=now)]
    processes.register(Kind("try", "ลอง", lambda: shown, lambda _id: None, lambda: over))
    yield shown
    del processes._kinds["try"]


@pytest.mark.parametrize("path", ["/", "/?province=50", "/news/", "/agencies/", "/search/", "/search/?q=ข้อความ"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_it_works(
    client: Client, language: str, path: str, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tree.add(ArticlePage(title="ข่าว", body="<p>ข้อความ</p>"), tree.agency_page(cast.agency))
    with django_assert_max_num_queries(12):
        answer = client.get(f"/{language}{path}")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in answer.text
    again = client.get(f"/{language}{path}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_nearest_closing_comes_first(client: Client, cards: list[Card]) -> None:
    day = timezone.now()
    cards += [
        replace(CARD, title="ไม่มีวันปิด"),
        replace(CARD, title="ปิดช้า", closes_at=day + timedelta(days=9)),
        replace(CARD, title="ปิดก่อน", closes_at=day + timedelta(days=1)),
    ]
    text = client.get("/th/").text
    assert text.index("ปิดก่อน") < text.index("ปิดช้า") < text.index("ไม่มีวันปิด")


def test_a_province_hides_what_is_for_other_places(client: Client, cards: list[Card]) -> None:
    people.area("500101")
    cards += [replace(CARD, title="เชียงใหม่", areas=("5001",)), replace(CARD, title="สงขลา", areas=("90",)), CARD]
    text = client.get("/th/?province=50").text
    assert "เชียงใหม่" in text
    assert "สงขลา" not in text
    assert "เรื่องเปิด" in text


def test_what_was_answered_stands_on_the_home_page(client: Client, cards: list[Card]) -> None:
    assert "เรื่องตอบแล้ว" in client.get("/th/").text


def test_an_unknown_province_means_the_whole_country(client: Client) -> None:
    assert client.get("/th/?province=zz").status_code == 200


def test_an_agency_has_a_page_with_its_own_things(client: Client, cast: Cast, cards: list[Card]) -> None:
    page = tree.agency_page(cast.agency)
    cards += [CARD, replace(CARD, title="ของคนอื่น", agency="หน่วยงานอื่น")]
    tree.add(ArticlePage(title="ข่าว", title_en="News", slug="news-1", body="<p>ข้อความ</p>"), page)
    text = client.get(f"/th/{page.slug}/").text
    assert "เรื่องเปิด" in text
    assert "ของคนอื่น" not in text
    assert f'href="/th/{page.slug}/news-1/"' in text
    assert "News" in client.get(f"/en/{page.slug}/").text


def test_a_clarification_says_first_what_is_being_said(client: Client) -> None:
    words = {"claim": "เขาว่า", "body": "<p>ความจริง</p>", "slug": "c", "kind": "clarification"}
    tree.add(ArticlePage(title="ชี้แจง", **words), tree.home())
    text = client.get("/th/c/").text
    assert text.index("เขาว่า") < text.index("ความจริง")


def test_news_go_on_page_by_page_without_losing_one(client: Client) -> None:
    home = tree.home()
    for number in range(25):
        tree.add(ArticlePage(title=f"ข่าวที่ {number:02}", body="ก"), home)
    first = client.get("/th/news/")
    following = first.context["next_url"]
    second = client.get(f"/th/news/{following}")
    titles = [page.title for answer in (first, second) for page in answer.context["articles"]]
    assert titles == [f"ข่าวที่ {number:02}" for number in reversed(range(25))]
    assert second.context["next_url"] == ""


@pytest.mark.parametrize("before", ["x", "2026-13-40T00:00:00+00:00,1", "2026-01-01T00:00:00,1", "2026-01-01,9" * 9])
def test_a_broken_place_in_the_news_is_the_beginning(client: Client, before: str) -> None:
    assert client.get("/th/news/", {"before": before}).status_code == 200


def test_only_one_kind_of_article_can_be_asked_for(client: Client) -> None:
    tree.add(ArticlePage(title="เรื่องข่าว", body="ก"), tree.home())
    tree.add(ArticlePage(title="เรื่องคู่มือ", body="ก", kind="guide"), tree.home())
    text = client.get("/th/news/?kind=guide").text
    assert "เรื่องคู่มือ" in text
    assert "เรื่องข่าว" not in text


def test_search_explains_itself_and_finds_nothing_politely(client: Client) -> None:
    assert client.get("/th/search/").status_code == 200
    assert client.get("/th/search/", {"q": "ไม่มีคำนี้", "kind": "zz"}).status_code == 200
    assert client.get("/en/search/", {"q": "ก" * 5000}).status_code == 200


def test_what_is_taken_down_is_not_found_any_more(client: Client) -> None:
    page = tree.add(ArticlePage(title="ถ้อยคำหายาก", body="ก"), tree.home())
    assert "ถ้อยคำหายาก</a>" in client.get("/th/search/?q=หายาก").text
    page.unpublish()
    assert "ถ้อยคำหายาก</a>" not in client.get("/th/search/?q=หายาก").text


def test_the_demonstration_can_be_loaded_twice(client: Client) -> None:
    Agency.objects.create(slug=demo.INVENTED, name="เทศบาล (สมมติ)", kind="municipality", invented=True)
    demo.load()
    count = ArticlePage.objects.count()
    demo.load()
    assert ArticlePage.objects.count() == count == len(demo.ARTICLES) + 1
    for path in ("about", "accessibility", "privacy", f"{demo.INVENTED}/paper-and-online"):
        for language in ("th", "en"):
            assert client.get(f"/{language}/{path}/").status_code == 200
