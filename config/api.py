"""The public API: read-only, OpenAPI 3.1, one router per app."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from accounts.refusals import Refused
from config import errors
from realtime.problems import problem

api = NinjaAPI(
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


api.add_router("/hearings", "consult.hearings.api.router")
api.add_router("/questions", "consult.questions.api.router")
api.add_router("/ideas", "consult.ideas.api.router")
api.add_router("/petitions", "petitions.api.router")
api.add_router("/budgets", "budgets.ledger.api.router")
api.add_router("/rounds", "budgets.rounds.api.router")
