"""Rubbish at every address: never a fault of the site, always an answer in the reader's language."""

import http.client
import uuid
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.faults.conftest import Town
from tests.faults.crowd import TOKEN

KIND = "application/x-www-form-urlencoded"
VALUES = {"uuid": str(uuid.UUID(int=7)), "int": "999999999", "slug": "no-such-thing", "path": "a/b", "str": "%E0%B8%81"}
# Rooms of Wagtail and allauth are their makers' to test; the stranger still meets our pages in front of them.
FOREIGN = ("admin/", "documents/")
JUNK = [
    b"\xff\xfe\x80",
    b"text=" + b"\xe0\xb8",  # half a Thai letter
    b"title=%00&text=%00&q=%00",
    b"text=%E0%B8%FF&title=%C0%80",
    "text=\N{GRINNING FACE}\u202eซ้าย&title=\u2066\U0001f469\u200d\U0001f467".encode(),
    "text=ภาษาไทย".encode("tis-620"),
]
QUERIES = [
    "q=%00", "page=-1", "page=99999999999999999999999", "q=%FF%FE", "q=" + "a" * 6_000, "at=0&size=-9",
    "page=%E0%B8%81", "next=//evil.example/", "sort=%00&area=%00&state=%00&kind=%00", "q=%F0%9F%98%80%E2%80%AE",
]  # fmt: skip


def addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[str]:
    """One address for every pattern of the site, with values that fit the pattern and name nothing."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(getattr(one.pattern, "_route", one.pattern)).lstrip("^").rstrip("$")
        if route.startswith(FOREIGN):
            continue
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, route)
        else:
            yield filled(route)


def filled(route: str) -> str:
    """A route with its gaps filled."""
    while "<" in route:
        start, end = route.index("<"), route.index(">")
        kind = route[start + 1 : end].partition(":")[0]
        route = route[:start] + VALUES.get(kind, VALUES["slug"]) + route[end + 1 :]
    return "/" + quote(route.replace("\\", ""), safe="/%")


class Stranger:
    """Sends what it likes; keeps what the site should not have said."""

    def __init__(self, port: int) -> None:
        self.port, self.faults = port, list[str]()
        self.cookie = f"csrftoken={TOKEN}"

    def send(self, method: str, path: str, body: bytes = b"", kind: str = KIND) -> tuple[int, str]:
        """One request on a connection of its own; status and text of the answer."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=30)
        try:
            connection.request(method, path, body, {"Content-Type": kind, "Cookie": self.cookie, "X-CSRFToken": TOKEN})
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace") if answer.length is None or answer.length < 10**7 else ""
        finally:
            connection.close()
        self._judge(f"{method} {path[:120]} {body[:40]!r}", answer, text)
        return answer.status, text

    def _judge(self, what: str, answer: http.client.HTTPResponse, text: str) -> None:
        content = answer.headers["Content-Type"] or ""
        if answer.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
            self.faults.append(f"{answer.status} {what}")
        elif answer.status < http.HTTPStatus.BAD_REQUEST or "HEAD" in what:
            return
        elif " /api/" in what:
            if content != "application/problem+json":
                self.faults.append(f"{answer.status} {content} {what}")
        elif " /th/" in what and 'lang="th"' not in text:
            self.faults.append(f"{answer.status} not in Thai: {what}")
        elif " /en/" in what and 'lang="en"' not in text:
            self.faults.append(f"{answer.status} not in English: {what}")


@pytest.fixture
def stranger(town: Town) -> Iterator[Stranger]:
    """Somebody without a session; at the end the site must not have failed them once."""
    one = Stranger(town.site.port)
    yield one
    assert sorted(set(one.faults)) == []


@pytest.fixture
def citizen(town: Town, stranger: Stranger) -> Stranger:
    """The same, signed in."""
    stranger.cookie += f"; sessionid={town.people[-1]}"
    return stranger


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_works(stranger: Stranger, language: str) -> None:
    found = [path.replace("/th/", f"/{language}/", 1) for path in addresses()]
    assert len(found) > 100
    for number, path in enumerate(found):
        if path.startswith("/live/") and not path.endswith(".json"):
            continue  # a stream has no end
        stranger.send("GET", f"{path}?{QUERIES[number % len(QUERIES)]}")
        stranger.send("POST", path, JUNK[number % len(JUNK)])
        stranger.send(["DELETE", "PUT", "PATCH", "OPTIONS", "HEAD", "PROPFIND"][number % 6], path)


def test_lists_and_search_take_any_question(stranger: Stranger) -> None:
    for path in (
        "/th/",
        "/th/petitions/",
        "/th/hearings/",
        "/th/search/",
        "/en/budgets/",
        "/en/rounds/",
        "/th/record/",
    ):
        for query in QUERIES:
            stranger.send("GET", f"{path}?{query}")


def test_a_signed_in_person_may_send_rubbish_too(town: Town, citizen: Stranger) -> None:
    proof = f"csrfmiddlewaretoken={TOKEN}&".encode()
    for path in addresses():
        if path.startswith("/th/account/") or not path.startswith("/th/"):
            continue
        citizen.send("GET", path)
        for junk in JUNK[2:5]:
            citizen.send("POST", path, proof + junk)
    for verb in ("", "edit/", "decide/", "answer/", "names/", "draft/", "join/"):
        citizen.send("POST", f"/th/petitions/{town.petition}/{verb}", proof + JUNK[2])


@pytest.mark.parametrize("field", ["title", "background"])
def test_a_text_of_ten_million_letters_is_refused_in_words(citizen: Stranger, field: str) -> None:
    body = f"csrfmiddlewaretoken={TOKEN}&{field}=".encode() + b"x" * 10_000_000
    status, _ = citizen.send("POST", "/th/petitions/start/agency/", body)
    assert 400 <= status < 500


def test_ten_thousand_fields_are_refused_in_words(citizen: Stranger) -> None:
    body = f"csrfmiddlewaretoken={TOKEN}".encode() + b"".join(b"&f%d=1" % n for n in range(10_000))
    status, _ = citizen.send("POST", "/en/petitions/start/agency/", body)
    assert 400 <= status < 500


def test_broken_multipart_is_refused_in_words(citizen: Stranger) -> None:
    for body in (b"", b"--x", b'--x\r\nContent-Disposition: form-data; name="f"; filename="\x00"\r\n\r\n\xff'):
        citizen.send("POST", "/th/petitions/start/agency/", body, "multipart/form-data; boundary=x")
