"""The two ends of a sign-in by identity provider."""

from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from accounts.oidc.provider import IdentityAdapter
from accounts.refusals import Stale


class CallbackView(OAuth2CallbackView):
    """The person comes back with a code. The state is used up whatever happens next."""

    adapter: IdentityAdapter

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, response = super()._get_state(request, provider)
        if state is not None:
            self.adapter.nonce = state.get("nonce", "")
            translation.activate(state.get("language") or translation.get_language())
            request.LANGUAGE_CODE = translation.get_language()
            if state.get("by") != (request.user.pk if request.user.is_authenticated else None):
                raise Stale(_("Somebody else signed in on this device meanwhile. Please begin again."))
        return state, response


@cache_control(private=True, no_store=True)
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """GET explains, POST sends the person to the provider."""
    return _with_adapter(OAuth2LoginView, request, provider_id)


@cache_control(private=True, no_store=True)
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the provider sends the person back (no language in the address: providers register exactly one)."""
    return _with_adapter(CallbackView, request, provider_id)


def _with_adapter(view: type[OAuth2LoginView | CallbackView], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        adapter = IdentityAdapter(request, provider_id)
        adapter.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    response: HttpResponse = view.adapter_view(adapter)(request)
    return response
