"""The voter's own pages: choose, review, cast; then the receipt, and for 30 minutes what the ballot said."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import eligibility
from accounts.access import CitizenRequest, citizen_required
from accounts.refusals import Stale
from budgets.rounds import access, keepsake, rules
from budgets.rounds.actions import cast_ballot
from budgets.rounds.ballots import Choices
from budgets.rounds.forms import BallotForm
from budgets.rounds.models import Project, Round
from budgets.rounds.order import order_for
from budgets.rounds.papers import paper
from budgets.rounds.stores import keys, verbs

STEPS = (_("Choose"), _("Review"), _("Receipt"))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@citizen_required
def ballot(request: CitizenRequest, public_id: str) -> HttpResponse:
    """The ballot paper in this voter's own order; sent on, the review of what was chosen."""
    round_ = access.round_to_vote_in(public_id)
    verdict = eligibility.check(rules.eligible(round_), request.citizen)
    if not verdict.allowed:
        return render(request, "rounds/not_eligible.html", {"round": round_, "verdict": verdict}, status=403)
    form = _form(request, round_)
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        _refuse_stale(form, round_)
        return render(request, "rounds/review.html", _review(request, round_, form))
    if "back" in request.POST:
        form = BallotForm(round_, request.citizen, _order(request, round_), initial=_carried(request))
    return render(request, "rounds/ballot.html", _paper(request, round_, form))


@sensitive_post_parameters()
@require_POST
@citizen_required
def cast(request: CitizenRequest, public_id: str) -> HttpResponse:
    """Hand the ballot in. Sent twice, it is one ballot."""
    round_ = access.round_to_vote_in(public_id)
    form = _form(request, round_)
    if not form.is_valid():
        return render(request, "rounds/ballot.html", _paper(request, round_, form))
    _refuse_stale(form, round_)
    choices = form.cleaned_data["choices"]
    done = cast_ballot(
        by=request.citizen, round=round_, choices=choices, channel=request.channel, form=form.cleaned_data["form"]
    )
    response = HttpResponseRedirect(reverse("rounds:done", args=[public_id]))
    shown = [] if request.assisting else choices
    keepsake.hand_over(response, round_, request.citizen, done.receipt_id, shown)
    return response


@require_safe
@citizen_required
def done(request: CitizenRequest, public_id: str) -> HttpResponse:
    """The receipt; for 30 minutes on the same device, what the ballot said."""
    round_ = access.published_round(public_id)
    kept = keepsake.look(request, round_, request.citizen)
    said: Any = kept["choices"] if kept else []
    context = {"round": round_, "kept": kept, "steps": STEPS, "kind": rules.ballot_kind(round_)}
    context |= lines_of(round_, said)
    return render(request, "rounds/done.html", context)


def _form(request: CitizenRequest, round_: Round) -> BallotForm:
    data = request.POST if request.method == "POST" else None
    return BallotForm(round_, request.citizen, _order(request, round_), data=data)


def _order(request: CitizenRequest, round_: Round) -> list[str]:
    return order_for(request.citizen, round_.rules["seed"], rules.open_to(round_, request.citizen))


def _carried(request: CitizenRequest) -> dict[str, Any]:
    """What the review page brings back to the paper."""
    marks = {name: value for name, value in request.POST.items() if name.startswith("mark-")}
    return {"choices": request.POST.getlist("choices"), **marks}


def _refuse_stale(form: BallotForm, round_: Round) -> None:
    if form.cleaned_data["rules"] != round_.rules_hash:
        words = _("This ballot paper is not the one of this round. Please fill in a new one.")
        raise Stale(words, next_url=reverse("rounds:ballot", args=[round_.public_id]), next_label=_("New ballot paper"))


def _paper(request: CitizenRequest, round_: Round, form: BallotForm) -> dict[str, Any]:
    sheet = paper(round_, form.order)
    projects = {project.code: project for project in sheet.projects}
    marks = [mark for mark in form.marks() if mark.code in projects]
    chosen = [projects[mark.code] for mark in marks if mark.value]
    tag = keys.voter_tag(round_.public_id, request.citizen)
    return {
        "round": round_,
        "form": form,
        "rows": [{"mark": mark, "project": projects[mark.code]} for mark in marks],
        "paper": sheet,
        "limits": sheet.limits,
        "kind": sheet.kind,
        "total": _total(chosen),
        "chosen": chosen,
        "changing": verbs.voted_on(round_.public_id, tag) is not None,
        "steps": STEPS,
    }


def _review(request: CitizenRequest, round_: Round, form: BallotForm) -> dict[str, Any]:
    said = form.cleaned_data["choices"]
    shown, limits = lines_of(round_, said), rules.limits(round_)
    tag = keys.voter_tag(round_.public_id, request.citizen)
    return {
        "round": round_,
        "form": form,
        **shown,
        "hidden": form.hidden(),
        "left": limits.envelope - shown["total"],
        "limits": limits,
        "kind": rules.ballot_kind(round_),
        "changing": verbs.voted_on(round_.public_id, tag) is not None,
        "steps": STEPS,
        "secrecy": round_.rules["secrecy"],
    }


def lines_of(round_: Round, said: Choices) -> dict[str, Any]:
    """What `rounds/_chosen.html` shows of a ballot."""
    chosen = _projects(round_, said)
    return {"chosen": chosen, "lines": _lines(chosen, said), "total": _total(chosen)}


def _projects(round_: Round, said: Choices) -> list[Project]:
    """The projects of a ballot: by code, or as they are ranked."""
    found = {project.code: project for project in round_.projects.filter(code__in=list(said)).order_by("code")}
    return [found[code] for code in said if code in found] if _ranked(round_) else list(found.values())


def _lines(chosen: Sequence[Project], said: Choices) -> list[dict[str, Any]]:
    """The lines of a filled ballot: each project with its points, or its place on the ballot."""
    marks = said if isinstance(said, Mapping) else {code: place for place, code in enumerate(said, 1)}
    return [{"project": project, "mark": marks[project.code]} for project in chosen]


def _ranked(round_: Round) -> bool:
    return rules.ballot_kind(round_).field == "rank"


def _total(projects: Sequence[Project]) -> Decimal:
    return sum((project.cost for project in projects), start=Decimal(0))
