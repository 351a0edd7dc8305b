"""Officers' first page: what waits for me, what is late; and for those who steer, how an agency is doing."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import agency_for, signed_in
from accounts.models import Agency, Role, User
from config.work import participation, tables, timing
from config.work.tables import Table
from config.work.waiting import Task, waiting

# Who sees how an agency is doing. Counter officers and moderators see their own work only.
STEERING = (Role.AUTHOR, Role.REVIEWER, Role.HEAD, Role.AUDITOR)
private = cache_control(private=True, no_store=True)


@private
@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this officer, the late first, each leading to its desk."""
    user = _officer(request)
    tasks = waiting(user)
    steered = user.memberships.filter(role__in=STEERING).values("agency")
    page = {
        "tasks": tasks,
        "late": sum(task.late for task in tasks),
        "agencies": Agency.objects.filter(pk__in=steered),
        "memberships": user.memberships.select_related("agency").order_by("agency__name", "role"),
    }
    return render(request, "work/mine.html", page)


@private
@require_safe
@login_required
def mine_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a table to take away."""
    headings = [_("What"), _("Title"), _("Number"), _("Agency"), _("Since"), _("Due"), _("Late"), _("Address")]
    return tables.answer(Table("my-work", headings, map(_task, waiting(_officer(request)))), form)


def _task(task: Task) -> list[tables.Cell]:
    late = _("yes") if task.late else _("no")
    return [str(task.what), task.title, task.number, task.agency, task.since, task.due, late, task.url]


@private
@require_safe
@login_required
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """How one agency is doing: who took part, how long answers take."""
    found = agency_for(request, slug, *STEERING)
    page = {
        "agency": found,
        "participation": participation.participation(found),
        "timings": timing.timing(found),
    }
    return render(request, "work/agency.html", page)


@private
@require_safe
@login_required
def agency_file(request: HttpRequest, slug: str, table: str, form: str) -> HttpResponse:
    """One of its tables to take away; what is not shown on the page is not in the file."""
    found = agency_for(request, slug, *STEERING)
    if table == "times":
        headings = [_("What"), _("Done in a year"), _("Median days"), _("Kept, share"), _("Within")]
        rows = ([str(one.what), one.done, one.days, one.kept, str(one.within)] for one in timing.timing(found))
        return tables.answer(Table(f"{slug}-times", headings, rows), form)
    taken = participation.participation(found)
    groups = taken.ages if table == "ages" else taken.provinces
    headings = [_("Group"), _("People"), _("Share"), _("Inhabitants"), _("Share of inhabitants")]
    less = _("fewer than %(number)s, or hidden with them") % {"number": taken.least}
    cells = ([one.group, less if one.people is None else one.people, one.share, one.inhabitants, one.expected]
             for one in groups)  # fmt: skip
    return tables.answer(Table(f"{slug}-{table}", headings, cells), form)


def _officer(request: HttpRequest) -> User:
    user = signed_in(request)
    if not user.memberships.exists():
        raise PermissionDenied
    return user
