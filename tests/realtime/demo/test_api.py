"""The whole API under arbitrary requests: never a fault, never an answer that its document does not know."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import negative_data_rejection, unsupported_method

from config.api import api
from consult.ideas.models import Idea
from consult.threads.models import Comment
from realtime.feeds import catalogue
from tests.realtime.demo.planted import Secrets

pytestmark = pytest.mark.django_db


DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/")))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
SCHEMA.config.generation.allow_x00 = False  # no address can hold a null byte: 400, tested in tests/faults
KINDS = {"petitions": "petition", "hearings": "hearing", "questions": "hearing", "series": "petition"}
# A reader of today may send a parameter of tomorrow: unknown ones are ignored, as the deprecation policy says.
# Methods that change something are refused by Django for every address alike, and have a test of their own.
LENIENT = [negative_data_rejection, unsupported_method]


def published(path: str) -> dict[str, Any]:
    """Values of the path's parameters that lead to something published."""
    room = path.split("/")[2]
    kind = KINDS.get(room, room.removesuffix("s"))
    subjects = (s.public_id for d in catalogue.all_datasets() if d.kind == kind for s in d.subjects())
    comment = Comment.objects.filter(state="visible", kind="hearing").first()
    if kind == "idea":  # their tables are by agency
        return {"public_id": Idea.objects.shown().values_list("public_id", flat=True)[0]}
    about = comment.public_id if comment and "replies" in path else next(subjects, "none")
    return {"public_id": about, "kind": kind, "comment_id": str(comment.pk) if comment else ""}


def call(client: Client, case: Any) -> None:
    """Send a request and hold the answer to the document."""
    address = f"{case.formatted_path}?{urlencode(case.query or {}, doseq=True)}"
    headers = {name: str(value) for name, value in (case.headers or {}).items() if value.isascii()}
    answer: Any = client.generic(case.method, address, headers=headers)
    answered = Response(
        status_code=answer.status_code,
        headers={name.lower(): [value] for name, value in answer.headers.items()},
        content=answer.content,
        request=requests.Request(case.method, f"http://localhost{address}").prepare(),
        elapsed=0.1,
        verify=False,
        encoding="utf-8",
    )
    case.validate_response(answered, excluded_checks=LENIENT)


@pytest.mark.parametrize("path", DOCUMENT["paths"])
def test_it_works(demo: Secrets, client: Client, path: str) -> None:
    known = published(path)

    @given(case=SCHEMA[path]["GET"].as_strategy(), real=st.booleans())
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    def asked(case: Any, real: bool) -> None:
        if real:
            case.path_parameters = {name: known[name] for name in case.path_parameters or {}}
        call(client, case)

    asked()


# A name in an address can be any text: only questions behind it can be of the wrong kind.
ASKING = [path for path, told in DOCUMENT["paths"].items() if '"in": "query"' in json.dumps(told["get"])]


@pytest.mark.parametrize("path", ASKING)
def test_what_does_not_fit_is_answered_as_the_document_says(demo: Secrets, client: Client, path: str) -> None:
    """Parameters of the wrong type, format or length, given twice or left out: never a fault or an unknown answer."""

    @given(case=SCHEMA[path]["GET"].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    def asked(case: Any) -> None:
        call(client, case)

    asked()


def test_every_example_has_the_keys_of_a_real_answer(demo: Secrets, client: Client) -> None:
    """Examples are kept in files (`manage.py api_examples`); this says when they are out of date."""
    for path, told in DOCUMENT["paths"].items():
        example = told["get"]["responses"]["200"]["content"]["application/json"]["example"]
        answer = client.get(path.format(**published(path)))
        if answer.status_code == 200:
            assert keys(example) <= keys(answer.json()), f"{path}: run manage.py api_examples"


def keys(document: Any) -> set[str]:
    """The names at the top of a document."""
    return set((document or [{}])[0] if isinstance(document, list) else document)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(demo: Secrets, client: Client, method: str) -> None:
    for path in DOCUMENT["paths"]:
        answer = client.generic(method, re.sub(r"\{[^}]+\}", "a", path))
        assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")


def test_the_document_is_openapi(demo: Secrets, client: Client) -> None:
    found = client.get("/api/openapi.json").json()
    for name, part in found["components"]["schemas"].items():
        Draft202012Validator.check_schema(part)
        assert "enum" in part or part.get("description") or part.get("title"), name


@pytest.mark.parametrize("path", ["/api/nothing", "/api/petitions/none", "/open/none.zip", "/live/none.json"])
def test_every_error_for_programs_is_a_problem_document(path: str, client: Client) -> None:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/api/petitions/a%00b", "/api/hearings/?after=%00", "/open/towns/a%00.csv"])
def test_a_null_byte_is_refused(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code in {400, 404, 422}
    assert response["Content-Type"] == "application/problem+json"
