"""Every table of the demonstration has its page with everything that people look for, and follows the record."""

import re

import pytest
from django.test import Client

from realtime.feeds import catalogue, state
from tests.realtime.demo.planted import Secrets

pytestmark = pytest.mark.django_db

PARTS = (
    "The first rows",
    "Columns",
    "curl http",
    "Download",
    'rel="license"',
    "True for a record of",
    "Who uses it",
    "Tell us what you made with it",
    "JSON Schema",
    "data package",
)


def test_it_works(demo: Secrets, client: Client) -> None:
    """A preview, the download, a call to copy, licence, last change, record size, who reuses it."""
    for dataset in catalogue.all_datasets():
        subject = next(iter(dataset.subjects()), None)
        assert subject, f"nothing in the demonstration for {dataset.id}"
        page = client.get(f"/en/open/{dataset.id}/{subject.public_id}/").content.decode()
        assert [part for part in PARTS if part not in page] == [], dataset.id
        assert "Last change" in page or "As of" in page
        assert len(re.findall(r'href="/open/[^"]+\.(?:csv|tsv|json|jsonl|xml|ods)"', page)) >= len(dataset.formats)


def test_every_kind_of_process_has_a_chart(demo: Secrets, client: Client) -> None:
    drawn = set()
    for dataset in catalogue.all_datasets():
        for subject in dataset.subjects() if dataset.kind not in drawn else ():
            page = client.get(f"/en/open/{dataset.id}/{subject.public_id}/").content.decode()
            if "<svg" in page[page.index("<main") :] or 'class="bar' in page:
                drawn.add(dataset.kind)
                break
    assert {"petition", "hearing", "round", "budget", "idea"} <= drawn


def test_every_table_with_rows_changes_its_validator_with_the_record(demo: Secrets) -> None:
    for dataset in catalogue.all_datasets():
        for subject in dataset.subjects():
            if next(iter(dataset.rows(subject.public_id)), None):
                assert state.of(dataset, subject.public_id).record_size, f"{dataset.id}/{subject.public_id}"
