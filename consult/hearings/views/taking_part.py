"""Commenting, and what I have said."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from consult.hearings import access, passages, processes
from consult.sense import hints
from consult.texts import figures as texts
from consult.threads import actions, groups, listing
from consult.threads.actions import Words
from consult.threads.forms import CommentForm
from consult.threads.subjects import Subject
from consult.threads.views import closeness


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def comment(request: CitizenRequest, public_id: str) -> HttpResponse:
    """The section, the question, the words; then the receipt."""
    hearing = access.public(public_id)
    subject = processes.subject_of(hearing)
    asked = request.GET.get("part", "")
    about = asked if asked in subject.parts else ""
    part = texts.parts(hearing.text, about)[0] if about else None
    text = passages.words(part) if part else ""
    form = CommentForm(
        request.POST or None, subject=subject, about=about, text=text, quote=request.GET.get("quote", ""),
        suggest=bool(request.GET.get("wording")),
    )  # fmt: skip
    if form.is_valid():
        token = form.cleaned_data["form"]
        words = form.words()
        if similar := _similar(request, subject, words, text):
            return similar
        receipt = actions.post_comment(
            by=request.citizen, subject=subject, words=words, form=token, channel=request.channel
        )
        return redirect(receipt)
    context = {
        "hearing": hearing,
        "subject": subject,
        "form": form,
        "part": part,
        "quote": form.quote,
        "citizen": request.citizen,
        "verdict": eligibility.check(subject.rules, request.citizen),
        "steps": [_("Read"), _("Comment"), _("Receipt")],
    }
    return render(request, "hearings/comment.html", context, status=422 if form.is_bound else 200)


def _similar(request: CitizenRequest, subject: Subject, words: Words, text: str) -> HttpResponse | None:
    """Others have said something close, or suggest nearly the same wording: asked once."""
    if not closeness.wanted(request):
        return None
    close = hints.close_wording(words, text, subject=subject, by=request.citizen) if words.wording else None
    close = close or hints.close_to(words.body, kind=subject.kind, public_id=subject.public_id, by=request.citizen)
    return closeness.ask(request, subject, words, close) if close else None


@require_safe
@citizen_required
def mine(request: CitizenRequest, public_id: str) -> HttpResponse:
    """What I have said in this hearing, and what was answered."""
    hearing = access.public(public_id)
    rows = list(access.comments(hearing).by(request.citizen).newest().select_related("citizen")[:200])
    said = listing.with_places(rows, texts.names(hearing.text), groups.named(hearing.groups))
    return render(request, "hearings/mine.html", {"hearing": hearing, "said": said, "trail": access.trail(hearing)})
