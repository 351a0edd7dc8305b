"""Walking through the development identity provider with Django's test client."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse
from django.test import Client

from accounts.idp_dev.people import Person


@dataclass
class Walk:
    """One person at one browser."""

    client: Client

    def to_provider(self, next_page: str = "/th/account/") -> str:
        """Press the button; the provider's sign-in page, as path and query."""
        answer = self.client.post("/th/account/identity/dev/", {"next": next_page})
        assert answer.status_code == 302, answer.content.decode()
        return local(answer["Location"])

    def at_provider(self, page: str, person: Person) -> str:
        """Sign in as `person`; the callback, as path and query."""
        answer = self.client.post(page, {"person": person.number})
        assert answer.status_code == 302, answer.content.decode()
        return local(answer["Location"])

    def back(self, callback: str) -> HttpResponse:
        """Follow the callback."""
        answer: Any = self.client.get(callback)
        return answer

    def whole(self, person: Person, next_page: str = "/th/account/") -> HttpResponse:
        """The whole way."""
        return self.back(self.at_provider(self.to_provider(next_page), person))


def local(url: str) -> str:
    """Path and query of an address on this site."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def query(url: str) -> dict[str, str]:
    """The query as plain pairs."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
