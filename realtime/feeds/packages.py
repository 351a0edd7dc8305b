"""All tables of one process as one Tabular Data Package (https://specs.frictionlessdata.io/tabular-data-package/)."""

from datetime import UTC
from typing import Any

from django.conf import settings
from django.utils.translation import override

from realtime.feeds import catalogue, state
from realtime.feeds.catalogue import Column, ColumnType, Dataset, Subject

FIELDS: dict[ColumnType, dict[str, str]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "date"},
    "datetime": {"type": "datetime", "format": "any"},
    "year": {"type": "year"},
    "area": {"type": "string"},
    "uri": {"type": "string"},
}


def tables(kind: str, public_id: str) -> list[tuple[Dataset, Subject]]:
    """Every table that is published about one process."""
    datasets = [dataset for dataset in catalogue.all_datasets() if dataset.kind == kind]
    return [(dataset, subject) for dataset in datasets if (subject := dataset.find(public_id))]


def package(kind: str, public_id: str) -> dict[str, Any] | None:
    """The descriptor; None when nothing is published under this name. Descriptions in English."""
    found = tables(kind, public_id)
    if not found:
        return None
    first, subject = found[0]
    now = state.of(first, public_id)
    with override("en"):
        resources = [_resource(dataset, public_id) for dataset, _subject in found]
        licences = {dataset.licence.id: dataset.licence for dataset, _subject in found}
        return {
            "profile": "tabular-data-package",
            "name": f"{kind}-{public_id}".lower(),
            "id": f"{settings.SITE_URL}/open/packages/{kind}/{public_id}/datapackage.json",
            "title": subject.title,
            "description": subject.title_en or subject.title,
            "homepage": settings.SITE_URL + (subject.url or "/"),
            "licenses": [{"name": one.id, "path": one.url, "title": str(one.title)} for one in licences.values()],
            "sources": [{"title": subject.agency or "Siang", "path": settings.SITE_URL}],
            "record_size": now.record_size,
            **({"created": now.changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if now.changed else {}),
            "resources": resources,
        }


def _resource(dataset: Dataset, public_id: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": dataset.id,
        "title": str(dataset.title),
        "description": str(dataset.description),
        "path": f"{settings.SITE_URL}/open/{dataset.id}/{public_id}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {"fields": [_field(column) for column in dataset.columns], "missingValues": [""]},
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "description": str(column.description), **FIELDS[column.type]}
