"""Open data as pages: what there is, in which forms, under what terms, with examples to copy."""

from itertools import groupby, islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.refusals import Sentence
from realtime.feeds import catalogue, news
from realtime.feeds.catalogue import CC_BY, PUBLIC_DOMAIN, Subject

PAGE = 50  # processes on a page

KINDS: dict[str, Sentence] = {
    "hearing": _("Hearings"),
    "budget": _("Budgets"),
    "round": _("Participatory rounds"),
    "petition": _("Petitions"),
}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything that can be reused. One query."""
    datasets = catalogue.all_datasets()
    groups = [(KINDS.get(kind, kind), list(members)) for kind, members in groupby(datasets, lambda table: table.kind)]
    example = datasets[0] if datasets else None
    subject = next(iter(example.subjects()), None) if example else None
    context = {
        "groups": groups,
        "channels": news.channels(),
        "site": settings.SITE_URL,
        "socket": settings.SITE_URL.replace("http", "ws", 1),
        "example": example if subject else None,
        "subject": subject,
        "licence": CC_BY,
        "public_domain": PUBLIC_DOMAIN,
    }
    return render(request, "feeds/overview.html", context)


@require_safe
def dataset(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """One table: what its columns mean, and a file for each process."""
    found = catalogue.get(dataset_id)
    if found is None:
        raise Http404
    number = _page_number(request)
    subjects: list[Subject] = list(islice(found.subjects(), (number - 1) * PAGE, number * PAGE + 1))
    if not subjects and number > 1:
        raise Http404
    context = {
        "dataset": found,
        "subjects": subjects[:PAGE],
        "next_url": f"?page={number + 1}" if len(subjects) > PAGE else "",
        "previous_url": f"?page={number - 1}" if number > 1 else "",
        "site": settings.SITE_URL,
    }
    return render(request, "feeds/dataset.html", context)


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
