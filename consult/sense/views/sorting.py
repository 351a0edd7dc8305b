"""The officer's screens: groups with their share, one group opened, comments in none."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from consult.sense import access, actions, figures, rules
from consult.sense.forms import NEW, NONE, MergeForm, NameForm, PlaceForm
from consult.sense.models import Grouping, IssueGroup
from consult.sense.querysets import in_group, ungrouped
from consult.sense.states import State
from consult.threads.listing import Asked, page_of
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet
from consult.threads.subjects import Subject

MOST = 500  # groups on one page
LAST_CHANGES = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """All groups with their share of the comments; tick some to merge them."""
    subject, user = access.sortable(request, kind, public_id)
    groups = list(IssueGroup.objects.about(kind, public_id).standing().filter(size__gt=0).largest_first()[:MOST])
    form = MergeForm(request.POST or None, groups=groups)
    if form.is_valid():
        by_number = {group.number: group for group in groups}
        chosen = [by_number[number] for number in form.cleaned_data["groups"]]
        actions.merge(by=user, subject=subject, groups=chosen, into=by_number[form.cleaned_data["into"]])
        return redirect("sense:desk", kind, public_id)
    grouping = Grouping.objects.filter(kind=kind, public_id=public_id).first()
    coverage = figures.coverage(kind, public_id)
    context = {
        "subject": subject, "grouping": grouping, "groups": _with_shares(groups, coverage.comments), "form": form,
        "coverage": coverage, "ticked": request.POST.getlist("groups"), "trail": access.trail(subject),
        "changes": _changes(grouping), "may_publish": rules.may_publish(user, subject.agency),
    }  # fmt: skip
    return render(request, "sense/desk.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def group(request: HttpRequest, kind: str, public_id: str, number: int) -> HttpResponse:
    """One group: its comments fifty at a time; move some, make a new group of some."""
    subject, user = access.sortable(request, kind, public_id)
    found = access.group(kind, public_id, number)
    if found.state != State.STANDING:
        return render(request, "sense/gone.html", {"group": found, "subject": subject, "trail": _trail(subject)})
    return _placing(request, user, subject, in_group(found), found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rest(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The comments that are in no group."""
    subject, user = access.sortable(request, kind, public_id)
    return _placing(request, user, subject, ungrouped(kind, public_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def name(request: HttpRequest, kind: str, public_id: str, number: int) -> HttpResponse:
    """Name a group in both languages, say what it says, mark it as a campaign."""
    subject, user = access.sortable(request, kind, public_id)
    found = access.group(kind, public_id, number)
    values = {field: getattr(found, field) for field in ("name", "name_en", "summary", "campaign")}
    form = NameForm(request.POST or None, initial=values)
    if form.is_valid():
        said = dict(form.cleaned_data)
        campaign = said.pop("campaign")
        if any(said[field] != values[field] for field in said):
            actions.rename(by=user, subject=subject, group=found, **said)
        if campaign != found.campaign:
            actions.mark_campaign(by=user, subject=subject, group=found, campaign=campaign)
        return redirect("sense:sort-group", kind, public_id, number)
    context = {"subject": subject, "group": found, "form": form, "trail": _trail(subject)}
    return render(request, "sense/name.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def ask(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """The button: ask the machine to sort what is new."""
    subject, user = access.sortable(request, kind, public_id)
    actions.ask_for_grouping(by=user, subject=subject)
    return redirect("sense:desk", kind, public_id)


@require_POST
@login_required
def undo(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Undo the newest change."""
    subject, user = access.sortable(request, kind, public_id)
    seen = request.POST.get("seen", "")
    actions.undo(by=user, subject=subject, seen=int(seen) if seen.isdecimal() else None)
    return redirect("sense:desk", kind, public_id)


@require_POST
@login_required
def publish(request: HttpRequest, kind: str, public_id: str) -> HttpResponse:
    """Show the groups to everybody."""
    subject, user = access.sortable(request, kind, public_id)
    actions.publish(by=user, subject=subject)
    return redirect("sense:groups", kind, public_id)


def _placing(
    request: HttpRequest, user: User, subject: Subject, rows: CommentQuerySet, found: IssueGroup | None
) -> HttpResponse:
    """A list of comments with boxes to tick, and where the ticked ones go."""
    page = page_of(rows, Asked.of(request.GET), subject.parts)
    others = IssueGroup.objects.about(subject.kind, subject.public_id).standing().filter(size__gt=0)
    groups = [one for one in others.order_by("number")[:MOST] if found is None or one.pk != found.pk]
    form = PlaceForm(request.POST or None, ids=[str(one.comment.pk) for one in page.said], groups=groups)
    if form.is_valid():
        chosen = [one.comment for one in page.said if one.comment.pk in form.cleaned_data["comments"]]
        made = _place(user, subject, chosen, found=found, said=form.cleaned_data, groups=groups)
        stays = found is None or made is None
        return redirect(request.get_full_path() if stays else reverse("sense:sort-group", args=_address(made)))
    context = {
        "subject": subject, "group": found, "page": page, "form": form, "trail": _trail(subject),
        "ticked": request.POST.getlist("comments"),
    }  # fmt: skip
    return render(request, "sense/sort_group.html", context, status=422 if form.is_bound else 200)


def _place(
    user: User, subject: Subject, chosen: list[Comment], *, found: IssueGroup | None, said: dict[str, Any],
    groups: list[IssueGroup],
) -> IssueGroup | None:  # fmt: skip
    """Carry out what the officer chose; the group made, if one was."""
    if said["to"] == NEW:
        return actions.split(
            by=user, subject=subject, comments=chosen, group=found, name=said["name"], name_en=said["name_en"]
        )
    to = None if said["to"] == NONE else next(one for one in groups if str(one.number) == said["to"])
    actions.move(by=user, subject=subject, comments=chosen, to=to)
    return None


def _with_shares(groups: list[IssueGroup], comments: int) -> list[tuple[IssueGroup, float]]:
    return [(group, group.size / comments if comments else 0) for group in groups]


def _changes(grouping: Grouping | None) -> list[Any]:
    if grouping is None:
        return []
    return list(grouping.changes.filter(undone_at=None).select_related("by").order_by("-pk")[:LAST_CHANGES])


def _trail(subject: Subject) -> list[dict[str, Any]]:
    return access.trail(subject, (reverse("sense:desk", args=[subject.kind, subject.public_id]), "Sort the comments"))


def _address(group: IssueGroup | None) -> list[Any]:
    assert group is not None  # noqa: S101  (asked for only when one was made)
    return [group.kind, group.public_id, group.number]
