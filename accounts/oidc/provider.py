"""allauth's OpenID Connect provider, made strict.

As shipped it sends no nonce, believes an unsigned ID token that came over the back channel, takes
scopes and parameters from the query string and keeps all claims in the database. Here none of that.
"""

import secrets
from typing import Any, override

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from accounts.claims import Claims, from_oidc
from accounts.identity import person_key
from accounts.oidc import documents, tokens

SCOPES = ["openid", "pid", "given_name", "family_name", "birthdate", "address", "ial"]


class IdentityAdapter(OAuth2Adapter):
    """Talks to one provider: where its endpoints are, and what its tokens say."""

    nonce = ""  # of the sign-in that comes back now; set from the one-time state by the callback view

    def __init__(self, request: HttpRequest, provider_id: str) -> None:
        self.provider_id = provider_id
        super().__init__(request)

    @property
    def app(self) -> SocialApp:
        """The settings of this provider."""
        return self.get_provider().app

    @property
    def issuer(self) -> str:
        """The provider's name for itself, and the root of its addresses."""
        return str(self.app.settings["issuer"])

    def _endpoint(self, name: str) -> str:
        try:
            return str(documents.configuration(self.issuer)[name])
        except (tokens.BadToken, KeyError) as error:
            raise OAuth2Error(f"provider description: {error}") from None

    @property
    def access_token_url(self) -> str:
        """Where a code is turned into tokens."""
        return self._endpoint("token_endpoint")

    @property
    def authorize_url(self) -> str:
        """Where the person goes to say who they are."""
        return self._endpoint("authorization_endpoint")

    @property
    def basic_auth(self) -> bool:
        """How this site says who it is to the provider."""
        return bool(self.app.settings.get("token_auth_method", "client_secret_basic") == "client_secret_basic")

    @override
    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """The one registered address, from SITE_URL and never from what a request says about its host."""
        return settings.SITE_URL + reverse("identity_callback", args=[self.provider_id])

    @override
    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: OAuth2Client, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """The provider's answer to the code; its refusal is not repeated in our logs."""
        try:
            answer: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        except OAuth2Error:
            raise OAuth2Error("the provider did not accept the code") from None
        return answer

    @override
    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> "IdentityLogin":
        """The login of the person whom a fully checked ID token describes."""
        try:
            claims = tokens.read(
                str(kwargs["response"].get("id_token") or ""),
                key_for=lambda kid, alg: documents.key(self._endpoint("jwks_uri"), kid, alg),
                issuer=self.issuer,
                client_id=app.client_id,
                nonce=self.nonce,
                access_token=token.token,
            )
        except tokens.BadToken as error:
            raise OAuth2Error(f"ID token refused: {error}") from None
        return IdentityLogin.of(self.get_provider(), request, from_oidc(claims))


class IdentityLogin(SocialLogin):
    """A sign-in that carries verified claims in memory only."""

    claims: Claims

    @classmethod
    def of(cls, provider: "IdentityProvider", request: HttpRequest, claims: Claims) -> "IdentityLogin":
        """The login for `claims`; what allauth will store is the person key and nothing else."""
        plain = provider.sociallogin_from_response(request, {"person_key": person_key(claims.number).hex()})
        login = cls(user=plain.user, account=plain.account, provider=provider)
        login.claims = claims
        return login


class IdentityProvider(OAuth2Provider):
    """One or more national identity providers, each an app in SOCIALACCOUNT_PROVIDERS["identity"]."""

    id = "identity"
    name = "Identity provider"
    account_class = ProviderAccount
    oauth2_adapter_class = IdentityAdapter
    package = "accounts.oidc"

    def __init__(self, request: HttpRequest, app: SocialApp | None = None) -> None:
        super().__init__(request, app=app)
        self.name = self.app.name

    @override
    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """The page that starts a sign-in."""
        return reverse("identity_login", args=[self.app.provider_id])

    @override
    def get_oauth2_adapter(self, request: HttpRequest) -> IdentityAdapter:
        """The adapter of this app."""
        return self.oauth2_adapter_class(request, self.app.provider_id)

    @override
    def get_pkce_params(self) -> dict[str, Any]:
        """Always: RFC 7636 with S256."""
        return generate_code_challenge()

    @override
    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing from the query string but where to go on. Signed in means: verify this account."""
        signed_in = request.user.is_authenticated
        return {
            "next_url": get_next_redirect_url(request),
            "process": AuthProcess.CONNECT if signed_in else AuthProcess.LOGIN,
            "by": request.user.pk if signed_in else None,
        }

    @override
    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send the person to the provider with a fresh nonce, kept in the one-time state of their session."""
        language = get_language()
        kwargs |= {"nonce": secrets.token_urlsafe(32), "language": language, "scope": list(SCOPES)}
        kwargs["auth_params"] = {"nonce": kwargs["nonce"], "ui_locales": language}
        return super().redirect(request, process, next_url, data, **kwargs)

    @override
    def extract_uid(self, data: dict[str, str]) -> str:
        """The person key in hexadecimal: the same person for every provider of this site."""
        return data["person_key"]

    @override
    def extract_extra_data(self, data: dict[str, str]) -> dict[str, Any]:
        """Nothing: what is known of a person stands in Citizen, once."""
        return {}


provider_classes = [IdentityProvider]
