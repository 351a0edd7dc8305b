"""The only ways out to other people's servers: by list, encrypted, and never further than asked.

The list is made of settings alone: identity providers (IDENTITY_PROVIDERS) and, with a room of its own, the witnesses'
file (realtime.record.witnesses). Pages embed nothing from elsewhere, there are no webhooks, and no address that a
person types is ever fetched. `tests/architecture/test_outbound.py` holds every other module to it.
"""

import urllib.request
from typing import Any, override
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter

HERE = {"localhost", "127.0.0.1", "::1"}  # a provider or witness on one's own machine may speak without encryption


class NotListed(Exception):
    """An address that is not on the list, or not encrypted."""


def providers() -> set[str]:
    """The hosts of the identity providers that this site uses."""
    return {urlsplit(one["settings"]["issuer"]).hostname or "" for one in settings.IDENTITY_PROVIDERS} | set(
        settings.OUTBOUND_HOSTS
    )


def check(url: str, hosts: set[str]) -> None:
    """Raises NotListed unless `url` is https (or of this machine) and its host is one of `hosts`."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    encrypted = parts.scheme == "https" or (parts.scheme == "http" and host in HERE)
    if host not in hosts or not encrypted or parts.username:
        raise NotListed(f"{parts.scheme}://{host} is not on the list of servers to be asked.")


class Listed(HTTPAdapter):
    """For `requests`: whatever is not on the list of providers is refused before anything is sent."""

    @override
    def send(self, request: Any, *args: Any, **kwargs: Any) -> requests.Response:
        """Send it, when it is listed. Redirects come through here again, each checked."""
        try:
            check(request.url or "", providers())
        except NotListed as problem:
            raise requests.ConnectionError(str(problem)) from None
        return super().send(request, *args, **kwargs)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not go on to another address."""

    @override
    def redirect_request(self, *_args: Any) -> None:
        return None


def opener() -> urllib.request.OpenerDirector:
    """For `urllib`: asks the one address given, through no proxy, and follows nobody further."""
    return urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))
