"""One section of a version in preparation: its words, suggestions, match, plain words."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.refusals import Refused
from consult.drafting import access, actions, suggestions
from consult.drafting.forms import ExplanationForm, MatchForm, SectionForm
from consult.drafting.models import Credit
from consult.texts import actions as texts
from consult.texts.models import Explanation


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, slug: str, number: int, eid: str) -> HttpResponse:
    """Change the words; with `?from=<comment>` they begin as that comment suggests, and it is credited."""
    version, user = access.prepared(request, slug, number)
    section = access.section(version, eid)
    comment = access.suggestion(request.GET.get("from", ""))
    words = texts.words_of(section)
    initial = {
        "number": section.label.removeprefix("มาตรา").strip() if section.kind == "section" else "",
        "words": comment.wording if comment else words,
        "seen": texts.fingerprint_of(section),
    }
    form = SectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            if comment:
                actions.adopt(by=user, section=section, comment=comment, written=form.written())
            else:
                actions.write(by=user, section=section, written=form.written())
            return redirect("drafting:version", slug, number)
        except Refused as refused:
            form = SectionForm(request.POST.dict() | {"seen": texts.fingerprint_of(section)})
            form.add_error(None, " ".join(str(reason) for reason in refused.reasons))
    context = {
        "law": version.law,
        "version": version,
        "section": section,
        "words": words,
        "form": form,
        "comment": comment,
        "suggestions": suggestions.for_section(section, words),
        "trail": access.trail(version.law, version),
    }
    return render(request, "drafting/section.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request: HttpRequest, slug: str, number: int, eid: str) -> HttpResponse:
    """Put a new section after this one."""
    version, user = access.prepared(request, slug, number)
    after = access.section(version, eid)
    form = SectionForm(request.POST or None)
    if form.is_valid():
        try:
            texts.add_section(by=user, version=version, after=after, written=form.written())
            return redirect("drafting:version", slug, number)
        except Refused as refused:
            form.add_error("number", " ".join(str(reason) for reason in refused.reasons))
    context = {
        "law": version.law,
        "version": version,
        "after": after,
        "form": form,
        "trail": access.trail(version.law, version),
    }
    return render(request, "drafting/add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def remove(request: HttpRequest, slug: str, number: int, eid: str) -> HttpResponse:
    """Take the section out, after asking."""
    version, user = access.prepared(request, slug, number)
    section = access.section(version, eid)
    if request.method == "POST":
        texts.remove_section(by=user, section=section)
        return redirect("drafting:version", slug, number)
    context = {"law": version.law, "version": version, "section": section, "trail": access.trail(version.law, version)}
    return render(request, "drafting/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def match(request: HttpRequest, slug: str, number: int, eid: str) -> HttpResponse:
    """See which section of the earlier version this one is, beside its words, and correct it."""
    version, user = access.prepared(request, slug, number)
    section = access.section(version, eid)
    sections = list(version.based_on.provisions.commented()) if version.based_on else []
    now = next((row for row in sections if row.identity == section.identity), None)
    form = MatchForm(request.POST or None, sections=sections, initial={"earlier": str(now.pk) if now else ""})
    if form.is_valid():
        texts.correct_match(by=user, section=section, earlier=form.earlier_section())
        return redirect("drafting:version", slug, number)
    context = {
        "law": version.law,
        "version": version,
        "section": section,
        "words": texts.words_of(section),
        "earlier": now,
        "earlier_words": texts.words_of(now) if now else "",
        "form": form,
        "trail": access.trail(version.law, version),
    }
    return render(request, "drafting/match.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def take_back(request: HttpRequest, slug: str, number: int, eid: str, pk: int) -> HttpResponse:
    """The section does not follow this suggestion after all."""
    version, user = access.prepared(request, slug, number)
    credit = get_object_or_404(Credit, pk=pk, provision=access.section(version, eid))
    actions.take_back(by=user, credit=credit)
    return redirect("drafting:change", slug, number, eid)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def explain(request: HttpRequest, slug: str, eid: str) -> HttpResponse:
    """A section in plain words; in the newest version that has it, published or not."""
    law, user = access.kept(request, slug)
    section = access.newest(law, eid)
    standing = Explanation.objects.filter(law=law, identity=section.identity).first() or Explanation()
    form = ExplanationForm(request.POST or None, initial={"text": standing.text, "text_en": standing.text_en})
    if form.is_valid():
        words = form.cleaned_data
        texts.explain(by=user, law=law, identity=section.identity, text=words["text"], text_en=words["text_en"])
        return redirect("drafting:law", slug)
    context = {
        "law": law,
        "section": section,
        "words": texts.words_of(section),
        "form": form,
        "trail": access.trail(law),
    }
    return render(request, "drafting/plain.html", context, status=422 if form.is_bound else 200)
