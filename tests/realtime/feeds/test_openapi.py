"""The OpenAPI document: whole, licensed, and true."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from jsonschema import Draft202012Validator

pytestmark = pytest.mark.django_db
FORMATS = Draft202012Validator.FORMAT_CHECKER


def document(client: Client) -> Any:
    response = client.get("/api/openapi.json")
    assert response.status_code == 200
    return response.json()


def test_it_works(client: Client) -> None:
    found = document(client)
    assert found["openapi"].startswith("3.1")
    assert found["info"]["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["info"]["contact"]["url"].endswith("/open/")


def test_every_path_answers(client: Client) -> None:
    for path, methods in document(client)["paths"].items():
        assert set(methods) == {"get"}, f"{path} does more than read"
        address = re.sub(r"\{[^}]+\}", "nothing", path)
        answer = client.get(address)
        assert answer.status_code in {200, 400, 404, 422}, path
        head = client.head(address)
        assert (head.status_code, head.get("ETag")) == (answer.status_code, answer.get("ETag")), path


def test_every_operation_says_what_it_does(client: Client) -> None:
    for path, methods in document(client)["paths"].items():
        for operation in methods.values():
            assert operation.get("summary"), path
            assert operation["responses"], path


def test_every_operation_shows_an_answer_of_its_shape(client: Client) -> None:
    found = document(client)
    for path, methods in found["paths"].items():
        for operation in methods.values():
            content = operation["responses"]["200"]["content"]["application/json"]
            schema = content["schema"] | {"components": found["components"]}
            Draft202012Validator(schema, format_checker=FORMATS).validate(content["example"])
            for parameter in operation.get("parameters", []):
                assert parameter["in"] == "query" or parameter["example"], path


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_operation_stands_on_the_page_of_the_api(client: Client, language: str) -> None:
    text = html.unescape(client.get(f"/{language}/open/api/").content.decode())
    for path, methods in document(client)["paths"].items():
        with override(language):
            assert gettext(methods["get"]["summary"]) in text, path
        assert f"GET {path}" in text
        assert f'id="{methods["get"]["operationId"]}"' in text
    assert "<script>" not in text
    assert ("รายการ" in text) == (language == "th")


def test_every_reference_leads_somewhere(client: Client) -> None:
    found = document(client)
    schemas = found["components"].get("schemas", {})
    for reference in re.findall(r"#/components/schemas/(\w+)", str(found)):
        assert reference in schemas
