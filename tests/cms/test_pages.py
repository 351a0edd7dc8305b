"""Home, agency and article pages as strangers see them."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cms import tree
from cms.models import ArticlePage
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_works(client: Client, language: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(12):
        answer = client.get(f"/{language}/")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert client.get(f"/{language}/", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_an_unknown_province_means_the_whole_country(client: Client) -> None:
    assert client.get("/th/?province=zz").status_code == 200


def test_an_agency_has_a_page_and_articles_below(client: Client, cast: Cast) -> None:
    page = tree.agency_page(cast.agency)
    tree.add(ArticlePage(title="ข่าว", title_en="News", body="<p>ข้อความ</p>"), page)
    answer = client.get(f"/en/{page.slug}/")
    assert "News" in answer.text
    assert client.get(f"/th/{page.slug}/ขาว/").status_code in {200, 404}


def test_search_explains_itself_and_finds_nothing_politely(client: Client) -> None:
    assert client.get("/th/search/").status_code == 200
    assert client.get("/th/search/", {"q": "ไม่มีคำนี้"}).status_code == 200
    assert client.get("/en/search/", {"q": "ก" * 5000}).status_code == 200
