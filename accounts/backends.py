"""Who a session belongs to: the user and the verified person behind them, read together."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.contrib.auth.backends import ModelBackend

from accounts import sessions
from accounts.models import User


class _WithCitizen:
    """Reads the citizen with the user: every act needs both, and one query is quicker than two."""

    def get_user(self, user_id: Any) -> User | None:
        """The active user with this id, `user.citizen` already read: with the session, or in one query."""
        return (
            sessions.take(user_id)
            or User.objects.select_related("citizen__area").filter(pk=user_id, is_active=True).order_by().first()
        )


class PasswordBackend(_WithCitizen, ModelBackend):
    """Django's own, for e-mail and password."""


class AuthenticationBackend(_WithCitizen, AllauthBackend):
    """allauth's, for codes by mail, passkeys and identity providers."""
