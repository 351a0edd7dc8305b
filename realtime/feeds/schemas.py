"""What open data looks like, as JSON Schema (2020-12). The tests hold every file to it."""

from typing import Any

from django.utils.translation import override

from realtime.feeds.catalogue import Column, ColumnType, Dataset
from realtime.feeds.results import STATUSES

MEDIA_TYPE = "application/schema+json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

TYPES: dict[ColumnType, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "decimal": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "year": {"type": "integer", "minimum": 1900, "maximum": 2400},
    "area": {"type": "string", "pattern": "^([0-9]{2}){0,3}$"},
    "uri": {"type": "string", "format": "uri-reference"},
}

MOMENT = {"type": "string", "format": "date-time"}
SIZE = {"type": "integer", "minimum": 0, "description": "size of the public record that this is true for"}

LIVE: dict[str, Any] = {
    "$schema": DIALECT,
    "title": "Live figures of one topic",
    "type": "object",
    "required": ["topic", "sequence", "record_size", "generated_at", "figures"],
    "additionalProperties": False,
    "properties": {
        "topic": {"type": "string", "pattern": r"^[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+)?$"},
        "sequence": {"type": "integer", "minimum": 0, "description": "a gap means: fetch /live/<topic>.json again"},
        "record_size": SIZE,
        "generated_at": MOMENT,
        "figures": {"type": "object", "description": "absolute numbers, never differences"},
    },
}


_SHARED = {
    "subject": {"type": "string", "pattern": "^[a-z]+/"},
    "is_test": {"type": "boolean", "description": "made up for a demonstration"},
    "counting_method": {"type": "object", "description": "the rule with every parameter"},
    "licence": {"type": "string", "format": "uri"},
}
_HASH = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}
_TEXT = {"type": ["string", "null"]}

REFS: dict[str, Any] = {
    "title": "What hardly changes about a result",
    "type": "object",
    "required": ["type", "subject", "title", "is_test", "counting_method", "things", "records"],
    "additionalProperties": False,
    "properties": _SHARED
    | {
        "type": {"const": "refs"},
        "title": {"type": "string"},
        "title_en": _TEXT,
        "agency": _TEXT,
        "url": _TEXT,
        "rules_sha256": _HASH,
        "things": {"type": "array", "items": {"type": "object"}, "description": "what ids in the records stand for"},
        "records": {"type": "string", "format": "uri"},
    },
}
RECORDS: dict[str, Any] = {
    "title": "A result as it stands",
    "type": "object",
    "required": [
        "type",
        "subject",
        "status",
        "is_test",
        "sequence",
        "generated_at",
        "record_size",
        "input_sha256",
        "counting_method",
        "software_version",
        "records",
        "next",
    ],
    "additionalProperties": False,
    "properties": _SHARED
    | {
        "type": {"const": "records"},
        "status": {"enum": list(STATUSES), "description": "in the words of NIST SP 1500-100"},
        "sequence": {"type": "integer", "minimum": 0},
        "generated_at": {**MOMENT, "type": ["string", "null"]},
        "record_size": SIZE,
        "input_sha256": {**_HASH, "description": "root hash of the public record of this size"},
        "software_version": {"type": "string"},
        "records": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "value", "sequence"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string"},
                    "value": {"type": ["integer", "number", "string", "boolean", "null"]},
                    "sequence": {"type": "integer", "description": "when it got this value"},
                },
            },
        },
        "refs": {"type": "string", "format": "uri"},
        "next": {"type": "string", "format": "uri", "description": "gives only what has changed after this answer"},
    },
}
RESULTS: dict[str, Any] = {"$schema": DIALECT, "title": "Results", "oneOf": [REFS, RECORDS]}


NEWS: dict[str, Any] = {
    "$schema": DIALECT,
    "title": "News as JSON Feed 1.1",
    "type": "object",
    "required": ["version", "title", "home_page_url", "feed_url", "language", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "language": {"enum": ["th", "en"]},
        "items": {
            "type": "array",
            "maxItems": 50,
            "items": {
                "type": "object",
                "required": ["id", "url", "title", "content_text", "date_published", "authors"],
                "properties": {
                    "id": {"type": "string", "pattern": "^tag:"},
                    "url": {"type": "string", "format": "uri"},
                    "title": {"type": "string", "minLength": 1},
                    "content_text": {"type": "string"},
                    "date_published": MOMENT,
                    "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
                },
            },
        },
    },
}


def of_table(dataset: Dataset) -> dict[str, Any]:
    """The schema of one table as JSON; descriptions in English."""
    with override("en"):
        record = {
            "type": "object",
            "required": [column.name for column in dataset.columns],
            "additionalProperties": False,
            "properties": {column.name: _column(column) for column in dataset.columns},
        }
        return {
            "$schema": DIALECT,
            "title": str(dataset.title),
            "description": str(dataset.description),
            "type": "object",
            "required": ["dataset", "subject", "title", "licence", "record_size", "as_of", "revision", "records"],
            "additionalProperties": False,
            "properties": {
                "dataset": {"const": dataset.id},
                "subject": {"type": "string", "pattern": f"^{dataset.kind}/"},
                "title": {"type": "string"},
                "title_en": {"type": ["string", "null"]},
                "licence": {"const": dataset.licence.url},
                "record_size": SIZE,
                "as_of": {**MOMENT, "type": ["string", "null"]},
                "revision": {"const": dataset.revision},
                "records": {"type": "array", "items": record},
            },
        }


def _column(column: Column) -> dict[str, Any]:
    kind = TYPES[column.type]
    return {**kind, "type": [kind["type"], "null"], "description": str(column.description)}
