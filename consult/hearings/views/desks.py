"""The way to every response desk of an officer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from consult.hearings import access, desk


@require_safe
@login_required
def desks(request: HttpRequest) -> HttpResponse:
    """The hearings that this officer answers for, with how many comments wait in each."""
    hearings = access.answering(signed_in(request))
    waiting = desk.waiting_in(hearings)
    rows = [(hearing, waiting.get(hearing.public_id, 0)) for hearing in hearings]
    return render(request, "hearings/desk/desks.html", {"rows": rows, "trail": access.trail()})
