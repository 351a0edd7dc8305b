"""Planted numbers, addresses, e-mails, unpublished names and texts are in nothing that strangers can read."""

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.test import Client

from realtime.feeds import catalogue, formats, news
from realtime.live.models import Snapshot
from realtime.record.models import Entry
from tests.e2e.crawl import shape
from tests.realtime.demo.planted import SECRET, Secrets

pytestmark = pytest.mark.django_db

type Published = Iterator[tuple[str, str]]

EACH_SHAPE = 2
# Sign-in and editors' rooms are not for strangers; files of scripts and pictures hold nothing about anybody.
_LEAVE = re.compile(r"^/(admin|account|static|media|documents|dev-idp)\b|/account/|\.(png|svg|webp|jpg)$")


def read(client: Client, address: str) -> str:
    """The whole answer as text, spreadsheets opened."""
    response: Any = client.get(address)
    assert response.status_code < 500, address
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            content = b"\n".join(package.read(name) for name in package.namelist())
    return content.decode(errors="replace")


def leaks(demo: Secrets, published: Iterable[tuple[str, str]], at_least: int) -> list[str]:
    """What was found where; there must have been something to look at."""
    found, count = [], 0
    for place, text in published:
        count += 1
        found += [f"{place}: {leak}" for leak in demo.found_in(text)]
    assert count >= at_least
    return found


def files(client: Client) -> Published:
    """Every table of every process, in every form for the first and as CSV for the others."""
    for dataset in catalogue.all_datasets():
        for number, subject in enumerate(dataset.subjects()):
            for form in formats.FORMATS if number < 1 else ("csv",):
                address = f"/open/{dataset.id}/{subject.public_id}.{form}"
                yield address, read(client, address)


def feeds(client: Client) -> Published:
    """The catalogue, schemas and news."""
    addresses = ["/open/catalogue.json", "/api/openapi.json", "/sitemap.xml", "/robots.txt"]
    addresses += [f"/open/{dataset.id}.schema.json" for dataset in catalogue.all_datasets()]
    addresses += [
        f"/open/news/{channel.kind}.{form}?lang={lang}"
        for channel in news.channels()
        for form in ("atom", "json")
        for lang in ("th", "en")
    ]
    for address in addresses:
        yield address, read(client, address)


def api(client: Client) -> Published:
    """Every operation, for every published process of its kind."""
    known = {(dataset.kind, s.public_id) for dataset in catalogue.all_datasets() for s in dataset.subjects()}
    for path in client.get("/api/openapi.json").json()["paths"]:
        kind = {"petitions": "petition", "hearings": "hearing", "questions": "hearing"}.get(path.split("/")[2], "")
        kind = kind or path.split("/")[2].removesuffix("s")
        for public_id in [identity for name, identity in known if name == kind] if "{" in path else [""]:
            address = re.sub(r"\{[^}]+\}", public_id, path)
            yield address, read(client, address)


def live(client: Client) -> Published:
    """What viewers of each topic get."""
    for topic in Snapshot.objects.values_list("topic", flat=True):
        yield topic, read(client, f"/live/{topic}.json")


def record(_client: Client) -> Published:
    """Every entry of the public record."""
    for index, leaf in Entry.objects.values_list("index", "leaf").iterator(2000):
        yield f"entry {index}", bytes(leaf).decode()


def pages(client: Client) -> Published:
    """Every page that a stranger can reach by links, two of each shape."""
    waiting, seen, shapes = deque(["/th/", "/en/open/"]), {"/th/", "/en/open/"}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        text = read(client, address)
        yield address, text
        for link in re.findall(r'href="(/[^"#]*)', text):
            if link in seen or _LEAVE.search(link):
                continue
            seen.add(link)
            key = shape(link.partition("?")[0]) + ("?" if "?" in link else "")
            shapes[key] += 1
            if shapes[key] <= EACH_SHAPE:
                waiting.append(link.replace("&amp;", "&"))


@pytest.mark.parametrize(
    ("road", "at_least"), [(files, 60), (feeds, 30), (api, 20), (live, 10), (record, 1000), (pages, 100)]
)
def test_it_works(demo: Secrets, road: Any, at_least: int) -> None:
    assert leaks(demo, road(Client()), at_least) == []


def test_the_search_itself_finds_what_is_planted(demo: Secrets) -> None:
    secret = max(demo.shown) + 10_000
    text = f"{SECRET} planted-7@secret.example ชื่อลับ-{secret}- 0-1234-56789-01-2 99/1 ซอยที่อยู่ลับ"
    assert len(demo.found_in(text)) >= 4
