"""The divisions of a version in preparation (ภาค ลักษณะ หมวด ส่วนที่ บทที่): made, changed in level, moved, removed.

A law is read as one line of headings and sections. A heading holds what follows it up to the next heading that is as
wide or wider; so each verb changes the line, and the tree and the addresses of headings are made anew from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refused
from consult.texts import actions, outline
from consult.texts.kinds import COMMENTED, Kind
from consult.texts.models import HEADINGS, Provision, TextVersion
from consult.texts.numbers import THAI, token
from consult.texts.writing import FAR

LEVELS = [word for word, _kind, _prefix in outline.HEADINGS]  # from the widest to the narrowest
AMENDING = "amd_"  # addresses of what is left of amending Acts, printed below the law
_PLACE = """
UPDATE texts_provision SET position = found.place, parent_id = found.parent, eid = found.eid
FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) WITH ORDINALITY AS found(id, parent, eid, place)
WHERE texts_provision.id = found.id
"""


@dataclass(frozen=True)
class Division:
    """What an officer writes for a heading: its level (a word of LEVELS), its number, what it is called."""

    level: str
    number: str
    words: str = ""


@transaction.atomic
def make(*, by: User, before: Provision, division: Division) -> Provision:
    """Put a new heading before a section or heading. Raises Refused for what is no number, or is there already."""
    before = _locked(by, before)
    version = before.version
    _word, kind, _prefix = outline.HEADINGS[_rank(division.level)]
    last = version.provisions.order_by("-position").values_list("position", flat=True)[0]
    made = Provision.objects.create(
        version=version, kind=kind, eid=f"new_{before.pk}", label=_label(division),
        heading=" ".join(division.words.split()), position=last + 1,
    )  # fmt: skip
    _arrange(version, _with(_line(version, made), made, before))
    made.refresh_from_db()
    return made


@transaction.atomic
def change_level(*, by: User, heading: Provision, division: Division) -> Provision:
    """Make a chapter a part, and so on. Raises Refused as `make`."""
    heading = _locked(by, heading, HEADINGS)
    _word, kind, _prefix = outline.HEADINGS[_rank(division.level)]
    heading.kind, heading.label = kind, _label(division)
    heading.save(update_fields=["kind", "label"])
    _arrange(heading.version, _line(heading.version))
    heading.refresh_from_db()
    return heading


@transaction.atomic
def move(*, by: User, heading: Provision, before: Provision) -> Provision:
    """Let a heading begin before another section or heading. Only the heading moves. Raises Refused for no place."""
    heading, before = _locked(by, heading, HEADINGS), _locked(by, before)
    if heading.pk == before.pk or heading.version_id != before.version_id:
        raise Refused(_("Choose another place."))
    _arrange(heading.version, _with(_line(heading.version, heading), heading, before))
    heading.refresh_from_db()
    return heading


@transaction.atomic
def remove(*, by: User, heading: Provision) -> None:
    """Take a heading away; what stood under it belongs to the heading before. No section is lost."""
    heading = _locked(by, heading, HEADINGS)
    heading.version.provisions.filter(parent=heading).update(parent=None)
    rest = _line(heading.version, heading)
    heading.delete()
    _arrange(heading.version, rest)


def places(version: TextVersion, but: Provision | None = None) -> list[Provision]:
    """Before what a heading may begin, in order. One query."""
    return [row for row in _line(version, but) if row.kind != Kind.PREAMBLE and not row.eid.startswith(AMENDING)]


def level_of(heading: Provision) -> str:
    """The word of its level: หมวด."""
    return LEVELS[_rank_of(heading)]


def _locked(by: User, row: Provision, kinds: Sequence[Kind] = (*COMMENTED, *HEADINGS)) -> Provision:
    if row.eid.startswith(AMENDING):
        raise Refused(_("What is left of an amending Act stays as it was published."))
    return actions.locked(by, row, kinds)


def _label(division: Division) -> str:
    if not token(division.number):
        raise Refused(_("Type the number of the heading, in Thai or Arabic digits."))
    return f"{division.level} {division.number.strip().translate(THAI)}"


def _rank(level: str) -> int:
    if level not in LEVELS:
        raise Refused(_("Choose a level from the list."))
    return LEVELS.index(level)


def _rank_of(heading: Provision) -> int:
    """By the word of its label; by its kind where that says nothing."""
    word = heading.label.split(" ")[0]
    kinds = [kind for _word, kind, _prefix in outline.HEADINGS]
    return LEVELS.index(word) if word in LEVELS else kinds.index(Kind(heading.kind))


def _line(version: TextVersion, but: Provision | None = None) -> list[Provision]:
    return [row for row in version.provisions.outline() if but is None or row.pk != but.pk]


def _with(line: list[Provision], heading: Provision, before: Provision) -> list[Provision]:
    at = next(place for place, row in enumerate(line) if row.pk == before.pk)
    return [*line[:at], heading, *line[at:]]


def _arrange(version: TextVersion, line: Sequence[Provision]) -> None:
    """Make tree, order and addresses of headings from the line. Raises Refused for two headings of one number."""
    above: list[Provision] = []
    for row in line:
        if row.eid.startswith(AMENDING):
            continue
        if row.kind in HEADINGS:
            rank = _rank_of(row)
            above = [one for one in above if one.kind != Kind.TRANSITIONAL and _rank_of(one) < rank]
            row.parent = above[-1] if above else None
            row.eid = f"{f'{row.parent.eid}__' if row.parent else ''}{outline.HEADINGS[rank][2]}_{_number(row)}"
            above.append(row)
        elif row.kind == Kind.SECTION:
            row.parent = above[-1] if above else None
        else:
            row.parent = None
            above = [row] if row.kind == Kind.TRANSITIONAL else above
    if len({row.eid for row in line}) < len(line):
        raise Refused(_("There is a heading with this number already."))
    _place(version, line)


def _number(heading: Provision) -> str:
    return token(heading.label.split(" ", 1)[-1]) or heading.eid.rpartition("_")[2]


def _place(version: TextVersion, line: Sequence[Provision]) -> None:
    """Write the line: each row is followed by its own paragraphs and items, as they stood."""
    own: dict[int, list[Provision]] = {}
    last = 0
    shown = {row.pk for row in line}
    for row in version.provisions.order_by("position"):
        last = row.pk if row.pk in shown else last
        own.setdefault(last, []).extend([] if row.pk in shown else [row])
    ordered = [one for row in line for one in (row, *own.get(row.pk, []))]
    headings = version.provisions.filter(kind__in=HEADINGS)
    headings.update(eid=Concat(Value("~"), Cast("pk", CharField())))  # out of each other's way
    version.provisions.update(position=F("position") + FAR)
    with connection.cursor() as cursor:
        cursor.execute(
            _PLACE, [[row.pk for row in ordered], [row.parent_id for row in ordered], [row.eid for row in ordered]]
        )
