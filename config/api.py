"""The public API: read-only, OpenAPI 3.1, one router per app."""

from ninja import NinjaAPI

api = NinjaAPI(
    title="Siang",
    version="1",
    description="Hearings, budgets, rounds and petitions, and their figures. Free to use; see /open/.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)

api.add_router("/petitions", "petitions.api.router")
