"""The whole API under arbitrary requests: never a fault, never an answer that its document does not know."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import CHECKS

from realtime.feeds import catalogue
from tests.realtime.demo.planted import Secrets

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="package")
def document(demo: Secrets) -> Any:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


schema = schemathesis.pytest.from_fixture("document")
KINDS = {"petitions": "petition", "hearings": "hearing", "questions": "hearing", "budgets": "budget", "rounds": "round"}
# A reader of today may send a parameter of tomorrow: unknown ones are ignored, as the deprecation policy says.
LENIENT = [CHECKS.get_one("negative_data_rejection")]


def real(case: Any) -> dict[str, Any]:
    """The same parameters with the id of something that is published."""
    room = case.path.split("/")[2]
    kind = KINDS.get(room, room.removesuffix("s"))
    subjects = (s.public_id for d in catalogue.all_datasets() if d.kind == kind for s in d.subjects())
    return {**case.path_parameters, "public_id": next(subjects, "none"), "kind": "hearing"}


@schema.parametrize()
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_it_works(case: Any) -> None:
    case.call_and_validate(excluded_checks=LENIENT)
    if "public_id" in case.path_parameters:
        known = real(case)
        case.path_parameters = {name: known[name] for name in case.path_parameters}
        case.call_and_validate(excluded_checks=LENIENT)


def test_the_document_is_openapi(demo: Secrets, client: Client) -> None:
    found = client.get("/api/openapi.json").json()
    for name, part in found["components"]["schemas"].items():
        Draft202012Validator.check_schema(part)
        assert part.get("description") or part.get("title"), name


@pytest.mark.parametrize("path", ["/api/nothing", "/api/petitions/none", "/open/none.zip", "/live/none.json"])
def test_every_error_for_programs_is_a_problem_document(path: str, client: Client) -> None:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("path", ["/api/petitions/a%00b", "/api/hearings/?after=%00", "/open/towns/a%00.csv"])
def test_a_null_byte_is_refused(path: str, client: Client) -> None:
    response = client.get(path)
    assert response.status_code in {400, 404, 422}
    assert response["Content-Type"] == "application/problem+json"
