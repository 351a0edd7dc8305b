"""The public API: read-only, OpenAPI 3.1, one router per app."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from accounts.refusals import Refused
from config import api_examples, errors
from realtime.problems import CONTENT_TYPE, problem

log = logging.getLogger(__name__)

PROBLEM = {
    "type": "object",
    "title": "A problem document (RFC 9457)",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
    "example": {"type": "about:blank", "title": "There is nothing at this address.", "status": 404},
}
PROBLEMS = {
    400: gettext_noop("The address cannot be read."),
    404: gettext_noop("Nothing published has this id."),
    422: gettext_noop("A parameter does not fit."),
    503: gettext_noop("The figures cannot be read now; ask again."),
}


class PublicAPI(NinjaAPI):
    """The document says of every operation which problems it may answer with; whatever can be read answers HEAD."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = super()._get_urls()
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = _heading(pattern.callback)
        return patterns

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI document with the answers that all operations share."""
        document = super().get_openapi_schema(**kwargs)
        document["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, words in PROBLEMS.items():
                    operation["responses"][status] = {"description": words, "content": content}
                _exemplify(operation)
        return document


def _heading(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """HEAD is GET without the content, which the server leaves out (RFC 9110 section 9.3.2)."""

    @wraps(view)
    def headed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.method = "GET" if request.method == "HEAD" else request.method
        return view(request, *args, **kwargs)

    return headed


def _exemplify(operation: dict[str, Any]) -> None:
    """Put an example into the answer of an operation, and into the parameters of its address."""
    example = api_examples.of(operation["operationId"])
    if example is None:
        return
    operation["responses"][200]["content"]["application/json"]["example"] = example.answer
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            parameter["example"] = example.path[parameter["name"]]


api = PublicAPI(
    title="Siang",
    version="1",
    description="Hearings, budgets, rounds and petitions, and their figures. Free to use; see /open/.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    servers=[{"url": settings.SITE_URL}],
    openapi_extra={
        "info": {
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
            "contact": {"name": "Siang", "url": f"{settings.SITE_URL}/en/open/"},
        }
    },
)


@api.exception_handler(Refused)
def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """A refusal, as problem+json."""
    return errors.refusal(request, exception)


@api.exception_handler(Http404)
def unknown(_request: HttpRequest, _exception: Http404) -> HttpResponse:
    """Nothing has this id, as problem+json."""
    return problem(404, "There is nothing at this address.")


@api.exception_handler(ValidationError)
def misunderstood(_request: HttpRequest, _exception: ValidationError) -> HttpResponse:
    """A parameter that does not fit, as problem+json."""
    return problem(422, "A parameter does not fit what /api/openapi.json says.")


@api.exception_handler(OperationalError)
def away(_request: HttpRequest, exception: OperationalError) -> HttpResponse:
    """The database does not answer, as problem+json."""
    log.warning("An API call could not be answered: %s", exception)
    return problem(503, "The figures cannot be read now.", {"Retry-After": "5"})


def nothing_here(_request: HttpRequest) -> HttpResponse:
    """An address of the API, a feed or a topic that there is not."""
    return problem(404, "There is nothing at this address. See /open/catalogue.json and /api/openapi.json.")


api.add_router("/series", "realtime.feeds.api.router")
api.add_router("/hearings", "consult.hearings.api.router")
api.add_router("/questions", "consult.questions.api.router")
api.add_router("/ideas", "consult.ideas.api.router")
api.add_router("/petitions", "petitions.api.router")
api.add_router("/budgets", "budgets.ledger.api.router")
api.add_router("/rounds", "budgets.rounds.api.router")
