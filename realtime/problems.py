"""Errors for programs: problem documents (RFC 9457), readable from any site."""

import json
from collections.abc import Mapping

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"


def document(status: int, title: str) -> bytes:
    """The body of a problem document."""
    return json.dumps({"type": "about:blank", "title": title, "status": status}, ensure_ascii=False).encode()


def problem(status: int, title: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A response that says in one sentence what is wrong; kept by nobody for longer than a few seconds."""
    shared = {"Access-Control-Allow-Origin": "*", "Cache-Control": "max-age=5"}
    return HttpResponse(
        document(status, title), status=status, content_type=CONTENT_TYPE, headers=shared | dict(headers or {})
    )
