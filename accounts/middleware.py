"""Middleware of people's own pages."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.refusals import TwoStepNeeded

_ROOMS = "admin/"
_OWN = ("account/", "identity/")


class PrivatePages:
    """Whatever stands under account/ and identity/ is for one person: no cache may keep it.

    So is every answer for which a session was asked, like the desks of officers. allauth marks some of
    its pages so, not all.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, marked private where the page is."""
        response = self.get_response(request)
        path = request.path_info.lstrip("/")
        own = path.startswith(_OWN) or path.partition("/")[2].startswith(_OWN)
        if own or request.session.accessed:
            patch_cache_control(response, private=True, no_store=True)
        return response


class StaffTwoStep:
    """Staff work with a second step only (an app's code or a passkey), in every room of theirs.

    On where STAFF_TWO_STEP is set: always in production. In the editors' rooms staff without one are led to
    make one; everywhere else a page that asks who is signed in meets nobody but a refusal with the way there.
    Their own account pages stay open, public pages never ask. One query for staff, none for anybody else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to the page where a second step is set up."""
        path = request.path_info.lstrip("/")
        if not settings.STAFF_TWO_STEP:
            return self.get_response(request)
        if path.startswith(_ROOMS):
            user = request.user
            if user.is_authenticated and not is_mfa_enabled(user):
                messages.error(request, _("Your work needs two-step sign-in. Please set it up here first."))
                return HttpResponseRedirect(reverse("mfa_index"))
        elif not _own_pages(path):
            _ask_for_second_step(request)
        return self.get_response(request)


def _own_pages(path: str) -> bool:
    """Whether this is a page of one's own account; the counter and breaches stand there, and are work."""
    rest = path if path.startswith(_OWN) else path.partition("/")[2]
    return rest.startswith(_OWN) and not rest.startswith(("account/counter", "account/breaches"))


def _ask_for_second_step(request: HttpRequest) -> None:
    """From now on, whoever asks for the user of this request gets staff with a second step, or nobody."""
    asked = request.user

    def user() -> Any:
        if getattr(asked, "is_staff", False) and not is_mfa_enabled(asked):
            request.user = AnonymousUser()
            way = {"next_url": reverse("mfa_index"), "next_label": _("Set up two-step sign-in")}
            raise TwoStepNeeded(_("Your work needs two-step sign-in. Please set it up here first."), **way)
        return asked

    request.user = SimpleLazyObject(user)  # type: ignore[assignment]
