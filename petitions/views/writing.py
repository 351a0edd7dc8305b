"""Writing a petition on a phone: one question a page, saved each time, then the answers once more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import CitizenRequest, citizen_required
from petitions import access, actions, catalogue, drafts, similar, writing
from petitions.forms import AddresseeForm
from petitions.models import DelayNotice


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Which kind? One question, with the numbers of each, and who decides late at the moment. For strangers too."""
    delays = DelayNotice.objects.in_force().select_related("agency")
    return render(request, "petitions/start.html", {"kinds": catalogue.all_kinds(), "delays": delays})


@require_safe
@citizen_required
def title(request: CitizenRequest, kind: str) -> HttpResponse:
    """The one sentence; with it on to what is similar."""
    try:
        preset = catalogue.find(kind)
    except KeyError:
        return redirect("petitions:start")
    form = writing.form_for(writing.TITLE, request.GET if "title" in request.GET else None)
    if form.is_valid():
        return _similar(request, kind, form.cleaned_data["title"])
    context = {
        "form": form,
        "step": writing.TITLE,
        "kind": preset,
        "first": True,
        "steps_left": writing.steps_of(preset),
    }
    return render(request, "petitions/write_step.html", context, status=422 if form.is_bound else 200)


def _similar(request: CitizenRequest, kind: str, title: str) -> HttpResponse:
    """What exists already, and to whom it goes: then it is saved as a draft."""
    preset = catalogue.find(kind)
    found = similar.to(title, (get_language() or "th")[:2])
    form = AddresseeForm(kind=preset, citizen=request.citizen, acts=found.acts, initial={"title": title})
    context = {"kind": preset, "title": title, "similar": found, "form": form}
    return render(request, "petitions/similar.html", context)


@require_http_methods(["POST"])
@citizen_required
def begin(request: CitizenRequest, kind: str) -> HttpResponse:
    """Save the draft with its title; the first question follows."""
    try:
        preset = catalogue.find(kind)
    except KeyError:
        return redirect("petitions:start")
    acts = similar.acts_named(request.POST.get("title", "")[:200])
    form = AddresseeForm(request.POST, kind=preset, citizen=request.citizen, acts=acts)
    if not form.is_valid():
        context = {"kind": preset, "title": request.POST.get("title", ""), "form": form}
        return render(request, "petitions/similar.html", context, status=422)
    language = (get_language() or "th")[:2]
    text = {"title": form.cleaned_data["title"], "concerns": form.cleaned_data.get("concerns")}
    addressee = form.cleaned_data["addressee"]
    made = actions.draft(by=request.citizen, kind=kind, addressee=addressee, text=text, language=language)
    return redirect("petitions:write-step", public_id=made.public_id, step=writing.first_open(made) or "summary")


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def step(request: CitizenRequest, public_id: str, step: str) -> HttpResponse:
    """One question about the draft, saved; then the next, or back to the answers."""
    petition = access.own(request.citizen, public_id)
    try:
        page = writing.step_named(petition.preset, step)
    except KeyError:
        return redirect("petitions:draft", public_id=public_id)
    form = writing.form_for(page, request.POST if request.method == "POST" else None, petition)
    if form.is_valid():
        actions.revise(by=request.citizen, petition=petition, text=form.text())
        if step == "sections" and not drafts.read(form.cleaned_data["draft"]).sound:
            return redirect(f"{request.path}?read=1")
        following = "" if request.GET.get("back") else writing.after(petition, step)
        if following:
            return redirect("petitions:write-step", public_id=public_id, step=following)
        return redirect("petitions:draft", public_id=public_id)
    names = [one.name for one in writing.steps_of(petition.preset)]
    context = {
        "form": form,
        "step": page,
        "kind": petition.preset,
        "petition": petition,
        "at": names.index(step) + 2 if step in names else 1,
        "of": len(names) + 1,
        "reading": drafts.read(drafts.words_of(petition)) if step == "sections" and petition.sections else None,
        "following": writing.after(petition, step),
    }
    return render(request, "petitions/write_step.html", context, status=422 if form.is_bound else 200)
