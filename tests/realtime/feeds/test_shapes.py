"""Every feed has a schema and keeps to it; an example of each stands in `examples/`."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from odf.opendocument import load
from odf.table import TableRow

from realtime.feeds import catalogue, cells, formats, schemas, state
from realtime.feeds.catalogue import Dataset
from tests.realtime.live import topic

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).parent / "examples"
ATOM = "{http://www.w3.org/2005/Atom}"


def check(document: Any, schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)


def example(name: str) -> Any:
    return json.loads((EXAMPLES / name).read_text())


def read_back(form: str, content: bytes) -> int:
    """The number of rows that a reader of this form finds."""
    text = "" if form == "ods" else content.decode()
    match form:
        case "csv" | "tsv":
            return len(list(csv.reader(io.StringIO(text, newline=""), delimiter="," if form == "csv" else "\t"))) - 1
        case "json":
            return len(json.loads(text)["records"])
        case "jsonl":
            return len([json.loads(line) for line in text.split("\n") if line])
        case "xml":
            return len(ET.fromstring(content).findall("record"))
        case _:
            rows = load(io.BytesIO(content)).spreadsheet.getElementsByType(TableRow)
            return len(rows) - 1


def test_a_table_keeps_to_its_schema(towns: Dataset, client: Client) -> None:
    schema = client.get("/open/towns.schema.json").json()
    document = json.loads(b"".join(client.get("/open/towns/a.json").streaming_content))  # type: ignore[attr-defined]
    check(document, schema)
    check(example("table.json"), schema)
    assert document == example("table.json")


def test_a_live_message_keeps_to_its_schema(client: Client) -> None:
    topic.move("a", n=1)
    schema = client.get("/open/live.schema.json").json()
    check(client.get("/live/test.a.json").json(), schema)
    check(example("live.json"), schema)


def test_every_published_table_keeps_to_its_schema() -> None:
    for dataset in catalogue.all_datasets():
        schema = schemas.of_table(dataset)
        Draft202012Validator.check_schema(schema)
        assert set(dataset.formats) <= set(formats.FORMATS)
        assert len({column.name for column in dataset.columns}) == len(dataset.columns)
        for subject in dataset.subjects():
            now = state.of(dataset, subject.public_id)
            table = cells.Table(dataset, subject, now, dataset.rows(subject.public_id))
            written = json.loads("".join(formats.write_json(table)))
            check(written, schema)
            for form in dataset.formats:
                table = cells.Table(dataset, subject, now, dataset.rows(subject.public_id))
                content = b"".join(formats.pieces(formats.FORMATS[form].write(table)))
                assert read_back(form, content) == len(written["records"])


def test_the_catalogue_lists_every_file(towns: Dataset, client: Client) -> None:
    response: Any = client.get("/open/catalogue.json")
    document = json.loads(b"".join(response.streaming_content))
    assert response["Content-Type"] == "application/ld+json"
    assert document["@type"] == "dcat:Catalog"
    town = next(item for item in document["dcat:dataset"] if item["dct:identifier"] == "towns/a")
    assert town == example("catalogue-entry.json")
    for distribution in town["dcat:distribution"]:
        path = distribution["dcat:downloadURL"]["@id"].removeprefix("http://localhost:8000")
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("language", ["th", "en"])
def test_news_is_atom(town_news: None, client: Client, language: str) -> None:
    response = client.get(f"/open/news/towns.atom?lang={language}")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["Access-Control-Allow-Origin"] == "*"
    feed = ET.fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "เปิดแล้ว <b>"
    assert entry.findtext(f"{ATOM}id") == f"tag:localhost,2026-01-01:news/towns/a/opened/{language}"
    assert response["ETag"] == client.get(f"/open/news/towns.atom?lang={language}")["ETag"]


@pytest.mark.parametrize("language", ["th", "en"])
def test_news_is_json_feed(town_news: None, client: Client, language: str) -> None:
    response = client.get(f"/open/news/towns.json?lang={language}")
    assert response["Content-Type"] == "application/feed+json"
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["language"] == language
    assert feed["items"][0]["title"] == "เปิดแล้ว <b>"
    assert feed["items"][0]["id"] == f"tag:localhost,2026-01-01:news/towns/a/opened/{language}"
