"""The API as a page for people, drawn from the OpenAPI document: each operation, its parameters, answer, example."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from config import api_examples
from config.api import PROBLEMS, api
from config.paragraphs import paragraphs

TAGS = {
    "series": gettext_lazy("Time series"),
    "hearings": gettext_lazy("Hearings"),
    "questions": gettext_lazy("Questions"),
    "ideas": gettext_lazy("Ideas"),
    "petitions": gettext_lazy("Petitions"),
    "budgets": gettext_lazy("Budgets"),
    "rounds": gettext_lazy("Participatory rounds"),
}
DEPTH = 4  # of fields within fields


@dataclass(frozen=True)
class Parameter:
    """One parameter: where it stands, what it may be, and what holds without it."""

    name: str
    place: str
    type: str
    default: str


@dataclass(frozen=True)
class Field:
    """One field of an answer, by its path; `meaning` where the schema says it."""

    name: str
    type: str
    meaning: str

    @property
    def told(self) -> SafeString:
        """The meaning in the reader's language."""
        return _marked(self.meaning)


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked."""

    id: str
    tag: str
    path: str
    summary: str
    texts: list[str]
    parameters: list[Parameter]
    meaning: str
    fields: list[Field]
    call: str
    example: str

    @property
    def told(self) -> list[SafeString]:
        """What it does, in the reader's language."""
        return [_marked(text) for text in self.texts]

    @property
    def answer(self) -> SafeString:
        """What it answers, in the reader's language."""
        return _marked(self.meaning)


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation of the API, in the reader's language. No query."""
    groups = [(TAGS.get(tag, tag), list(members)) for tag, members in groupby(operations(), lambda one: one.tag)]
    problems = [(status, _(words)) for status, words in PROBLEMS.items()]
    return render(request, "api/reference.html", {"groups": groups, "problems": problems, "site": settings.SITE_URL})


@cache
def operations() -> list[Operation]:
    """Every operation, in the order of the document; texts in English, to be translated when they are shown."""
    document = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))
    schemas = document["components"]["schemas"]
    return [_operation(path, methods["get"], schemas) for path, methods in document["paths"].items()]


def _operation(path: str, told: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    example = api_examples.of(told["operationId"])
    answer = told["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        id=told["operationId"],
        tag=told["tags"][0],
        path=path,
        summary=told["summary"],
        texts=paragraphs(told.get("description", "")),
        parameters=[_parameter(one, schemas) for one in told.get("parameters", [])],
        meaning=_meaning(answer, schemas),
        fields=list(_fields(answer, schemas)),
        call=example.address(path) if example else path,
        example=json.dumps(example.answer, ensure_ascii=False, indent=2) if example else "",
    )


def _parameter(told: dict[str, Any], schemas: dict[str, Any]) -> Parameter:
    schema = told["schema"]
    default = schema.get("default", "")
    return Parameter(told["name"], told["in"], _type(schema, schemas), "" if default == "" else json.dumps(default))


def _fields(schema: dict[str, Any], schemas: dict[str, Any], path: str = "", depth: int = 0) -> Iterator[Field]:
    """The fields of an answer, those of objects within it after them, by path."""
    schema = _resolved(schema, schemas)
    if schema.get("type") == "array":
        yield from _fields(schema["items"], schemas, f"{path}[]", depth)
    for name, inner in schema.get("properties", {}).items() if depth < DEPTH else ():
        place = f"{path}.{name}" if path else name
        yield Field(place, _type(inner, schemas), _meaning(inner, schemas))
        yield from _fields(inner, schemas, place, depth + 1)


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """What a reference, or the only choice besides null, stands for."""
    choices = [one for key in ("anyOf", "allOf") for one in schema.get(key, []) if one.get("type") != "null"]
    if "$ref" in schema:
        return _resolved(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    return _resolved(choices[0], schemas) if len(choices) == 1 else schema


def _meaning(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    """What the schema of a value, or of the items of a list, says about itself."""
    found = _resolved(schema, schemas)
    found = _resolved(found.get("items", {}), schemas) if found.get("type") == "array" else found
    return " ".join(found.get("description", "").split())


def _marked(text: str) -> SafeString:
    """A text in the reader's language; what stands between backticks is code."""
    parts = _(text).split("`") if text else []
    pieces = (format_html("<code>{}</code>", part) if place % 2 else part for place, part in enumerate(parts))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _type(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    """The type of a value in the words of JSON Schema."""
    null = " | null" if any(one.get("type") == "null" for one in schema.get("anyOf", [])) else ""
    found = _resolved(schema, schemas)
    if "const" in found:
        return json.dumps(found["const"])
    if "enum" in found:
        return " | ".join(map(json.dumps, found["enum"])) + null
    if found.get("type") == "array":
        return f"array of {_type(found.get('items', {}), schemas)}" + null
    return found.get("format") or found.get("type", "any") + null
