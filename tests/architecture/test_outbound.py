"""Nothing asks other people's servers but the modules named here, and those only by list."""

import ast
from pathlib import Path

import pytest
import requests
from django.conf import settings

from accounts import outbound

ROOT = Path(settings.BASE_DIR)
ROOMS = ("accounts", "budgets", "cms", "config", "consult", "petitions", "realtime")
WAYS_OUT = {"requests", "urllib.request", "http.client", "httpx", "aiohttp", "socket", "ftplib", "urllib3", "smtplib"}
# Module: why it may.
MAY = {
    "accounts/outbound.py": "the list itself",
    "accounts/adapters.py": "identity providers, through the list",
    "accounts/oidc/documents.py": "identity providers, through the list",
    "accounts/idp_dev/loopback.py": "the development provider, inside this process",
    "accounts/notices/smtp.py": "the mail server of the settings",
    "accounts/notices/postman.py": "names of its errors",
    "cms/notices.py": "names of its errors",
    "consult/hearings/letters.py": "names of its errors",
    "realtime/record/witnesses.py": "witnesses of the settings, through the list",
    "realtime/record/checking/command.py": "a program that people run themselves",
    "config/management/commands/api_examples.py": "a program that people run themselves",
}


def ways_out(path: Path) -> set[str]:
    """The modules with which this one could ask somebody."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names & WAYS_OUT


def test_it_works() -> None:
    found = {
        str(path.relative_to(ROOT)): ways
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if (ways := ways_out(path))
    }
    assert {path: ways for path, ways in found.items() if path not in MAY} == {}


def test_pages_embed_nothing_from_elsewhere() -> None:
    assert settings.WAGTAILEMBEDS_FINDERS == []
    for rule in ("default-src", "script-src", "style-src"):
        assert settings.SECURE_CSP[rule] == ["'self'"]


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("https://id.example.go.th/token", True),
        ("http://id.example.go.th/token", False),
        ("https://id.example.go.th.evil.example/token", False),
        ("https://id.example.go.th@evil.example/token", False),
        ("https://user:word@id.example.go.th/token", False),
        ("https://169.254.169.254/latest/meta-data", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_the_list_is_asked(url: str, *, listed: bool) -> None:
    hosts = {"id.example.go.th"}
    if listed:
        return outbound.check(url, hosts)
    with pytest.raises(outbound.NotListed):
        outbound.check(url, hosts)
    return None


def test_a_provider_cannot_send_us_elsewhere() -> None:
    session = requests.Session()
    session.mount("https://", outbound.Listed())
    with pytest.raises(requests.ConnectionError, match="not on the list"):
        session.get("https://elsewhere.example/", timeout=1)
