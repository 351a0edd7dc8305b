"""Live figures outside our pages: a wall for a big screen, a small frame for other people's sites, and how to copy it.

No cookie, the same bytes for everybody. `?lang=en` for English. Another site may frame the widget and nothing else.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from realtime.feeds import results
from realtime.feeds.results import Headline, Standing
from realtime.live import snapshots
from realtime.problems import problem

SECONDS = 60
FRAMED: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}
FRAMING: dict[str, Any] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}


@dataclass(frozen=True)
class Shown:
    """One figure as it stands; `goal` where it has one."""

    headline: Headline
    value: int

    @property
    def percent(self) -> int:
        """Progress in whole percent, at most 100."""
        return min(100, self.value * 100 // self.headline.goal) if self.headline.goal else 0


@require_safe
def wall(request: HttpRequest, topic: str) -> HttpResponse:
    """Large figures of one topic for a screen that a hall can read."""
    return _screen(request, topic, "feeds/wall.html")


@xframe_options_exempt
@csp_override(FRAMED)
@require_safe
def widget(request: HttpRequest, topic: str) -> HttpResponse:
    """The first figure of one topic, small, to stand in a frame on any site."""
    return _screen(request, topic, "feeds/widget.html")


@csp_override(FRAMING)
@require_safe
def embed(request: HttpRequest, topic: str) -> HttpResponse:
    """How to put the widget on another site: a preview and the lines to copy."""
    context = _context(topic) | {"site": settings.SITE_URL}
    return render(request, "feeds/embed.html", context)


def _screen(request: HttpRequest, topic: str, template: str) -> HttpResponse:
    language = "en" if request.GET.get("lang") == "en" else "th"
    with override(language):
        try:
            context = _context(topic) | {"site": settings.SITE_URL, "language": language}
        except Http404:
            return problem(404, "There is no such topic, or it has no figures to show.")
        response = render(request, template, context)
    response["Content-Language"] = language
    response["Cache-Control"] = f"max-age={SECONDS}, stale-while-revalidate={2 * SECONDS}"
    return response


def _context(topic: str) -> dict[str, object]:
    """The process and its headline figures. Raises Http404 for a topic without them."""
    kind, _, public_id = topic.partition(".")
    now: Standing | None = results.standing(kind, public_id)
    message = snapshots.read(topic) if now and now.headlines else None
    if now is None or message is None:
        raise Http404
    figures = message.figures
    shown = [Shown(headline, int(figures.get(headline.figure) or 0)) for headline in now.headlines]
    return {"topic": topic, "standing": now, "subject": now.subject, "shown": shown, "size": message.record_size}
