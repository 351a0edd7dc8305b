"""Changing the shape of a version in preparation: provisions joined, divided, moved, renamed. Officers' verbs."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import Refused, Stale
from consult.texts import actions, writing
from consult.texts.actions import Written
from consult.texts.kinds import COMMENTED, Kind
from consult.texts.models import HEADINGS, Provision

# What a provision that was read wrongly may really be; the address and label that go with each.
UNNUMBERED = {Kind.PREAMBLE: "คำปรารภ", Kind.TRANSITIONAL: "บทเฉพาะกาล", Kind.NOTE: "หมายเหตุ"}
MAY_BECOME = (Kind.SECTION, *UNNUMBERED)


@transaction.atomic
def merge(*, by: User, section: Provision, seen: str = "") -> Provision:
    """Join a section to the one before it, as its last paragraphs. Returns the one before.

    Raises Refused for the first one, Stale when somebody else has changed it meanwhile.
    """
    section = actions.locked(by, section)
    _require_seen(section, seen)
    before = previous(section)
    if before is None:
        raise Refused(_("Nothing stands before it that it could be joined to."))
    before.version = section.version
    words = "\n".join(filter(None, (actions.words_of(before), actions.words_of(section))))
    writing.remove(section)
    writing.rewrite(before, words=words)
    return before


@transaction.atomic
def split(*, by: User, section: Provision, line: int, written: Written) -> Provision:
    """Make a new section, with the number `written.number`, of the words from line `line` on (the first is 1).

    Returns the new section. Raises Refused for a number that is taken or a line that leaves one of both empty,
    Stale when somebody else has changed it meanwhile.
    """
    section = actions.locked(by, section)
    _require_seen(section, written.seen)
    lines = actions.words_of(section).split("\n")
    if not 1 < line <= len(lines):
        raise Refused(_("Choose a line after the first one: both sections need words."))
    made = actions.add_section(
        by=by, version=section.version, after=section, written=Written("\n".join(lines[line - 1 :]), written.number)
    )
    writing.rewrite(section, words="\n".join(lines[: line - 1]))
    return made


@transaction.atomic
def move(*, by: User, section: Provision, after: Provision) -> Provision:
    """Put a section after another one, or first under a heading. Its number stays as it is.

    Raises Refused for a place inside itself or in another version.
    """
    section = actions.locked(by, section)
    after = actions.locked(by, after, (*COMMENTED, *HEADINGS))
    if after.version_id != section.version_id or after.pk == section.pk:
        raise Refused(_("Choose another place."))
    heading = after.kind in HEADINGS
    section.parent = after if heading else after.parent
    section.save(update_fields=["parent"])
    writing.put_in_order(section.version, section, after, first_inside=heading)
    return section


@transaction.atomic
def change_kind(*, by: User, section: Provision, kind: str, number: str = "", seen: str = "") -> Provision:
    """Say what a provision really is: a section with a number, or the preamble, transitional provisions or a note.

    Raises Refused for a number or a part that is there already, Stale as `merge` does.
    """
    section = actions.locked(by, section)
    _require_seen(section, seen)
    if kind not in MAY_BECOME:
        raise PermissionDenied
    words = actions.words_of(section)
    if kind == Kind.SECTION:
        section.eid, section.label = actions.numbered(section.version, number)
    elif section.version.provisions.exclude(pk=section.pk).filter(eid=kind).exists():
        raise Refused(_("The text has one of these already."))
    else:
        section.eid, section.label = str(kind), UNNUMBERED[Kind(kind)]
    section.kind = Kind(kind)
    section.save(update_fields=["eid", "label", "kind"])
    writing.rewrite(section, words=words)
    return section


def previous(section: Provision) -> Provision | None:
    """What people comment on that stands right before it; None for the first. One query."""
    earlier = section.version.provisions.commented().filter(position__lt=section.position)
    return earlier.last()


def places(section: Provision) -> list[Provision]:
    """Where it can be moved: after any other section, or under any heading. One query."""
    return list(section.version.provisions.outline().exclude(pk=section.pk))


def _require_seen(section: Provision, seen: str) -> None:
    if seen and seen != actions.fingerprint_of(section):
        raise Stale(_("Somebody else has changed this section meanwhile. Open it again."))
