"""What moderators do, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from consult.moderation.figures import figures
from consult.moderation.models import Decision
from consult.moderation.states import Complaint

LATEST = 30


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The transparency report: numbers, and the latest decisions with their reasons."""
    counted = figures()
    context = {
        "figures": counted,
        "complaints": [(Complaint(code).label, number) for code, number in counted.by_complaint.items()],
        "decisions": Decision.objects.select_related("case__agency").order_by("-at", "-pk")[:LATEST],
    }
    return render(request, "moderation/published.html", context)
