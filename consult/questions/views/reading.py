"""Questions and results for everybody."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import eligibility
from consult.questions import access, figures, listing, rules
from realtime.feeds import small


@require_safe
def questions(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Every question; the results where they may be seen."""
    sheet, subject = access.published(kind, public_id)
    shown = rules.results_shown(sheet, subject)
    context = {
        "sheet": sheet,
        "subject": subject,
        "tally": figures.people(sheet),
        "asked": [] if shown else list(sheet.questions.all()),
        "results": figures.results(sheet) if shown else [],
        "shown": shown,
        "rules": eligibility.in_words(subject.rules),
        "trail": access.trail(subject),
    }
    return render(request, "questions/questions.html", context)


@require_safe
def one(request: HttpRequest, kind: str, public_id: str, position: int) -> HttpResponse:
    """One question: by province, and the answers in own words."""
    sheet, subject = access.published(kind, public_id)
    question = get_object_or_404(sheet.questions, position=position)
    shown = rules.results_shown(sheet, subject)
    asked = request.GET.get("after", "")
    said = listing.texts(question, after=_id(asked), most=listing.SIZE + 1) if shown and question.kind == "text" else []
    cells = figures.by_province(question) if shown and question.kind != "text" else []
    context = {
        "sheet": sheet,
        "subject": subject,
        "question": question,
        "shown": shown,
        "said": said[: listing.SIZE],
        "next_url": f"?after={said[listing.SIZE - 1].act}" if len(said) > listing.SIZE else "",
        "cells": cells,
        "few": sum(cell.result is None for cell in cells),
        "choices": question.choices(),
        "least": small.LEAST,
        "trail": access.trail(subject),
    }
    return render(request, "questions/question.html", context)


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
