"""A road from this site to the development provider inside itself that needs no socket.

The messages are the same as over the network. A site with one worker that called itself over HTTP
would wait for itself for ever, and behind a container's port mapping it could not find its own door.
"""

import io
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import resolve
from requests.adapters import BaseAdapter


class Loopback(BaseAdapter):
    """A transport for `requests` that hands each request to the provider's view."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Ask the view; its answer as a response of `requests`."""
        parts = urlsplit(str(request.url))
        path = parts.path.removeprefix(urlsplit(settings.DEV_IDP_ISSUER).path)
        view, args, kwargs = resolve(path, "accounts.idp_dev.urls")
        answer: HttpResponse = view(_incoming(request, parts.path, parts.query), *args, **kwargs)
        response = requests.Response()
        response.status_code = answer.status_code
        response.headers.update(dict(answer.items()))
        response.raw = io.BytesIO(answer.content)
        response.url, response.request = str(request.url), request
        return response

    def close(self) -> None:
        """Nothing is open."""


def _incoming(request: requests.PreparedRequest, path: str, query: str) -> WSGIRequest:
    body = _sent(request.body)
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
    return WSGIRequest(
        {
            "REQUEST_METHOD": request.method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": request.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http",
        }
        | headers
    )


def _sent(body: object) -> bytes:
    """Bytes of a form: the one kind of body that a code exchange sends (RFC 6749 §4.1.3)."""
    if isinstance(body, str):
        return body.encode()
    return body if isinstance(body, bytes) else b""
