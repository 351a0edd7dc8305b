"""Pages for what could not be done: refusals by the rules, and forms that went stale."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refused, TooMany

# Fields whose content is never written back into a page.
SECRETS = ("password", "token", "secret", "otp", "pid")
CODE = re.compile(r"[0-9A-Za-z_=+/.:-]+")
WORTH_KEEPING = 20  # characters: shorter answers are quicker typed again than copied


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """One clear answer to a refused act: a page for people, problem+json (RFC 9457) for programs."""
    response = problem(refused) if prefers_json(request) else refusal_page(request, refused)
    patch_vary_headers(response, ["Accept"])
    patch_cache_control(response, no_store=True)
    if isinstance(refused, TooMany):
        response.headers["Retry-After"] = str(refused.retry_after)
    return response


class WrongMethod(Refused):
    """An address asked in a way it does not know, like a form sent to a page that only shows something."""

    status = 405
    code = "wrong-method"
    title = _("This page cannot be used like that")


def wrong_method(request: HttpRequest, response: HttpResponseNotAllowed) -> HttpResponse:
    """Say it in words; the methods that are allowed stay in the header (RFC 9110, section 15.5.6)."""
    answer = refusal(request, WrongMethod(_("Nothing was changed. Open the page again and use its buttons.")))
    answer.headers["Allow"] = response.headers["Allow"]
    return answer


def refusal_page(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal as a page: what happened, why, what next."""
    return render(request, "refused.html", {"refused": refused}, status=refused.status)


def problem(refused: Refused) -> JsonResponse:
    """The refusal as problem+json; `code` is a stable word, `reasons` are in the reader's language."""
    reasons = [str(reason) for reason in refused.reasons]
    document = {
        "type": f"urn:siang:{refused.code}",
        "title": str(refused.title),
        "status": refused.status,
        "detail": " ".join(reasons),
        "code": refused.code,
        "reasons": reasons,
    }
    return JsonResponse(document, status=refused.status, content_type="application/problem+json")


def prefers_json(request: HttpRequest) -> bool:
    """Whether a program is asking."""
    wanted = request.get_preferred_type(["text/html", "application/json"])
    return request.path.startswith("/api/") or wanted == "application/json"


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """A form without its proof of origin, mostly left open for long: say so and hand back what was written.

    The words are shown for copying, never sent again by a button: the form may have come from elsewhere.
    """
    written = [value for name, value in request.POST.items() if worth_keeping(name, value)]
    return render(request, "403_csrf.html", {"written": written, "back": request.path}, status=403)


def worth_keeping(name: str, value: object) -> bool:
    """Whether a posted value is a text that a person would be sorry to lose; codes of the form itself are not."""
    if not isinstance(value, str) or len(value) < WORTH_KEEPING or CODE.fullmatch(value):
        return False
    return not any(word in name.lower() for word in SECRETS)
