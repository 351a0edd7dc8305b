"""Files that machines ask for."""

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now

from cms import tree
from cms.models import ArticlePage

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def test_it_works(client: Client) -> None:
    tree.add(ArticlePage(title="คู่มือ", slug="guide", body="<p>ข้อความ</p>"), tree.home())
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    maps = [place.text or "" for place in index.findall(".//s:loc", NAMES)]
    assert [re.sub("^https?://[^/]+", "", place) for place in maps] == ["/sitemap-lists.xml", "/sitemap-documents.xml"]
    pages = ElementTree.fromstring(client.get("/sitemap-documents.xml").content)
    found = [place.text for place in pages.findall(".//s:loc", NAMES)]
    assert found == ["http://localhost:8000/th/guide/", "http://localhost:8000/en/guide/"]


def test_every_list_of_the_sitemap_exists(client: Client) -> None:
    pages = ElementTree.fromstring(client.get("/sitemap-lists.xml").content)
    for place in pages.findall(".//s:loc", NAMES):
        path = (place.text or "").removeprefix("http://localhost:8000")
        assert client.get(path).status_code in {200, 404} if "hearings" in path else client.get(path).status_code == 200


def test_robots_may_read_what_is_public(client: Client) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /admin/" in text
    assert "Disallow: /\n" not in text


def test_the_security_contact_has_not_expired(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    expires = parse_datetime(fields["Expires"])
    assert expires is not None
    assert 0 < (expires - now()).days < 365
    assert fields["Contact"].startswith("mailto:")


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/sitemap-lists.xml", "/.well-known/security.txt"])
def test_nothing_is_kept_about_the_machine(client: Client, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers
