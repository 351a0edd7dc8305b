"""What people do with a comment: support, oppose, reply, change their own words, take them back."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from accounts.refusals import Sentence
from consult.threads import access, actions, rules
from consult.threads.closeness import close_replies
from consult.threads.forms import EditForm, ReplyForm
from consult.threads.states import Direction
from consult.threads.views import closeness
from consult.threads.views.reading import context_of

ASKED: dict[Direction, tuple[Sentence, Sentence, Sentence]] = {
    Direction.SUPPORT: (
        _("Support this comment"),
        _("You say: this is what I think, too. Your name is not shown, and you are counted once."),
        _("Support"),
    ),
    Direction.OPPOSE: (
        _("Oppose this comment"),
        _("You say: I think otherwise. Your name is not shown, and you are counted once."),
        _("Oppose"),
    ),
    Direction.NONE: (
        _("Take my support or opposition back"),
        _("You are counted on neither side any more. You can support or oppose the comment again."),
        _("Take it back"),
    ),
}


def support(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Read it once more, then say "so do I"."""
    return _react(request, comment_id, Direction.SUPPORT)


def oppose(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Read it once more, then say "I do not"."""
    return _react(request, comment_id, Direction.OPPOSE)


def unreact(request: HttpRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Be counted on neither side."""
    return _react(request, comment_id, Direction.NONE)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def _react(request: CitizenRequest, comment_id: uuid.UUID, direction: Direction) -> HttpResponse:
    found, subject = access.find(comment_id)
    if request.method == "POST":
        return redirect(actions.react(by=request.citizen, comment=found, subject=subject, direction=direction))
    title, words, button = ASKED[direction]
    context = {
        "verdict": eligibility.check(subject.rules, request.citizen),
        "own": found.citizen_id == request.citizen.pk,
        "mine": found.reactions.filter(citizen=request.citizen).exclude(direction=Direction.NONE).first(),
        "direction": direction,
        "title": title,
        "words": words,
        "button": button,
    }
    return render(request, "threads/react.html", context_of(found, subject) | context)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def reply(request: CitizenRequest, comment_id: uuid.UUID) -> HttpResponse:
    """The comment once more, then one's own words below it."""
    found, subject = access.find(comment_id)
    form = ReplyForm(request.POST or None, subject=subject)
    if form.is_valid():
        words = form.words()
        near = close_replies(found, words.body, request.citizen) if closeness.wanted(request) else None
        if near:
            return closeness.ask(request, subject, words, near)
        receipt = actions.reply(
            by=request.citizen, to=found, subject=subject, words=words, form=form.cleaned_data["form"],
            channel=request.channel,
        )  # fmt: skip
        return redirect(receipt)
    verdict = eligibility.check(subject.rules, request.citizen)
    context = context_of(found, subject) | {"form": form, "verdict": verdict, "citizen": request.citizen}
    return render(request, "threads/reply.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def edit(request: CitizenRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Other words, for a short time; the ones before stay readable."""
    found, subject = access.find(comment_id)
    may = rules.may_edit(request.citizen, found) and subject.open
    form = EditForm(request.POST or None, comment=found)
    if form.is_valid():
        words = form.cleaned_data
        receipt = actions.edit_comment(
            by=request.citizen, comment=found, subject=subject, body=words["body"], wording=words.get("wording", "")
        )
        return redirect(receipt)
    context = context_of(found, subject) | {"form": form, "may": may, "until": rules.editable_until(found)}
    return render(request, "threads/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def withdraw(request: CitizenRequest, comment_id: uuid.UUID) -> HttpResponse:
    """Ask once more, then take the comment back."""
    found, subject = access.find(comment_id)
    if request.method == "POST":
        return redirect(actions.withdraw_comment(by=request.citizen, comment=found))
    may = rules.may_withdraw(request.citizen, found)
    return render(request, "threads/withdraw.html", context_of(found, subject) | {"may": may})
