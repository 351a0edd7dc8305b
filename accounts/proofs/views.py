"""The page that asks for a proof: solved by the browser in a moment, or by waiting where there is no JavaScript."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts import network
from accounts.proofs import passes, puzzle
from accounts.views import safe_next


@cache_control(private=True, no_store=True)
@csrf_exempt  # a proof is good for whoever brings it, and opens nothing but the way to a form
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask; with a right answer go on to the form."""
    if request.method == "POST" and _shown(request):
        response = HttpResponseRedirect(safe_next(request) or reverse("account_login"))
        passes.give(request, response)
        return response
    page = {
        "puzzle": json.dumps(puzzle.pose(network.trace(request)).to_dict()),
        "ticket": passes.ticket(request),
        "wait": passes.WAIT,
        "wrong": request.method == "POST",
        "next": safe_next(request),
    }
    return render(request, "proofs/ask.html", page, status=422 if page["wrong"] else 200)


def _shown(request: HttpRequest) -> bool:
    solution, ticket = request.POST.get("solution", ""), request.POST.get("ticket", "")
    if solution:
        return puzzle.accept(solution, network.trace(request))
    return passes.waited(request, ticket)
