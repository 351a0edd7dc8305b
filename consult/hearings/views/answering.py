"""The officer's desk: which comments wait for an answer, answering many at once, revising one answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.models import User
from accounts.refusals import AlreadyDone
from consult.hearings import access, actions, desk, figures, phrases, rules
from consult.hearings.actions import Given
from consult.hearings.forms import ManyForm, ReasonForm, ResponseForm
from consult.hearings.models import ConsultationPage
from consult.hearings.states import Phase
from consult.texts import figures as texts


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def queue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Comments by section, stance, group and words; tick those that deserve the same answer."""
    hearing, user = access.answerable(request, public_id)
    names = texts.names(hearing.text)
    asked = desk.Asked.of(request.GET)
    page = desk.page(hearing, asked, names)
    form = ManyForm(posted(request), ids=[str(row.comment.pk) for row in page.rows], **form_context(request, hearing))
    if form.is_valid():
        data = form.cleaned_data
        chosen = asked.among(hearing).values_list("pk", flat=True) if data["everything"] else data["comments"]
        given = actions.answer_selection(by=user, hearing=hearing, comments=map(as_id, chosen), said=form.said())
        keep_words(request, hearing, form)
        _say(request, given)
        return redirect(request.get_full_path())
    context = desk_context(hearing, form, user) | {
        "page": page,
        "names": names,
        "groups": desk.group_choices(hearing),
        "shown": desk.SHOWN,
        "orders": desk.ORDERS,
        "ticked": request.POST.getlist("comments"),
    }
    return render(request, "hearings/desk/queue.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, public_id: str, comment_id: uuid.UUID) -> HttpResponse:
    """Answer one comment, or revise the answer; earlier revisions stay. A colleague's answer meanwhile is shown."""
    hearing, user = access.answerable(request, public_id)
    comment = get_object_or_404(access.comments(hearing).select_related("citizen"), pk=comment_id)
    earlier = list(comment.responses.all())
    form = ResponseForm(posted(request), **form_context(request, hearing, earlier[0] if earlier else None))
    status, meanwhile = 200, ""
    if form.is_valid():
        said = form.said()
        try:
            receipt = actions.respond(
                by=user, hearing=hearing, comment=comment, decision=said.decision, reason=said.reason,
                reason_en=said.reason_en, changed=said.changed, also=said.also, seen=form.cleaned_data["seen"] or 0,
            )  # fmt: skip
        except AlreadyDone as refused:
            meanwhile, status = str(refused), 409
            earlier = list(comment.responses.order_by("-revision"))
            form = again(form, earlier[0].revision)
        else:
            keep_words(request, hearing, form)
            return redirect(receipt)
    context = desk_context(hearing, form, user) | {"comment": comment, "earlier": earlier, "meanwhile": meanwhile}
    status = status if meanwhile or not form.is_bound else 422
    return render(request, "hearings/desk/answer.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop a hearing with a reason that everybody can read."""
    user = signed_in(request)
    hearing = access.public(public_id)
    if not rules.may_cancel(user, hearing):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.cancel(by=user, hearing=hearing, reason=form.cleaned_data["reason"]))
    context = {"hearing": hearing, "form": form, "trail": access.trail(hearing)}
    return render(request, "hearings/cancel.html", context, status=422 if form.is_bound else 200)


def posted(request: HttpRequest) -> Any:
    """The sent form; None when it was only asked to take over words used before."""
    return request.POST if request.method == "POST" and "use" not in request.POST else None


def form_context(request: HttpRequest, hearing: ConsultationPage, last: Any = None) -> dict[str, Any]:
    """What a form of answers starts with: the last answer, or words used before."""
    initial: dict[str, Any] = {"seen": last.revision if last else 0}
    if last:
        initial |= {"decision": last.decision, "reason": last.reason, "reason_en": last.reason_en}
        initial["changed"] = str(last.changed_id or "")
        initial["also"] = ", ".join(one.removeprefix("มาตรา").strip() for one in last.sections.split(", ")[1:])
    if request.method == "POST" and "use" in request.POST:
        wanted = request.POST.get("suggestion", "")
        initial["seen"] = request.POST.get("seen", "0")
        for one in phrases.suggestions(hearing.agency):
            if one.key == wanted:
                initial |= {"decision": one.decision, "reason": one.reason, "reason_en": one.reason_en}
    return {"initial": initial, "provisions": desk.changeable(hearing)}


def desk_context(hearing: ConsultationPage, form: ResponseForm, user: User) -> dict[str, Any]:
    """What every page of the desk shows."""
    return {
        "hearing": hearing,
        "form": form,
        "may_extend": hearing.phase in {Phase.SCHEDULED, Phase.OPEN} and rules.may_cancel(user, hearing),
        "progress": desk.progress(hearing),
        "figures": figures.figures(hearing),
        "suggestions": phrases.suggestions(hearing.agency),
        "trail": [*access.trail(hearing), {"href": _desk(hearing), "label": _("Response desk")}],
        "desk": _desk(hearing),
    }


def keep_words(request: HttpRequest, hearing: ConsultationPage, form: ResponseForm) -> None:
    """Keep the words of an answer as a phrase of the agency, when a name was given."""
    name = form.cleaned_data["keep_as"].strip()
    if name:
        said = form.said()
        words = {"decision": said.decision, "reason": said.reason, "reason_en": said.reason_en}
        phrases.keep(by=signed_in(request), agency=hearing.agency, name=name, **words)


def again[F: ResponseForm](form: F, revision: int) -> F:
    """The same form with what was typed, knowing of the colleague's answer."""
    form.data = {**{name: form.data[name] for name in form.data}, "seen": str(revision)}
    return form


def as_id(value: str | uuid.UUID) -> uuid.UUID:
    """An id from a form or from a row."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def _say(request: HttpRequest, given: Given | None) -> None:
    if given is None:
        messages.warning(request, _("These comments have all been answered meanwhile. Nothing was changed."))
        return
    done = ngettext("%(n)s comment answered.", "%(n)s comments answered.", given.comments) % {"n": given.comments}
    if given.left:
        left = ngettext(
            "%(n)s was answered meanwhile or is not shown any more, and was left.",
            "%(n)s were answered meanwhile or are not shown any more, and were left.",
            given.left,
        )
        done = f"{done} {left % {'n': given.left}}"
    messages.success(request, done)


def _desk(hearing: ConsultationPage) -> str:
    return reverse("hearings:answers", args=[hearing.public_id])
