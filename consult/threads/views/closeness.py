"""Before words are posted: others have said something close. Support one of them, or post one's own all the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consult.threads import listing
from consult.threads.actions import Words
from consult.threads.closeness import Close
from consult.threads.subjects import Subject


def wanted(request: HttpRequest) -> bool:
    """Whether it was not asked yet."""
    return "anyway" not in request.POST


def ask(request: HttpRequest, subject: Subject, words: Words, close: Close) -> HttpResponse:
    """What they said, one's own words below; everything that was filled in is kept."""
    kept = [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]
    said = listing.with_places(list(close.comments), subject.parts)
    context = {"subject": subject, "close": close, "said": said, "kept": kept, "words": words}
    return render(request, "threads/similar.html", context)
