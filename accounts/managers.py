"""Making users and finding people."""

from typing import TYPE_CHECKING

from django.contrib.auth.base_user import BaseUserManager

if TYPE_CHECKING:
    from accounts.models import User


class UserManager(BaseUserManager["User"]):
    """Users sign in by e-mail; there are no user names."""

    def create_user(self, email: str | None, password: str | None = None, **fields: object) -> "User":
        """A user with this e-mail; without a password they sign in by code, passkey or identity provider."""
        user = self.model(email=self.normalize_email(email).lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A user who may do everything in the editors' rooms (never an act for a citizen)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
