"""The OpenAPI document: whole, licensed, and true."""

import re
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


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
        assert client.get(address).status_code in {200, 400, 404, 422}, path


def test_every_operation_says_what_it_does(client: Client) -> None:
    for path, methods in document(client)["paths"].items():
        for operation in methods.values():
            assert operation.get("summary"), path
            assert operation["responses"], path


def test_every_reference_leads_somewhere(client: Client) -> None:
    found = document(client)
    schemas = found["components"].get("schemas", {})
    for reference in re.findall(r"#/components/schemas/(\w+)", str(found)):
        assert reference in schemas
