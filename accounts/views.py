"""Pages of one's own account."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control

from accounts.access import citizen_of


@cache_control(private=True, no_store=True)
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who I am here, how sure the site is of it, and what I did."""
    return render(request, "accounts/home.html", {"citizen": citizen_of(request)})


@cache_control(private=True, no_store=True)
@login_required
def verify(request: HttpRequest) -> HttpResponse:
    """Why an act needs a verified person, and the one step to become one."""
    return render(request, "accounts/verify.html", {"citizen": citizen_of(request), "next": safe_next(request)})


def safe_next(request: HttpRequest) -> str:
    """The page of this site to go on to, from `?next=`; empty when there is none or it leads elsewhere."""
    target = request.GET.get("next") or request.POST.get("next") or ""
    hosts = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()) else ""
