"""A petitioner's pages: write, invite, submit, hand over, give up."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import CitizenRequest, citizen_required
from accounts.models import Citizen
from petitions import access, actions, catalogue, drafts, writing
from petitions.actions import drafting, representing
from petitions.clocks import clocks_for
from petitions.forms import CodeForm, DraftForm, NoteForm
from petitions.frozen import text_hash
from petitions.models import Petition, Representative
from petitions.states import EDITABLE, PUBLIC, State


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def write(request: CitizenRequest, kind: str) -> HttpResponse:
    """A new draft with everything on one page, for those who have it ready."""
    try:
        preset = catalogue.find(kind)
    except KeyError:
        return redirect("petitions:start")
    form = DraftForm(request.POST or None, kind=preset)
    if form.is_valid():
        language = (get_language() or "th")[:2]
        addressee = form.cleaned_data["addressee"]
        made = actions.draft(by=request.citizen, kind=kind, addressee=addressee, text=form.text(), language=language)
        return redirect("petitions:draft", public_id=made.public_id)
    return render(request, "petitions/write.html", {"form": form, "kind": preset}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def edit(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Change a draft."""
    petition = access.own(request.citizen, public_id)
    form = DraftForm(request.POST or None, kind=petition.preset, initial=DraftForm.initial_of(petition))
    if form.is_valid():
        addressee = form.cleaned_data["addressee"]
        actions.revise(by=request.citizen, petition=petition, text=form.text(), addressee=addressee)
        return redirect("petitions:draft", public_id=public_id)
    context = {"form": form, "kind": petition.preset, "petition": petition}
    return render(request, "petitions/write.html", context, status=_status(form))


@citizen_required
def mine(request: CitizenRequest) -> HttpResponse:
    """What I started, and what I joined as an initiator."""
    return render(
        request, "petitions/mine.html", {"petitions": Petition.objects.joined_by(request.citizen).with_tally()}
    )


@citizen_required
def draft(request: CitizenRequest, public_id: str) -> HttpResponse:
    """My answers once more, what is still lacking, and the next step."""
    petition = access.started_by(request.citizen, public_id)
    initiators = list(petition.initiators.select_related("citizen"))
    context = {
        "petition": petition,
        "initiators": initiators,
        "confirmed": drafting.confirmed(petition),
        "lacking": drafting.lacking(petition) if petition.state in EDITABLE else [],
        "representing": _representing(request.citizen, petition),
        "leads": petition.petitioner_id == request.citizen.pk,
        "kind": petition.preset,
        "pages": writing.steps_of(petition.preset),
        "first_open": writing.first_open(petition),
        "clocks": clocks_for(petition),
        "reading": drafts.read(drafts.words_of(petition)) if petition.sections else None,
    }
    return render(request, "petitions/draft.html", context)


def _representing(citizen: Citizen, petition: Petition) -> dict[str, Any] | None:
    """Those who act for the signers, what is lacking and the way to ask others; None for kinds without them."""
    if not petition.preset.representatives[1]:
        return None
    people = list(petition.representatives.select_related("citizen"))
    return {
        "people": people,
        "least": petition.preset.representatives[0],
        "most": petition.preset.representatives[1],
        "source": petition.preset.representatives_source,
        "lacking": representing.lacking(petition),
        "changeable": petition.state in representing.CHANGEABLE,
        "code": representing.code_of(petition),
        "mine": any(one.citizen_id == citizen.pk for one in people),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def stand(request: CitizenRequest, public_id: str, code: str) -> HttpResponse:
    """Read what a representative does, and agree to be one; by the address that the petitioner handed out."""
    petition: Petition = get_object_or_404(Petition.objects.with_tally(), public_id=public_id)
    if code != representing.code_of(petition):
        raise Http404
    if request.method == "POST":
        actions.stand(by=request.citizen, petition=petition, code=code)
        return redirect(request.path)
    context = {"petition": petition, "kind": petition.preset, "citizen": request.citizen}
    context |= {"mine": petition.representatives.filter(citizen=request.citizen).exists()}
    return render(request, "petitions/stand.html", context | {"open": petition.state in representing.CHANGEABLE})


@require_POST
@citizen_required
def step_down(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Be a representative no longer; or the petitioner takes one off the list."""
    petition: Petition = get_object_or_404(Petition.objects.with_tally(), public_id=public_id)
    whom = request.POST.get("representative", "")
    found = get_object_or_404(Representative, pk=whom, petition=petition) if whom.isdigit() else None
    actions.step_down(by=request.citizen, petition=petition, representative=found)
    if found:
        return redirect("petitions:draft", public_id=public_id)
    return redirect("petitions:mine")


_STEPS = {
    "invite": actions.invite,
    "submit": actions.submit,
    "deliver": actions.deliver,
}


@require_POST
@citizen_required
def step(request: CitizenRequest, public_id: str, verb: str) -> HttpResponse:
    """The next step of my petition: invite, submit, deliver."""
    _STEPS[verb](by=request.citizen, petition=access.own(request.citizen, public_id))
    return redirect("petitions:draft", public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def give_up(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Take the petition back for good; in public with a reason."""
    petition = access.own(request.citizen, public_id)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label=_("Why do you give it up?"),
        needed=petition.state in PUBLIC,
    )
    if request.method == "POST" and form.is_valid():
        actions.withdraw_petition(by=request.citizen, petition=petition, reason=form.cleaned_data["note"])
        return redirect("petitions:mine")
    return render(request, "petitions/give_up.html", {"petition": petition, "form": form})


@require_safe
@citizen_required
def enter_code(request: CitizenRequest) -> HttpResponse:
    """Where somebody types the code that a petitioner read out to them."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        if Petition.objects.filter(invite_code=code, state=State.INVITING).exists():
            return redirect("petitions:join", code=code)
        form.add_error("code", _("No petition looks for initiators with this code."))
    return render(request, "petitions/enter_code.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def join(request: CitizenRequest, code: str) -> HttpResponse:
    """Become an initiator by the link or code that the petitioner handed out, or confirm a changed text."""
    petition: Petition = get_object_or_404(Petition, invite_code=code, state=State.INVITING)
    if request.method == "POST":
        actions.join(by=request.citizen, petition=petition)
        return redirect("petitions:joined")
    known = petition.initiators.filter(citizen=request.citizen).first()
    context = {
        "petition": petition,
        "kind": petition.preset,
        "known": known,
        "changed": known and known.text != text_hash(petition),
        "citizen": request.citizen,
    }
    return render(request, "petitions/join.html", context)


@require_POST
@citizen_required
def leave(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Be an initiator no longer."""
    actions.leave(by=request.citizen, petition=access.started_by(request.citizen, public_id))
    return redirect("petitions:mine")


@citizen_required
def joined(request: CitizenRequest) -> HttpResponse:
    """Thanks to a new initiator."""
    return render(request, "petitions/joined.html")


def _status(form: DraftForm) -> int:
    return 422 if form.is_bound and form.errors else 200
