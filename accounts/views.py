"""Pages of one's own account. None of them is ever kept by a cache."""

from allauth.socialaccount.adapter import get_adapter
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from accounts import acts, assisted, assurance, erasing, privacy, retention
from accounts.access import citizen_of, signed_in
from accounts.helping import standing
from accounts.models import Agency, Role
from accounts.notices.models import Notice
from accounts.registers.models import Register
from accounts.words import MAY, facts

private = cache_control(private=True, no_store=True)


@private
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Who I am here, how sure the site is of it, what I may do and what I did."""
    user, citizen = signed_in(request), citizen_of(request)
    assisted.current(request)  # for the banner
    memberships = list(user.memberships.select_related("agency").order_by("agency__name", "role"))
    page = {
        "citizen": citizen,
        "facts": facts(citizen, user),
        "believed_until": assurance.until(citizen) if citizen else None,
        "soon_over": citizen is not None and assurance.soon_over(citizen),
        "may": MAY[citizen.assurance] if citizen else [],
        "acts": acts.of(citizen) if citizen else [],
        "memberships": memberships,
        "has_desk": any(one.role != Role.COUNTER for one in memberships),
        "is_answering": any(one.role in {Role.AUTHOR, Role.HEAD} for one in memberships),
        "is_writer": any(one.role in {Role.AUTHOR, Role.REVIEWER, Role.HEAD} for one in memberships),
        "is_moderator": any(one.role in {Role.MODERATOR, Role.AUDITOR} for one in memberships),
        "answers_for_data": any(one.role in {Role.HEAD, Role.AUDITOR} for one in memberships),
        "sees_registers": any(one.role in {Role.HEAD, Role.AUDITOR} for one in memberships),
        "gives_permits": any(one.role in {Role.HEAD, Role.COUNTER} for one in memberships),
        "is_counter": any(one.role == Role.COUNTER for one in memberships),
        "sees_deputies": any(one.role not in {Role.COUNTER, Role.MODERATOR} for one in memberships),
        "verify_url": reverse("accounts:verify"),
        "permits": standing.permits(user),
        "unread": Notice.objects.filter(user=user).unread().count(),
    }
    return render(request, "accounts/home.html", page)


@private
@login_required
def verify(request: HttpRequest) -> HttpResponse:
    """Why an act needs a verified person, and the one step to become one."""
    page = {
        "citizen": citizen_of(request),
        "next": safe_next(request),
        "providers": get_adapter().list_providers(request),
        "by_register": Register.objects.filter(verifies=True).exists(),
        "counters": Agency.objects.filter(memberships__role=Role.COUNTER).distinct(),
    }
    return render(request, "accounts/verify.html", page)


@private
def me(request: HttpRequest) -> JsonResponse:
    """The little that a shared page shows of its reader: {} for strangers."""
    if not request.user.is_authenticated:
        return JsonResponse({})
    user, citizen = signed_in(request), citizen_of(request)
    label = citizen.given_name if citizen else user.get_full_name()
    url = reverse("accounts:home")
    return JsonResponse({"label": label, "url": url, "verified": citizen is not None, "staff": user.is_staff})


@private
@login_required
def privacy_page(request: HttpRequest) -> HttpResponse:
    """What is held about me, why, for how long, and who looked."""
    user, citizen = signed_in(request), citizen_of(request)
    page = {
        "held": privacy.held(user, citizen),
        "looks": privacy.looks(citizen),
        "helps": privacy.helps(citizen),
        "rules": retention.RULES,
        "download": reverse("accounts:privacy_download"),
    }
    return render(request, "accounts/privacy.html", page)


@private
@login_required
def erase(request: HttpRequest) -> HttpResponse:
    """Leave: what goes, what stays and why; done when the words are typed."""
    user, citizen = signed_in(request), citizen_of(request)
    words = _("erase my data")
    wrong = request.method == "POST" and request.POST.get("words", "").strip().lower() != words
    if request.method == "POST" and not wrong:
        erasing.leave(user=user, citizen=citizen)
        erasing.sign_out(request)
        return render(request, "accounts/erased.html")
    page = {"citizen": citizen, "keeps": erasing.keeps(citizen), "words": words, "wrong": wrong}
    return render(request, "accounts/erase.html", page, status=422 if wrong else 200)


@private
@login_required
def privacy_download(request: HttpRequest) -> HttpResponse:
    """The same as a file to take away."""
    document = privacy.document(signed_in(request), citizen_of(request))
    answer = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="siang-my-data.json"'
    return answer


def safe_next(request: HttpRequest) -> str:
    """The page of this site to go on to, from `?next=`; empty when there is none or it leads elsewhere."""
    target = request.GET.get("next") or request.POST.get("next") or ""
    hosts = {request.get_host()}
    return target if url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure()) else ""
