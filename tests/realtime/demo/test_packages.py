"""Data packages, examples and news, held to frictionless and to their schemas."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from frictionless import Package, system
from jsonschema import Draft202012Validator

from realtime.feeds import catalogue, news
from tests.realtime.demo.planted import Secrets
from tests.realtime.demo.test_results import published

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def downloaded(client: Client, address: str) -> bytes:
    response: Any = client.get(address.removeprefix(SITE))
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)


@pytest.mark.parametrize("kind", ["budget", "round", "petition", "hearing", "law"])
def test_it_works(demo: Secrets, client: Client, tmp_path: Path, kind: str) -> None:
    """Every budget, and two of each other kind: downloaded as a stranger would, and validated by frictionless."""
    names = published(kind)
    assert names
    for public_id in names if kind == "budget" else names[:2]:
        descriptor = json.loads(downloaded(client, f"/open/packages/{kind}/{public_id}/datapackage.json"))
        for resource in descriptor["resources"]:
            file = tmp_path / f"{resource['name']}.csv"
            file.write_bytes(downloaded(client, resource["path"]))
            resource["path"] = file.name
        (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
        with system.use_context(trusted=True):
            report = Package(str(tmp_path / "datapackage.json")).validate()
        assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:5]


def test_every_table_has_an_example_that_keeps_to_its_schema(demo: Secrets, client: Client) -> None:
    for dataset in catalogue.all_datasets():
        response = client.get(f"/open/{dataset.id}.example.json")
        if next(iter(dataset.subjects()), None) is None:
            assert response.status_code == 404
            continue
        schema = client.get(f"/open/{dataset.id}.schema.json").json()
        validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        validator.validate(response.json())
        assert len(response.json()["records"]) <= 3


def test_news_keeps_to_its_schema(demo: Secrets, client: Client) -> None:
    schema = client.get("/open/news.schema.json").json()
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for channel in news.channels():
        for language in ("th", "en"):
            validator.validate(client.get(f"/open/news/{channel.kind}.json?lang={language}").json())


def test_law_texts_are_in_the_catalogue_as_akoma_ntoso(demo: Secrets, client: Client) -> None:
    entries = json.loads(downloaded(client, "/open/catalogue.json"))["dcat:dataset"]
    forms = [
        one for entry in entries for one in entry.get("dcat:distribution", ()) if one["dct:format"] == "Akoma Ntoso"
    ]
    assert forms
    for form in forms[:3]:
        assert b"akomaNtoso" in downloaded(client, form["dcat:downloadURL"]["@id"])
