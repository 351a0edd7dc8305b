"""What should not be asked of files and the API gets the standard answer and costs little."""

from typing import Any

import pytest
from django.test import Client

from realtime.feeds.catalogue import Dataset
from tests.work import steps

pytestmark = pytest.mark.django_db

TAGS = ", ".join(f'"{n}"' for n in range(100_000))
WORK = 300_000  # steps; an ordinary page is some tens of thousands
MANY = ",".join(f"{n}-{n}" for n in range(3_000))


def answer(client: Client, address: str, **headers: str) -> tuple[int, bytes]:
    """Status and content, which must not be much work."""
    given: list[tuple[int, bytes]] = []

    def ask() -> None:
        response: Any = client.get(address, headers=headers)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        given.append((response.status_code, content))

    for once in ("/open/catalogue.json", "/th/open/towns/"):
        client.get(once)  # what is loaded once is loaded
    assert steps(ask) < WORK, address
    return given[0]


@pytest.mark.parametrize("address", ["/open/towns/a.csv", "/open/catalogue.json", "/api/petitions/", "/th/open/"])
@pytest.mark.parametrize("header", ["If-None-Match", "If-Match", "Range", "Accept-Language", "Cookie"])
def test_it_works(towns: Dataset, client: Client, address: str, header: str) -> None:
    """A bomb of validators, parts, languages or cookies is refused before anybody reads it."""
    assert answer(client, address, **{header: TAGS})[0] == 431


def test_some_hundred_validators_are_compared(towns: Dataset, client: Client) -> None:
    etag = client.get("/open/towns/a.csv")["ETag"]
    assert answer(client, "/open/towns/a.csv", **{"If-None-Match": TAGS[:20_000]})[0] == 200
    assert answer(client, "/open/towns/a.csv", **{"If-None-Match": f"{TAGS[:20_000]}, {etag}"})[0] == 304


@pytest.mark.parametrize(
    "asked", [f"bytes={MANY}", "bytes=" + "-" * 20_000, "bytes=" + "9" * 20_000 + "-", "x" * 20_000]
)
def test_parts_that_cannot_be_read_are_the_whole_file(towns: Dataset, client: Client, asked: str) -> None:
    whole = answer(client, "/open/towns/a.csv")
    assert answer(client, "/open/towns/a.csv", Range=asked) == whole


@pytest.mark.parametrize("form", ["csv", "json", "xml", "ods"])
def test_a_part_beyond_the_end_is_refused_with_the_length(towns: Dataset, client: Client, form: str) -> None:
    response: Any = client.get(f"/open/towns/a.{form}", headers={"Range": "bytes=999999999999999-"})
    assert response.status_code == 416
    assert response["Content-Range"].startswith("bytes */")


@pytest.mark.parametrize(
    "address",
    [
        "/open/results/petition/none.records.json?since=" + "9" * 5000,
        "/api/petitions/?after=" + "9" * 5000,
        "/api/series/petition/none?by=second",
        "/api/hearings/?" + "&".join(f"x{n}=1" for n in range(5000)),
        "/th/open/towns/?page=" + "9" * 5000,
        "/open/" + "x" * 5000 + "/a.csv",
        "/live/" + "x" * 5000 + ".json",
    ],
)
def test_questions_that_make_no_sense_are_no_fault(towns: Dataset, client: Client, address: str) -> None:
    assert answer(client, address)[0] in {200, 400, 404, 422}
