"""A petitioner's pages: write, invite, submit, hand over, give up."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import CitizenRequest, citizen_required
from petitions import access, actions, catalogue
from petitions.forms import DraftForm, NoteForm
from petitions.models import Petition
from petitions.states import PUBLIC, State


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def start(request: CitizenRequest) -> HttpResponse:
    """Which kind? One question, with the numbers of each."""
    return render(request, "petitions/start.html", {"kinds": catalogue.all_kinds()})


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def write(request: CitizenRequest, kind: str) -> HttpResponse:
    """A new draft."""
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
    """What I started."""
    return render(request, "petitions/mine.html", {"petitions": Petition.objects.of(request.citizen).with_tally()})


@citizen_required
def draft(request: CitizenRequest, public_id: str) -> HttpResponse:
    """My petition and its next step."""
    petition = access.own(request.citizen, public_id)
    initiators = list(petition.initiators.select_related("citizen"))
    context = {"petition": petition, "initiators": initiators, "states": State, "kind": petition.preset}
    return render(request, "petitions/draft.html", context)


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


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def join(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Become an initiator by the link that the petitioner handed out."""
    petition: Petition = get_object_or_404(Petition, public_id=public_id, state=State.INVITING)
    if request.method == "POST":
        actions.join(by=request.citizen, petition=petition)
        return redirect("petitions:joined")
    return render(request, "petitions/join.html", {"petition": petition, "kind": petition.preset})


@citizen_required
def joined(request: CitizenRequest) -> HttpResponse:
    """Thanks to a new initiator."""
    return render(request, "petitions/joined.html")


def _status(form: DraftForm) -> int:
    return 422 if form.is_bound and form.errors else 200
