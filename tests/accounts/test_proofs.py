"""Proof of work for strangers: only under attack, once each, in time, and another way without JavaScript."""

import base64
import json
import threading
from collections.abc import Iterator
from typing import Any

import altcha
import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, RequestFactory

from accounts import limits, network
from accounts.proofs import attack, passes, puzzle
from accounts.proofs.models import Used
from accounts.refusals import TooMany

pytestmark = pytest.mark.django_db
LOGIN, ASK = "/th/account/login/", "/th/account/proof/"
HERE = "a-network"


@pytest.fixture(autouse=True)
def quiet(settings: Any) -> Iterator[None]:
    settings.PROOF_OF_WORK = "attack"
    caches["limits"].clear()
    yield
    caches["limits"].clear()


@pytest.fixture
def attacked(settings: Any) -> None:
    settings.PROOF_OF_WORK = "always"


def solved(client: Client) -> str:
    """What the browser would send: the puzzle of the page, solved."""
    page = client.get(ASK).content.decode()
    text = page.partition('data-puzzle="')[2].partition('"')[0].replace("&quot;", '"').replace("&amp;", "&")
    return solve(altcha.Challenge.from_dict(json.loads(text)))


def solve(challenge: altcha.Challenge) -> str:
    solution = altcha.solve_challenge(challenge)
    assert solution
    return altcha.Payload(challenge, solution).to_base64()


def test_it_works(client: Client, attacked: None) -> None:
    led = client.get(LOGIN)
    assert (led.status_code, led["Location"]) == (302, f"{ASK}?next=%2Fth%2Faccount%2Flogin%2F")
    opened = client.post(ASK, {"solution": solved(client), "next": LOGIN})
    assert (opened.status_code, opened["Location"]) == (302, LOGIN)
    assert client.get(LOGIN).status_code == 200
    assert client.post(LOGIN, {"login": "x@example.org", "password": "y"}).status_code == 200


def test_at_peace_nobody_is_asked(client: Client) -> None:
    assert client.get(LOGIN).status_code == 200
    assert client.post(LOGIN, {"login": "x@example.org", "password": "y"}).status_code == 200
    assert passes.COOKIE not in client.cookies


def test_an_attack_on_the_site_is_noticed_and_ends(client: Client, settings: Any) -> None:
    settings.ATTACK_AT = 3
    for number in range(4):
        attack.note(f"network-{number}")
    assert client.get(LOGIN).status_code == 302
    assert client.get("/th/").status_code == 200
    caches["limits"].delete("attack")
    assert client.get(LOGIN).status_code == 200


def test_one_noisy_network_is_asked_and_its_neighbours_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack, "OF_NETWORK", 5)
    for _number in range(attack.OF_NETWORK + 1):
        attack.note("noisy")
    assert attack.going_on("noisy")
    assert not attack.going_on("neighbour")


def test_a_network_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attack, "MOST_OF_NETWORK", 2)
    with pytest.raises(TooMany):
        for _number in range(3):
            attack.note("noisy")
    monkeypatch.setattr(attack, "MOST_OF_NETWORK", 0)
    refused = Client().post(LOGIN, {"login": "x@example.org", "password": "y"})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


def test_a_solution_opens_once(client: Client, attacked: None) -> None:
    solution = solved(client)
    assert client.post(ASK, {"solution": solution}).status_code == 302
    assert Client().post(ASK, {"solution": solution}).status_code == 422


@pytest.mark.parametrize("wrong", ["", "nonsense", "e30=", "bnVsbA==", "W10=", "eyJjaGFsbGVuZ2UiOjF9", "W1tbW1tb"])
def test_nonsense_opens_nothing(client: Client, attacked: None, wrong: str) -> None:
    assert client.post(ASK, {"solution": wrong}).status_code == 422


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("solution", {"counter": -1}),
        ("solution", {"counter": True}),
        ("solution", {"counter": 10**9}),
        ("solution", {"derivedKey": "00"}),
        ("solution", {"derivedKey": None}),
        ("challenge", {"signature": "0" * 64}),
        ("challenge", {"signature": None}),
        ("challenge", {"parameters": {}}),
    ],
)
def test_a_changed_puzzle_is_refused(part: str, change: dict[str, Any]) -> None:
    given = json.loads(base64.b64decode(solve(puzzle.pose(HERE))))
    assert not puzzle.accept(_packed(given | {part: given[part] | change}), HERE)
    assert puzzle.accept(_packed(given), HERE)


