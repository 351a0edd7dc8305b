"""Results as refs and records, and the series of every count, for everything in the demonstration."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from realtime import sealer
from realtime.feeds import catalogue, results
from realtime.live import series
from realtime.live.models import Count, Snapshot
from realtime.record.models import Entry
from tests.realtime.demo.planted import Secrets

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


def published(kind: str) -> list[str]:
    return list(dict.fromkeys(s.public_id for d in catalogue.all_datasets() if d.kind == kind for s in d.subjects()))


@pytest.mark.parametrize("kind", ["petition", "hearing", "round"])
def test_it_works(demo: Secrets, client: Client, kind: str) -> None:
    schema = client.get("/open/results.schema.json").json()
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for public_id in published(kind):
        refs = client.get(f"/open/results/{kind}/{public_id}.refs.json")
        records = client.get(refs.json()["records"].removeprefix(SITE))
        validator.validate(refs.json())
        validator.validate(records.json())
        assert records["Access-Control-Allow-Origin"] == "*"
        assert records["Cache-Control"].startswith("max-age=5,")
        nothing = client.get(records.json()["next"].removeprefix(SITE)).json()
        assert nothing["records"] == []


def test_next_gives_only_what_has_changed(demo: Secrets, client: Client) -> None:
    row = Snapshot.objects.filter(topic__startswith="petition.").first()
    assert row is not None
    sealer.refresh_all([row.topic], row.record_size)
    public_id = row.topic.partition(".")[2]
    before = client.get(f"/open/results/petition/{public_id}.records.json").json()
    Snapshot.objects.filter(pk=row.pk).update(figures={**row.figures, "withdrawn": -1})
    sealer.refresh_all([row.topic], row.record_size)
    after = client.get(before["next"].removeprefix(SITE)).json()
    assert [record["id"] for record in after["records"]] == ["withdrawn"]
    assert after["sequence"] == before["sequence"] + 1


def test_a_sequence_that_is_none_is_refused(demo: Secrets, client: Client) -> None:
    for since in ("x", "-1", "9" * 40, "๑"):
        response = client.get(f"/open/results/petition/a.records.json?since={since}")
        assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert client.get("/open/results/petition/none.records.json").status_code == 404


def test_the_version_is_the_one_of_the_software() -> None:
    project: Any = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())
    assert project["project"]["version"] == results.VERSION


def test_every_count_is_exact(demo: Secrets) -> None:
    subjects = Entry.objects.order_by().values_list("subject", flat=True).distinct()
    for subject in subjects:
        assert series.counted(subject) == series.recount(subject)
    assert sum(Count.objects.values_list("n", flat=True)) == Entry.objects.count()


@pytest.mark.parametrize("step", ["minute", "hour", "day"])
def test_every_step_adds_up_to_the_same(demo: Secrets, step: Any) -> None:
    for kind in ("petition", "hearing", "round", "budget"):
        for public_id in published(kind)[:5]:
            subject = f"{kind}/{public_id}"
            last = {point.kind: point.total for point in series.points(subject, step)}
            entries = Entry.objects.filter(subject=subject)
            for act, total in last.items():
                assert total == entries.filter(kind=act).count()


def test_a_ballot_is_known_by_its_day_alone(demo: Secrets) -> None:
    assert not Count.objects.filter(kind__startswith="round.ballot", whole_day=False).exists()


def test_a_long_series_is_read_page_by_page(demo: Secrets, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    public_id = published("petition")[0]
    whole = client.get(f"/api/series/petition/{public_id}?by=minute").json()["data"]
    monkeypatch.setattr("realtime.feeds.api.SIZE", max(2, len(whole) // 3))
    found, address = [], f"/api/series/petition/{public_id}?by=minute"
    while address:
        page = client.get(address).json()
        found += page["data"]
        address = (page["links"]["next"] or "").removeprefix(SITE)
    assert found == whole
