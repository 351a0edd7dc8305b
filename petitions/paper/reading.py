"""One line of a sheet as an officer typed it, and what can be read in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.identity import compact, person_key
from accounts.refusals import Sentence
from petitions.paper import birthdays
from petitions.paper.birthdays import Birthday


@dataclass(frozen=True)
class Written:
    """One line as written on paper; the identity number lives no longer than the request."""

    number: int
    identity: str = ""
    given_name: str = ""
    family_name: str = ""
    birth: str = ""
    area: str = ""
    card_seen: bool = False
    unreadable: bool = False

    def __repr__(self) -> str:
        return f"<Written {self.number}>"  # a traceback or a log must never show a person

    @property
    def blank(self) -> bool:
        """Nothing was written on this line."""
        return not (self.unreadable or self.identity or self.given_name or self.family_name or self.birth)


@dataclass(frozen=True)
class Read:
    """What was understood: the person's key, the day of birth, and a sentence for each field that makes no sense."""

    written: Written
    key: bytes | None = None
    birthday: Birthday | None = None
    problems: Mapping[str, Sentence] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<Read {self.written.number}>"


def read(written: Written) -> Read:
    """Understand one line; never raises."""
    problems: dict[str, Sentence] = {}
    key = birthday = None
    if written.unreadable:
        return Read(written)
    try:
        key = person_key(compact(written.identity))
    except ValidationError as error:
        problems["identity"] = error.message
    if not (written.given_name.strip() and written.family_name.strip()):
        problems["given_name"] = _("Both names are needed. Mark the line as unreadable if they cannot be read.")
    if written.birth.strip():
        try:
            birthday = birthdays.read(written.birth)
        except ValidationError as error:
            problems["birth"] = error.message
    return Read(written, key, birthday, problems)
