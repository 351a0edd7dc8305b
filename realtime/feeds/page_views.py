"""Open data as pages: what there is, in which forms, under what terms, with examples to copy."""

from collections.abc import Sequence
from itertools import groupby, islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.refusals import Sentence
from realtime.feeds import catalogue, news, preview, results, state
from realtime.feeds.catalogue import CC_BY, PUBLIC_DOMAIN, Dataset, Subject
from realtime.feeds.cells import flat
from realtime.feeds.models import Reuse

EXAMPLES = 5  # processes tried for one to copy
PREVIEW = 10  # rows shown before anything is downloaded
REUSES = 20
PAGE = 50  # processes on a page

# In the order of the page.
KINDS: dict[str, Sentence] = {
    "petition": _("Petitions"),
    "hearing": _("Hearings"),
    "law": _("Laws"),
    "idea": _("Ideas for laws"),
    "evaluation": _("Evaluation of laws in force"),
    "budget": _("Budgets"),
    "round": _("Participatory rounds"),
    "moderation": _("Moderation"),
}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything that can be reused. At most eight queries."""
    datasets = catalogue.all_datasets()
    kinds = list(KINDS)
    datasets.sort(key=lambda table: kinds.index(table.kind) if table.kind in KINDS else len(kinds))
    groups = [(KINDS.get(kind, kind), list(members)) for kind, members in groupby(datasets, lambda table: table.kind)]
    example, subject = _example(datasets)
    context = {
        "groups": groups,
        "channels": news.channels(),
        "site": settings.SITE_URL,
        "socket": settings.SITE_URL.replace("http", "ws", 1),
        "example": example,
        "subject": subject,
        "topic": _topic(example, subject),
        "leaving": [dataset for dataset in datasets if dataset.deprecated],
        "reuses": list(Reuse.objects.shown()[:REUSES]),
        "licence": CC_BY,
        "public_domain": PUBLIC_DOMAIN,
    }
    return render(request, "feeds/overview.html", context)


def _example(datasets: Sequence[Dataset]) -> tuple[Dataset | None, Subject | None]:
    """The first table, and the first of its processes about which it says something."""
    if not datasets:
        return None, None
    subjects = list(islice(datasets[0].subjects(), EXAMPLES))
    telling = (one for one in subjects if next(iter(datasets[0].rows(one.public_id)), None))
    subject = next(telling, subjects[0] if subjects else None)
    return (datasets[0], subject) if subject else (None, None)


def _topic(example: Dataset | None, subject: Subject | None) -> str:
    """The live topic of the example; empty where its kind has none."""
    return f"{example.kind}.{subject.public_id}" if example and subject and example.kind in results.kinds() else ""


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


@require_safe
def table(request: HttpRequest, dataset_id: str, public_id: str) -> HttpResponse:
    """One table of one process: its first rows, a chart, every form of it, terms and last change."""
    found = catalogue.get(dataset_id)
    subject = found.find(public_id) if found else None
    if found is None or subject is None:
        raise Http404
    rows = list(islice(found.rows(public_id), PREVIEW + 1))
    topic = f"{found.kind}.{public_id}"
    context = {
        "dataset": found,
        "subject": subject,
        "rows": [[flat(cell) for cell in row] for row in rows[:PREVIEW]],
        "more": len(rows) > PREVIEW,
        "chart": preview.chart(found, public_id),
        "state": state.of(found, public_id),
        "files": list(found.files(public_id)),
        "topic": topic if found.kind in results.kinds() else "",
        "reuses": list(Reuse.objects.shown().filter(dataset=found.id)[:REUSES]),
        "site": settings.SITE_URL,
    }
    return render(request, "feeds/table.html", context)


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
