"""Sessions that know whose they are: session, user and citizen are read in one statement.

Every act needs all three. Read apart through the ORM they cost more than the act itself
(docs/decisions/0011-sessions-know-their-user.md). Sessions stay rows that can be listed and revoked.
"""

from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from accounts import statements
from accounts.models import Citizen, Session, User

# The user read with the session of this request, until the backend that signs them in takes it.
_handed_over: ContextVar[User | None] = ContextVar("handed_over", default=None)


def take(user_id: Any) -> User | None:
    """The user `user_id` if they came with the session just read; once."""
    user = _handed_over.get()
    _handed_over.set(None)
    return user if user is not None and str(user.pk) == str(user_id) else None


class SessionStore(DatabaseStore):
    """Django's database sessions, with a column for the user."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of sessions."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to save, naming its user."""
        row = super().create_model_instance(data)
        assert isinstance(row, Session)  # noqa: S101  (get_model_class says so)
        row.user_id = data.get(SESSION_KEY)
        return row

    def load(self) -> dict[str, Any]:
        """The session's values; an unknown or expired session is empty and forgets its key. One query."""
        _handed_over.set(None)
        row = _read(self.session_key, timezone.now())
        if row is None:
            self._session_key = None
            return {}
        if row[1] is not None:
            _handed_over.set(_person(row[1:]))
        return self.decode(row[0])


def _read(key: str | None, now: datetime) -> tuple[Any, ...] | None:
    """The row of a living session."""
    with connection.cursor() as cursor:
        statements.execute(cursor, "session_read", _READ, ("text", "timestamptz"), [key, now])
        return cursor.fetchone()


def _person(row: tuple[Any, ...]) -> User:
    """The user with `user.citizen` set: a citizen, or nobody."""
    user: User = User.from_db(connection.alias, _USER, row[: len(_USER)])
    rest = row[len(_USER) :]
    citizen = Citizen.from_db(connection.alias, _CITIZEN, rest) if rest[0] is not None else None
    relation = User._meta.get_field("citizen")
    if citizen is not None:
        citizen.user = user
    relation.set_cached_value(user, citizen)
    return user


def _columns(model: type[Model], alias: str) -> str:
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


_USER = [field.attname for field in User._meta.concrete_fields]
_CITIZEN = [field.attname for field in Citizen._meta.concrete_fields]
_READ = (
    f"SELECT s.session_data, {_columns(User, 'u')}, {_columns(Citizen, 'c')} FROM accounts_session s "  # noqa: S608
    "LEFT JOIN accounts_user u ON u.id = s.user_id AND u.is_active "
    "LEFT JOIN accounts_citizen c ON c.user_id = u.id "
    "WHERE s.session_key = $1 AND s.expire_date > $2"
)
