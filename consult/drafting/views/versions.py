"""The law's desk, and a version in preparation as a whole."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import signed_in
from consult.drafting import access, processes, suggestions
from consult.drafting.forms import LawForm, StartForm
from consult.texts import actions, credited, rules, trees
from consult.texts.comparison import compare
from consult.texts.models import HEADINGS
from consult.texts.rules import PREPARING
from consult.texts.views.comparing import presented


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The laws whose text this officer prepares."""
    if not signed_in(request).memberships.filter(role__in=PREPARING).exists():
        raise PermissionDenied
    return render(request, "drafting/desk.html", {"laws": access.all_kept(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def law(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of a law; start the next one."""
    found, user = access.kept(request, slug)
    form = StartForm(request.POST or None)
    if form.is_valid():
        made = actions.start_version(by=user, law=found, label=form.cleaned_data["label"])
        return redirect("drafting:version", slug, made.number)
    versions = list(found.versions.order_by("-number"))
    preparing = [version for version in versions if version.published_at is None]
    context = {
        "law": found,
        "versions": versions,
        "preparing": preparing,
        "form": form,
        "trail": access.trail(found)[:1],
    }
    return render(request, "drafting/law.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plain(request: HttpRequest, slug: str) -> HttpResponse:
    """The law in plain words, in both languages."""
    found, user = access.kept(request, slug)
    form = LawForm(request.POST or None, instance=found)
    if form.is_valid():
        words = form.cleaned_data
        actions.describe(by=user, law=found, plain=words["plain"], plain_en=words["plain_en"])
        return redirect("drafting:law", slug)
    context = {"law": found, "form": form, "trail": access.trail(found)}
    return render(request, "drafting/plain.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every section with what happened to it, what people suggested for it, and the ways to change it."""
    found, user = access.prepared(request, slug, number)
    earlier = found.based_on
    suggested = suggestions.counts(found)
    taken = {credit.provision_id for credit in processes.credits_of(found)}
    comparison = compare(earlier, found) if earlier else None
    statuses = {row.new.pk: row for row in comparison.rows if row.new} if comparison else {}
    rows = [
        (row, statuses.get(row.pk), suggested.get(row.identity, 0), row.pk in taken)
        for row in found.provisions.outline()
    ]
    context = {
        "law": found.law,
        "version": found,
        "rows": rows,
        "headings": HEADINGS,
        "removed": [row for row in comparison.rows if row.new is None and row.section] if comparison else [],
        "may_publish": rules.may_publish(user, found.law),
        "trail": access.trail(found.law),
    }
    return render(request, "drafting/version.html", context)


@require_safe
@login_required
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What changed since the earlier version, as everybody will see it; of a first version, the whole text."""
    found, _user = access.prepared(request, slug, number)
    earlier = found.based_on
    if earlier is None:
        context = {
            "law": found.law,
            "version": found,
            "nodes": trees.load(found),
            "trail": access.trail(found.law, found),
        }
        return render(request, "drafting/whole.html", context)
    context = presented(request, compare(earlier, found), credited.of(found)) | {
        "law": found.law,
        "old": earlier,
        "new": found,
        "trail": access.trail(found.law, found),
    }
    return render(request, "texts/compare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The head publishes the version: a page that says what that means, then the act."""
    found, user = access.prepared(request, slug, number)
    if not rules.may_publish(user, found.law):
        raise PermissionDenied
    if request.method == "POST":
        return redirect(actions.publish_version(by=user, version=found))
    context = {
        "law": found.law,
        "version": found,
        "credits": processes.credits_of(found),
        "comparison": compare(found.based_on, found) if found.based_on else None,
        "trail": access.trail(found.law, found),
    }
    return render(request, "drafting/publish.html", context)
