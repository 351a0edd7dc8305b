"""Every officer's address × every role, with one of nearly everything in the agency; and auditors, who only look."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.architecture.addresses import LETTERS, STAFF, names
from tests.architecture.rooms import built, officers
from tests.architecture.test_addresses import PLACES, asked, filled, named
from tests.factories.people import Cast

# Every button of the officers' forms, and something in the fields they need.
BUTTONS = names("announce confirm certify recount ask keep save publish record check page")
PRESSED = dict.fromkeys([*BUTTONS, *names("reason note words title code")], "1")
SENT = PRESSED | {"verb": "ask", "size": "1", "upheld": "True", "outcome": "kept", "decision": "accepted"}
KEPT_BY_THE_SITE = ("django_session", "usersessions_usersession", "accounts_accesslog")


@pytest.fixture(autouse=True)
def quietly() -> Iterator[None]:
    """A thousand refusals are no news."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def addresses(cast: Cast) -> dict[str, str]:
    """Each officer's address, leading to something of the cast's agency where there is something."""
    known, places = built(cast), dict(named())
    return {name: reverse(name, kwargs=filled(places[name], PLACES | known[""] | _of(known, name))) for name in STAFF}


def _of(known: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    return known.get(name.partition(":")[0], {}) | known.get(name, {})


def test_it_works(cast: Cast, addresses: dict[str, str], settings: Any) -> None:
    wrong, nothing = [], set()
    for role, user in officers(cast).items():
        client = Client()
        client.force_login(user, "accounts.backends.PasswordBackend")
        for name, address in addresses.items():
            found = asked(client, address)
            allowed = role in {LETTERS[letter] for letter in STAFF[name]}
            if found == ("refused" if allowed else "in"):
                wrong.append(f"{role} {name} {address}: {found}")
            if allowed and found == "nothing":
                nothing.add(name)
    assert wrong == []
    assert len(nothing) < 30, "too many addresses lead nowhere: build something for them in rooms.py"


def test_an_auditor_changes_nothing(cast: Cast, addresses: dict[str, str]) -> None:
    client, written = Client(), []
    client.force_login(officers(cast)[Role.AUDITOR], "accounts.backends.PasswordBackend")

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(table in sql for table in KEPT_BY_THE_SITE):
            written.append(f"{name}: {sql[:80]}")
        return execute(sql, *rest)

    done = []
    for name, address in addresses.items():
        with transaction.atomic(), connection.execute_wrapper(watch):
            answer = client.post(address, SENT)
            transaction.set_rollback(True)
        if answer.status_code not in {200, 403, 404, 405, 409, 422} and "/verify/" not in answer.headers.get(
            "Location", ""
        ):
            done.append(f"{name}: {answer.status_code}")
    assert written == []
    assert done == []
