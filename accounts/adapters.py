"""Where allauth asks this site: what a sign-in by identity provider means here, and how mail looks."""

from typing import Any, cast, override

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.http import HttpRequest

from accounts.actions import verify
from accounts.identity import person_key
from accounts.idp_dev.loopback import Loopback
from accounts.models import Citizen, User
from accounts.oidc.provider import IdentityLogin
from accounts.outbound import Listed


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by e-mail."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Accounts by identity provider: signing in so also verifies."""

    @override
    def pre_social_login(self, request: HttpRequest, sociallogin: IdentityLogin) -> None:
        """Verify a known user now; a person known with an account, but new to this provider, enters that account.

        Raises IdentityTaken when a signed-in user proves to be a person of another account.
        """
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            self._verify(cast(User, request.user), sociallogin)
        elif sociallogin.is_existing:
            self._verify(sociallogin.user, sociallogin)
        else:
            owner = User.objects.filter(citizen__person_key=person_key(sociallogin.claims.number)).first()
            if owner is not None:
                sociallogin.connect(request, owner)
                self._verify(owner, sociallogin)

    @override
    def save_user(self, request: HttpRequest, sociallogin: IdentityLogin, form: Any = None) -> User:
        """Make the account of a person who is new here, already verified. It has no e-mail yet."""
        user: User = super().save_user(request, sociallogin, form)
        self._verify(user, sociallogin)
        return user

    @override
    def populate_user(self, request: HttpRequest, sociallogin: IdentityLogin, data: dict[str, Any]) -> User:
        """Nothing yet: names come with verification, an e-mail only from the person."""
        assert isinstance(sociallogin.user, User)  # noqa: S101  allauth made it from our model
        return sociallogin.user

    @override
    def validate_disconnect(self, account: SocialAccount, accounts: Any) -> None:
        """A way to sign in may go; who one is stays (the identity is not the account's password)."""

    @override
    def get_requests_session(self) -> requests.Session:
        """The way out to providers; the development provider is asked inside this process, without a network."""
        session: requests.Session = super().get_requests_session()
        session.mount("https://", Listed())
        session.mount("http://", Listed())
        if settings.DEV_IDP:
            session.mount(f"{settings.DEV_IDP_ISSUER}/", Loopback())
        return session

    def _verify(self, user: User, sociallogin: IdentityLogin) -> Citizen:
        provider = sociallogin.account.provider
        return verify(user=user, claims=sociallogin.claims, source=f"oidc:{provider}"[:40])
