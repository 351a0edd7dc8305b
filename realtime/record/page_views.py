"""The record as pages: what it is, what it holds, and where one's own act is in it."""

import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from realtime.record import checkpoint, files, receipts, witnesses
from realtime.record.models import Cosignature, Entry

PAGE = 25  # entries on a page
LANE_PAUSE, PAUSE = 30, 2  # seconds after which a page that waits for sealing looks again


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What the record is, its newest checkpoint and entries (`?before=` a number goes back)."""
    before = request.GET.get("before", "")
    entries = Entry.objects.order_by("-index")
    if before.isascii() and before.isdigit() and len(before) < 18:
        entries = entries.filter(index__lt=int(before))
    page = list(entries[: PAGE + 1])
    older = page[PAGE - 1].index if len(page) > PAGE else None
    context = {
        "last": files.latest(),
        "seen": Cosignature.objects.order_by("-size").first(),
        "keys": [checkpoint.verifier_key(key) for key in checkpoint.public_keys()],
        "entries": [receipts.Found.of(entry) for entry in page[:PAGE]],
        "older": older,
        "older_url": f"?before={older}#entries",
        "site": settings.SITE_URL,
        "script": reverse("record-files:script"),
        "going_back": bool(before),
    }
    response = render(request, "record/overview.html", context)
    response["Cache-Control"] = "public, max-age=5"
    return response


@require_safe
def witness_list(request: HttpRequest) -> HttpResponse:
    """Who co-signs the checkpoints, and how anybody becomes a witness."""
    context = {
        "witnesses": [(witness, witness.last) for witness in witnesses.known()],
        "site": settings.SITE_URL,
        "trail": [{"href": reverse("record:overview"), "label": _("The public record")}],
    }
    response = render(request, "record/witnesses.html", context)
    response["Cache-Control"] = "public, max-age=60"
    return response


@require_safe
def receipt(request: HttpRequest, identity: uuid.UUID) -> HttpResponse:
    """Where one entry is: waiting to be sealed, or sealed, with everything needed to check it."""
    found = receipts.find(identity)
    if found is None:
        raise Http404
    context = {
        "found": found,
        "last": files.latest(),
        "pause": LANE_PAUSE if found.lane else PAUSE,
        "proof": reverse("record-files:proof", args=[identity]),
        "trail": [{"href": reverse("record:overview"), "label": _("The public record")}],
    }
    response = render(request, "record/receipt.html", context)
    response["Cache-Control"] = "no-store" if found.index is None else "public, max-age=60"
    return response
