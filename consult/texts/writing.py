"""Changing a version that is not published: the tree of provisions stays in order. Only `actions` calls this."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import F, Max

from consult.texts.carrying import INSIDE, Tree, carry_inside
from consult.texts.models import Provision, TextVersion
from consult.texts.reading import Node, inside

FAR = 1_000_000  # beyond every place: rows stand there while their order is made
_ORDER = """
UPDATE texts_provision SET position = found.place
FROM unnest(%s::bigint[]) WITH ORDINALITY AS found(id, place) WHERE texts_provision.id = found.id
"""


def copy(version: TextVersion, *, label: str) -> TextVersion:
    """The next version of the law, with the same provisions under the same identities."""
    last = version.law.versions.aggregate(last=Max("number"))["last"]
    made = TextVersion.objects.create(law=version.law, number=last + 1, label=label, based_on=version)
    rows = list(version.provisions.order_by("position"))
    copied: dict[int, Provision] = {}
    level = [row for row in rows if row.parent_id is None]
    while level:
        new = Provision.objects.bulk_create([_same(row, made, copied) for row in level])
        copied |= {row.pk: one for row, one in zip(level, new, strict=True)}
        above = {row.pk for row in level}
        level = [row for row in rows if row.parent_id in above]
    return made


def rewrite(section: Provision, *, words: str) -> None:
    """Give `section` other words: its paragraphs and items are made anew, and matched with the earlier version's."""
    for inner in (Provision.objects.filter(parent__parent=section), Provision.objects.filter(parent=section)):
        inner.filter(kind__in=INSIDE).delete()
    if section.text:
        section.text = ""
        section.save(update_fields=["text"])
    _put(section, inside(words, section.eid))
    put_in_order(section.version)
    carry_inside(section)


def put_in_order(
    version: TextVersion, last: Provision | None = None, after: Provision | None = None, *, first_inside: bool = False
) -> None:
    """Number the places of all provisions in reading order; `last` is moved to stand right after `after`.

    With `first_inside` it is the first thing inside `after`, of which it is a child already.
    """
    tree = Tree(version)
    moved = [last] if last is not None and after is not None else []
    ordered: list[int] = []

    def walk(row: Provision) -> None:
        here = [last] if last is not None and row == after else []
        ordered.append(row.pk)
        for one in [*(here if first_inside else []), *(row for row in tree.inside(row) if row not in moved)]:
            walk(one)
        for one in [] if first_inside else here:
            walk(one)

    for row in tree.rows:
        if row.parent_id is None and row not in moved:
            walk(row)
    version.provisions.update(position=F("position") + FAR)
    with connection.cursor() as cursor:
        cursor.execute(_ORDER, [ordered])


def remove(section: Provision) -> None:
    """Take a section with everything inside out of its version."""
    Provision.objects.filter(parent__parent=section).delete()
    Provision.objects.filter(parent=section).delete()
    section.delete()


def _same(row: Provision, made: TextVersion, copied: dict[int, Provision]) -> Provision:
    return Provision(
        version=made, parent=copied[row.parent_id] if row.parent_id else None, identity=row.identity, kind=row.kind,
        eid=row.eid, label=row.label, heading=row.heading, text=row.text, position=row.position,
        matched=Provision.Matched.IDENTITY,
    )  # fmt: skip


def _put(above: Provision, nodes: Sequence[Node]) -> None:
    place = above.version.provisions.aggregate(last=Max("position"))["last"] + FAR
    for node in nodes:
        place += 1
        made = Provision.objects.create(
            version=above.version, parent=above, kind=node.kind, eid=node.eid, label=node.label, text=node.text,
            position=place,
        )  # fmt: skip
        _put(made, node.children)
