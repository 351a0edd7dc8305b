"""Under attack, strangers show a proof of work before they send a form. At peace, nobody notices anything."""

import hashlib
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts import limits, network
from accounts.proofs import attack, passes
from accounts.refusals import TooMany

# The only pages on which somebody who is not signed in can write, after the language.
STRANGERS = ("account/login/", "account/signup/", "account/password/reset/", "account/confirm-email/")


class ProofOfWork:
    """Leads strangers to the puzzle before these forms, while an attack goes on. No query, at most four cache calls."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to the puzzle."""
        if not request.path_info.lstrip("/").partition("/")[2].startswith(STRANGERS):
            return self.get_response(request)
        here, sent = network.trace(request), request.method == "POST"
        try:
            if sent:
                _knock(request)
                attack.note(here)
        except TooMany as refused:
            page = render(request, "refused.html", {"refused": refused}, status=refused.status)
            page.headers["Retry-After"] = str(refused.retry_after)
            page.headers["Cache-Control"] = "private, no-store"
            return page
        if attack.going_on(here) and not (passes.spend(request) if sent else passes.held(request)):
            return HttpResponseRedirect(f"{reverse('proofs:ask')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


def _knock(request: HttpRequest) -> None:
    """Count one form at the door for this device. Raises TooMany: many tries and nobody came in.

    The device is the cookie of form tokens, without which no form is taken; coming in makes a new one, so a tablet on
    which many people sign in never meets this. Whoever throws the cookie away is left with their network's limits.
    """
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    if cookie:
        device = hashlib.sha256(cookie.encode()).hexdigest()[:16]
        limits.count(f"door:{device}", limits.AT_THE_DOOR)
