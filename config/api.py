"""The public API: read-only, OpenAPI 3.1, one router per app."""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from accounts.refusals import Refused
from config import errors

api = NinjaAPI(
    title="Siang",
    version="1",
    description="Hearings, budgets, rounds and petitions, and their figures. Free to use; see /open/.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


@api.exception_handler(Refused)
def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    """A refusal, as problem+json."""
    return errors.refusal(request, exception)


api.add_router("/petitions", "petitions.api.router")