@pytest.mark.parametrize("name", ["cost", "keyPrefix", "expiresAt", "data", "algorithm", "salt"])
def test_an_easier_puzzle_is_refused(name: str) -> None:
    given = json.loads(base64.b64decode(solve(puzzle.pose(HERE))))
    easier = {"cost": 1, "keyPrefix": "", "expiresAt": None, "data": {}, "algorithm": "SHA-256", "salt": "00" * 16}
    given["challenge"]["parameters"][name] = easier[name]
    assert not puzzle.accept(_packed(given), HERE)


def _packed(given: dict[str, Any]) -> str:
    return base64.b64encode(json.dumps(given).encode()).decode()


def test_a_solution_is_good_in_time_and_for_its_network_only() -> None:
    assert not puzzle.accept(solve(puzzle.pose(HERE, now=1_000)), HERE)
    assert not puzzle.accept(solve(puzzle.pose(HERE)), "another")
    assert puzzle.accept(solve(puzzle.pose(HERE)), HERE)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_wins() -> None:
    solution, won, ready = solve(puzzle.pose(HERE)), list[bool](), threading.Barrier(6)

    def hand_in() -> None:
        ready.wait()
        won.append(puzzle.accept(solution, HERE))
        connection.close()

    threads = [threading.Thread(target=hand_in) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 5 + [True]
    assert Used.objects.count() == 1


def test_waiting_opens_too_without_javascript(client: Client, attacked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = client.get(ASK).content.decode().partition('name="ticket" value="')[2].partition('"')[0]
    assert client.post(ASK, {"ticket": ticket}).status_code == 422
    monkeypatch.setattr(passes, "WAIT", 0)
    assert client.post(ASK, {"ticket": ticket, "next": LOGIN}).status_code == 302
    assert Client().post(ASK, {"ticket": ticket}).status_code == 422
    assert client.get(LOGIN).status_code == 200


def test_a_pass_is_for_a_few_forms(client: Client, attacked: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "FORMS", 2)
    client.post(ASK, {"solution": solved(client)})
    sent = [client.post(LOGIN, {"login": "x@example.org", "password": "y"}).status_code for _ in range(3)]
    assert sent == [200, 200, 302]


def test_a_pass_of_another_network_opens_nothing(client: Client, attacked: None, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client.post(ASK, {"solution": solved(client)})
    assert client.get(LOGIN, headers={"x-forwarded-for": "203.0.113.9"}).status_code == 302


def test_it_goes_on_to_no_other_site(client: Client, attacked: None) -> None:
    answer = client.post(ASK, {"solution": solved(client), "next": "https://evil.example/"})
    assert answer["Location"] == LOGIN


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.1", "127.0.0.1"),
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "198.51.100.7, 203.0.113.1", "203.0.113.1"),
        (2, "198.51.100.7, 203.0.113.1, 10.0.0.1", "203.0.113.1"),
    ],
)
def test_only_trusted_proxies_are_believed(
    rf: RequestFactory, settings: Any, proxies: int, header: str, address: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert network.address(rf.get("/", headers={"x-forwarded-for": header})) == address


def test_a_subscriber_of_ipv6_is_one_network(rf: RequestFactory) -> None:
    one, same, other = (
        network.trace(rf.get("/", REMOTE_ADDR=address))
        for address in ("2001:db8::1", "2001:db8:0:77::2", "2001:dc8::1")
    )
    assert one == same != other
    assert "2001" not in one


def test_a_device_and_a_network_have_limits_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OF_DEVICE", 2)
    for _ in range(2):
        limits.spend_from("tablet", HERE)
    with pytest.raises(TooMany):
        limits.spend_from("tablet", HERE)
    limits.spend_from("another", HERE)
    monkeypatch.setattr(limits, "OF_NETWORK", 3)
    with pytest.raises(TooMany):
        limits.spend_from("third", HERE)
