"""Open data as pages."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language

from realtime.feeds import catalogue
from realtime.feeds.catalogue import Dataset, Subject
from realtime.feeds.models import Reuse
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_works(
    towns: Dataset, town_news: None, client: Client, language: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        response = client.get(f"/{language}/open/")
    page = response.content.decode()
    assert f'href="/{language}/open/towns/"' in page
    assert 'href="/open/news/towns.atom"' in page
    assert 'href="/api/openapi.json"' in page
    assert "creativecommons.org/licenses/by/4.0/" in page
    assert not response.cookies
    assert client.get(f"/{language}/open/", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_every_link_of_the_page_leads_somewhere(towns: Dataset, town_news: None, client: Client) -> None:
    page = client.get("/en/open/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    for address in set(re.findall(r'href="(/[^"]*)"', main)):
        assert client.get(address).status_code == 200, address


def test_a_table_has_a_page_with_its_columns_and_files(towns: Dataset, client: Client) -> None:
    page = client.get("/th/open/towns/").content.decode()
    assert all(f"<code>{column.name}</code>" in page for column in towns.columns)
    assert 'href="/open/towns/a.csv"' in page
    assert client.get("/th/open/none/").status_code == 404


def test_many_files_are_shown_page_by_page(towns: Dataset, client: Client) -> None:
    subjects = [Subject(f"s{n}", f"เมือง {n}") for n in range(120)]
    catalogue.register(replace(towns, subjects=lambda: subjects))
    seen: list[str] = []
    for number in (1, 2, 3):
        seen += re.findall(r'/open/towns/(s\d+)\.csv"', client.get(f"/th/open/towns/?page={number}").content.decode())
    assert seen == [subject.public_id for subject in subjects]
    assert client.get("/th/open/towns/?page=4").status_code == 404
    assert client.get("/th/open/towns/?page=x").status_code == 200


def test_what_is_going_away_is_announced(towns: Dataset, client: Client) -> None:
    catalogue.register(replace(towns, deprecated=date(2026, 11, 1), sunset=date(2027, 6, 1)))
    page = client.get("/en/open/").content.decode()
    assert "Ends on 1 June 2027" in page


def test_who_uses_it_stands_on_the_page(towns: Dataset, client: Client, cast: Cast) -> None:
    Reuse.objects.create(dataset="towns", who="A paper", title="A map", url="https://example.org/map")
    assert "A map" not in client.get("/en/open/").content.decode()
    Reuse.objects.update(state="shown", decided_by=cast.moderator, decided_at=timezone.now())
    assert "A map" in client.get("/en/open/").content.decode()


@pytest.mark.parametrize("address", ["catalogue.json", "towns.schema.json", "towns/a.json", "news/towns.atom"])
def test_files_are_the_same_whatever_languages_a_browser_names(
    towns: Dataset, town_news: None, client: Client, address: str
) -> None:
    def here() -> list[Subject]:
        return [Subject("a", "เมืองทดลอง", url=f"/{get_language()}/towns/a/")]

    catalogue.register(replace(towns, subjects=here, find=lambda _public_id: here()[0]))
    answers: list[Any] = [client.get(f"/open/{address}", headers={"Accept-Language": code}) for code in ("th", "en")]
    bodies = [b"".join(answer.streaming_content) if answer.streaming else answer.content for answer in answers]
    assert bodies[0] == bodies[1]
    assert all("Accept-Language" not in answer.get("Vary", "") for answer in answers)
