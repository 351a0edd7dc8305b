"""Tables as files."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from realtime import sealer
from realtime.feeds import catalogue
from realtime.feeds.catalogue import Column, Dataset, Row
from realtime.record.append import append

pytestmark = pytest.mark.django_db


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_it_works(towns: Dataset, client: Client) -> None:
    response = client.get("/open/towns/a.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(body(response).decode(), newline="")))
    assert rows[0] == ["name", "count", "amount", "open", "day", "at", "area"]
    assert rows[1] == ["น้ำพุ", "3", "1234.50", "true", "2026-11-21", "2026-11-21T08:02:03+07:00", "50"]
    assert rows[3][0] == 'quoted "x", and\na line'


def test_formulas_are_text(towns: Dataset, client: Client) -> None:
    for form in ("csv", "tsv"):
        text = body(client.get(f"/open/towns/a.{form}")).decode()
        assert "'=HYPERLINK(1)" in text
        assert "-0.10" in text
        assert "'-" not in text


def test_a_byte_order_mark_on_request(towns: Dataset, client: Client) -> None:
    plain, marked = client.get("/open/towns/a.csv"), client.get("/open/towns/a.csv?bom=1")
    assert plain["ETag"] != marked["ETag"]
    assert body(marked) == b"\xef\xbb\xbf" + body(plain)


def test_json_keeps_types(towns: Dataset, client: Client) -> None:
    document = json.loads(body(client.get("/open/towns/a.json")))
    assert document["subject"] == "town/a"
    assert document["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert document["records"][0]["count"] == 3
    assert document["records"][0]["amount"] == "1234.50"
    assert document["records"][1]["name"] == "=HYPERLINK(1)"
    assert document["records"][2]["open"] is None


def test_everybody_may_read_it_and_knows_the_terms(towns: Dataset, client: Client) -> None:
    response = client.get("/open/towns/a.csv")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert 'licenses/by/4.0/>; rel="license"' in response["Link"]
    assert not response.cookies
    assert client.post("/open/towns/a.csv").status_code == 405


def test_nothing_is_sent_again_until_something_happens(towns: Dataset, client: Client) -> None:
    append("town.opened", "town/a", {})
    sealer.seal_all()
    first = client.get("/open/towns/a.csv")
    again = {"If-None-Match": first["ETag"]}
    assert client.get("/open/towns/a.csv", headers=again).status_code == 304
    assert client.get("/open/towns/a.csv", headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    append("town.opened", "town/elsewhere", {})
    assert client.get("/open/towns/a.csv", headers=again).status_code == 304
    append("town.changed", "town/a", {})
    waiting = client.get("/open/towns/a.csv", headers=again)
    assert waiting.status_code == 200
    assert "Last-Modified" not in waiting
    sealer.seal_all()
    sealed = client.get("/open/towns/a.json", headers=again)
    assert len({first["ETag"], waiting["ETag"], sealed["ETag"]}) == 3
    assert json.loads(body(sealed))["record_size"] == 3


def test_a_table_of_many_processes_changes_with_the_whole_record(towns: Dataset, client: Client) -> None:
    catalogue.register(replace(towns, whole=True))
    first = client.get("/open/towns/a.json")
    append("town.opened", "town/elsewhere", {})
    sealer.seal_all()
    second = client.get("/open/towns/a.json", headers={"If-None-Match": first["ETag"]})
    assert second.status_code == 200
    assert json.loads(body(second))["record_size"] == 1


def test_head_says_the_same_without_the_rows(towns: Dataset, client: Client) -> None:
    head, full = client.head("/open/towns/a.json"), client.get("/open/towns/a.json")
    assert body(head) == b""
    assert (head["ETag"], head["Content-Type"]) == (full["ETag"], full["Content-Type"])


@pytest.mark.parametrize("path", ["towns/b.csv", "none/a.csv", "none.schema.json", "news/none.atom"])
def test_what_is_not_there_is_a_problem_document(path: str, towns: Dataset, client: Client) -> None:
    response = client.get(f"/open/{path}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["status"] == 404


def test_a_table_of_any_length_takes_constant_memory(towns: Dataset, client: Client) -> None:
    def many(_public_id: str) -> Iterator[Row]:
        yield from ((number, "x" * 100) for number in range(100_000))

    columns = (Column("number", "integer", ""), Column("text", "string", ""))
    catalogue.register(replace(towns, columns=columns, rows=many))
    response: Any = client.get("/open/towns/a.json")
    tracemalloc.start()
    size = sum(len(piece) for piece in response.streaming_content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 10_000_000
    assert peak < 2_000_000
