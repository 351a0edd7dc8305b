"""Open data of the demonstration: everything the catalogue promises is there and has the promised shape."""

import csv
import io
import json
import urllib.request
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.site import Site


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        content: bytes = answer.read()
        assert "Set-Cookie" not in answer.headers, address
        assert answer.headers["Access-Control-Allow-Origin"] == "*", address
        assert 'rel="license"' in answer.headers["Link"], address
    return content


@pytest.fixture(scope="module")
def catalogue(site: Site) -> Any:
    """Data sets of the catalogue, by identifier."""
    document = json.loads(fetch(f"{site.url}/open/catalogue.json"))
    return {entry["dct:identifier"]: entry for entry in document["dcat:dataset"]}


def test_it_works(catalogue: Any) -> None:
    kinds = {identity.partition("-")[0] for identity in catalogue}
    assert {"budget", "hearing", "petition", "round"} <= kinds


def test_every_file_has_the_promised_shape(site: Site, catalogue: Any) -> None:
    for identity, entry in catalogue.items():
        if entry["@type"] != "dcat:Dataset":
            continue
        schema = json.loads(fetch(f"{site.url}/open/{identity.partition('/')[0]}.schema.json"))
        columns = list(schema["properties"]["records"]["items"]["properties"])
        files = {each["dct:format"]: fetch(each["dcat:downloadURL"]["@id"]) for each in entry["dcat:distribution"]}
        document = json.loads(files["JSON"])
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
        rows = list(csv.reader(io.StringIO(files["CSV"].decode(), newline="")))
        assert rows[0] == columns, identity
        assert len(rows) == len(document["records"]) + 1, identity


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("kind", ["hearings", "budgets", "rounds", "petitions"])
def test_news_of_every_kind_is_atom(site: Site, kind: str, language: str) -> None:
    feed = ET.fromstring(fetch(f"{site.url}/open/news/{kind}.atom?lang={language}"))
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    links = [link.get("href", "") for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    for link in links[2:5]:
        with urllib.request.urlopen(link, timeout=60) as page:
            assert page.status == 200
