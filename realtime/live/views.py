"""The newest figures of a topic as JSON: for polling, for caches, for whoever wants no stream."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from realtime.live import snapshots
from realtime.problems import problem

LICENCE = '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'


@require_safe
def figures(_request: HttpRequest, topic: str) -> HttpResponse:
    """One message, the same that goes over sockets and streams; its sequence is its ETag."""
    message = snapshots.read(topic)
    if message is None:
        return problem(404, "There is no such topic.")
    response = HttpResponse(message.text, content_type="application/json")
    response["Cache-Control"] = "max-age=5, stale-while-revalidate=10, stale-if-error=25"
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = LICENCE
    if message.sequence:
        response["ETag"] = f'"{message.sequence}"'
    return response
