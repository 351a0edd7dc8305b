"""Telling people: one message and one statement for all its receivers, however many."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, override
from psycopg2 import sql

from accounts.models import Citizen, User
from accounts.notices.models import Follow, Message

LANGUAGES = ("th", "en")

# What the sentences are filled with, read under each language in turn.
type Values = Callable[[], Mapping[str, object]]


@dataclass(frozen=True)
class Words:
    """A heading and a text, as msgids (mark them with gettext_noop), with what fills them."""

    heading: str
    text: str = ""
    values: Values = dict

    def within(self, language: str) -> tuple[str, str]:
        """Heading and text in one language."""
        with override(language):
            values = self.values()
            return tuple(gettext(msgid) % values if msgid else "" for msgid in (self.heading, self.text))  # type: ignore[return-value]


def tell(
    *,
    kind: str,
    about: str,
    path: Callable[[], str],
    heading: str,
    text: str = "",
    values: Values = dict,
    once: str = "",
    citizens: Iterable[Any] | QuerySet[Any] = (),
    users: Iterable[Any] | QuerySet[Any] = (),
) -> int:
    """Tell these people something; the number of new notices. People without an account are passed over.

    `citizens` and `users` are ids, or querysets of one id column (then nothing is loaded into memory). `path` gives the
    page to go on to. With `once`, telling the same again reaches only those who were not told before.
    Call it inside the transaction of what is told: both happen or neither.
    """
    return deliver(message(kind, about, path, Words(heading, text, values), once), _accounts(citizens, users))


def tell_followers(
    *, kind: str, about: str, path: Callable[[], str], heading: str, text: str = "", values: Values = dict,
    once: str = "",
) -> int:  # fmt: skip
    """Tell everybody who follows `about` (`petition/abc`). As `tell`."""
    followers = Follow.objects.filter(about=about).values("user_id")
    if not once and not followers.exists():
        return 0
    return deliver(message(kind, about, path, Words(heading, text, values), once), followers)


@transaction.atomic
def message(kind: str, about: str, path: Callable[[], str], words: Words, once: str) -> Message:
    """The stored message: the one told before under the same `once`, or a new one."""
    if once and (told := Message.objects.filter(once=once).first()):
        return told
    (heading, text), (heading_en, text_en) = (words.within(language) for language in LANGUAGES)
    fields = {
        "kind": kind, "about": about, "path": _plain(path), "heading": heading[:300], "heading_en": heading_en[:300],
        "text": text, "text_en": text_en,
    }  # fmt: skip
    if not once:
        return Message.objects.create(**fields)
    found, _made = Message.objects.get_or_create(once=once, defaults=fields)
    return found


def deliver(told: Message, users: QuerySet[Any]) -> int:
    """Give one message to these accounts, in one statement; the number who did not have it yet."""
    accounts, parameters = users.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "INSERT INTO notices_notice (message_id, user_id) "
                "SELECT {message}, receiver.id FROM ({accounts}) AS receiver(id) WHERE receiver.id IS NOT NULL "
                "ON CONFLICT DO NOTHING"
            ).format(message=sql.Literal(told.pk), accounts=sql.SQL(accounts)),
            parameters,
        )
        return int(cursor.rowcount)


def _accounts(citizens: Iterable[Any] | QuerySet[Any], users: Iterable[Any] | QuerySet[Any]) -> QuerySet[Any]:
    """The active accounts behind persons and accounts."""
    persons = Citizen.objects.filter(pk__in=_ids(citizens), user__isnull=False).values("user_id")
    return User.objects.filter(is_active=True, pk__in=_ids(users)).values("pk").union(persons)


def _ids(given: Iterable[Any] | QuerySet[Any]) -> Any:
    return given if isinstance(given, QuerySet) else list(given)


def _plain(path: Callable[[], str]) -> str:
    """The address without its language, so that each receiver goes on in their own."""
    with override(LANGUAGES[0]):
        return path().removeprefix(f"/{LANGUAGES[0]}")
