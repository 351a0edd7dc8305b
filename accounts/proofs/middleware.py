"""Under attack, strangers show a proof of work before they send a form. At peace, nobody notices anything."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts import network
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
                attack.note(here)
        except TooMany as refused:
            page = render(request, "refused.html", {"refused": refused}, status=refused.status)
            page.headers["Retry-After"] = str(refused.retry_after)
            page.headers["Cache-Control"] = "private, no-store"
            return page
        if attack.going_on(here) and not (passes.spend(request) if sent else passes.held(request)):
            return HttpResponseRedirect(f"{reverse('proofs:ask')}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)
