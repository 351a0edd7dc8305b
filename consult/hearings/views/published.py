"""The published summary and report of a hearing (2562 Act s.18): a page, and files at addresses that stay."""

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consult.hearings import access
from consult.hearings.models import ConsultationPage, Report
from consult.hearings.reports import as_html
from consult.hearings.reports.serving import sent
from consult.hearings.states import ReportState

LONGEST = 400_000  # characters of a report on its page; the files have all of it


@require_safe
def report(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """One published report, with its files and their fingerprints."""
    hearing = access.public(public_id)
    found = _published(hearing, kind)
    files = list(found.files.order_by("-language", "form"))
    lang = "en" if (get_language() or "th").startswith("en") else "th"
    page = next(row for row in files if row.language == lang and row.form == "html")
    with default_storage.open(page.name) as held:
        words, cut = as_html.fragment(held.read().decode(), LONGEST)
    context = {
        "hearing": hearing,
        "report": found,
        "files": files,
        "words": mark_safe(words),  # noqa: S308  (made by reports.as_html, every word escaped)
        "cut": cut,
        "trail": access.trail(hearing),
    }
    return render(request, "hearings/report.html", context)


@require_safe
def file(request: HttpRequest, public_id: str, kind: str, lang: str, form: str) -> HttpResponseBase:
    """One file of a published report."""
    return sent(request, _published(access.public(public_id), kind), lang, form)


def _published(hearing: ConsultationPage, kind: str) -> Report:
    found = get_object_or_404(Report, hearing=hearing, kind=kind, state=ReportState.PUBLISHED)
    found.hearing = hearing
    return found
