"""The only writers of versions in preparation and of plain words: officers' verbs."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.refusals import AlreadyDone, Closed, Refused, Stale
from consult.texts import carrying, rules, store, writing
from consult.texts.carrying import Tree
from consult.texts.kinds import COMMENTED, Kind
from consult.texts.models import HEADINGS, Explanation, Law, Provision, TextVersion
from consult.texts.numbers import THAI, token
from consult.texts.reading import address
from realtime.record import append, canonical
from realtime.record.append import Receipt


@dataclass(frozen=True)
class Written:
    """What an officer wrote for a section. `seen` is the fingerprint of the words that stood in the form before."""

    words: str
    number: str = ""
    seen: str = ""


@transaction.atomic
def start_version(*, by: User, law: Law, label: str) -> TextVersion:
    """A new version to be changed, with the text of the newest published one.

    Raises PermissionDenied for others than the agency's officers, AlreadyDone while another is in preparation.
    """
    _require(rules.may_prepare(by, law))
    Law.objects.select_for_update().get(pk=law.pk)
    if law.versions.filter(published_at=None).exists():
        raise AlreadyDone(_("Another version is being prepared already."))
    newest = law.versions.filter(published_at__isnull=False).order_by("-number").first()
    if newest is None:
        raise Closed(_("This law has no published version to start from."))
    return writing.copy(newest, label=label)


@transaction.atomic
def change_section(*, by: User, section: Provision, written: Written) -> Provision:
    """Give a section other words (and, if `number` is given, another number).

    Raises Stale when somebody else has changed it since the form was opened.
    """
    section = locked(by, section)
    if written.seen and written.seen != fingerprint_of(section):
        raise Stale(_("Somebody else has changed this section meanwhile. Your words are below: compare and try again."))
    if section.kind == Kind.SECTION and written.number:
        _renumber(section, written.number)
    writing.rewrite(section, words=written.words)
    return section


@transaction.atomic
def add_section(*, by: User, version: TextVersion, after: Provision, written: Written) -> Provision:
    """Put a new section after another one. Raises Refused for a number that is taken."""
    after = locked(by, after)
    eid, label = numbered(version, written.number)
    last = version.provisions.order_by("-position").values_list("position", flat=True)[0]
    section = Provision.objects.create(
        version=version, parent=after.parent, kind=Kind.SECTION, eid=eid, label=label, position=last + 1
    )
    writing.rewrite(section, words=written.words)
    writing.put_in_order(version, section, after)
    return section


@transaction.atomic
def change_heading(*, by: User, heading: Provision, number: str, words: str) -> Provision:
    """Give a book, title, chapter or part other words, and another number if it has one.

    Raises Refused for what is no number or is taken. The headings inside move to the new address.
    """
    heading = locked(by, heading, HEADINGS)
    inner = list(heading.version.provisions.filter(eid__startswith=f"{heading.eid}__"))
    old = heading.eid
    if heading.label and number:
        if not token(number):
            raise Refused(_("Type the number of the heading, in Thai or Arabic digits."))
        heading.eid = f"{old.rpartition('_')[0]}_{token(number)}"
        heading.label = f"{heading.label.split()[0]} {number.strip().translate(THAI)}"
    if heading.eid != old and heading.version.provisions.filter(eid=heading.eid).exists():
        raise Refused(_("There is a heading with this number already."))
    heading.heading = " ".join(words.split())
    heading.save(update_fields=["eid", "label", "heading"])
    for row in inner:
        row.eid = f"{heading.eid}{row.eid.removeprefix(old)}"
    Provision.objects.bulk_update(inner, ["eid"])
    return heading


@transaction.atomic
def remove_section(*, by: User, section: Provision) -> None:
    """Take a section out of a version in preparation."""
    writing.remove(locked(by, section))


@transaction.atomic
def correct_match(*, by: User, section: Provision, earlier: Provision | None) -> None:
    """Say which section of the earlier version this one is; None: it is a new one.

    Raises Refused for a section of another version than the one this is based on. Whoever held that identity
    in this version becomes new.
    """
    section = locked(by, section)
    if earlier is not None and earlier.version_id != section.version.based_on_id:
        raise Refused(_("Choose a section of the version that this one is based on."))
    _loosen(section)
    if earlier is not None:
        for holder in section.version.provisions.filter(identity=earlier.identity):
            _loosen(holder)
        old, new = Tree(earlier.version), Tree(section.version)
        inner = [found for found in carrying.joined(old, new, [earlier], [section]) if found[0].pk != section.pk]
        carrying.write([(section, earlier.identity, Provision.Matched.OFFICER), *inner])
    else:
        carrying.write([(section, uuid.uuid4(), Provision.Matched.OFFICER)])


@transaction.atomic
def publish_version(*, by: User, version: TextVersion) -> Receipt:
    """Publish a version without a further hearing: it freezes, and the record says so.

    Raises PermissionDenied for anyone but the head of the agency, AlreadyDone for a published one.
    """
    version = TextVersion.objects.select_for_update(of=("self",)).select_related("law__agency").get(pk=version.pk)
    _require(rules.may_publish(by, version.law))
    if version.published_at is not None:
        raise AlreadyDone(_("This version is published already."), next_url=version.law.get_absolute_url())
    version = store.freeze(version)
    body = {"version": version.number, "label": version.label, "text": version.fingerprint}
    return append.append("text.published", f"law/{version.law.slug}", body)


def describe(*, by: User, law: Law, plain: str, plain_en: str) -> None:
    """Say in plain words what the law is about, in both languages."""
    _require(rules.may_prepare(by, law))
    Law.objects.filter(pk=law.pk).update(plain=plain, plain_en=plain_en)


def explain(*, by: User, law: Law, identity: uuid.UUID, text: str, text_en: str) -> None:
    """Say in plain words what a section means; it follows the section through the versions."""
    _require(rules.may_prepare(by, law))
    words = {"text": text, "text_en": text_en, "by": by}
    Explanation.objects.update_or_create(law=law, identity=identity, defaults=words)


def require_in_preparation(*, by: User, section: Provision) -> None:
    """Lock the version of `section`. Raises PermissionDenied, or Closed when it is published."""
    locked(by, section)


def words_of(section: Provision) -> str:
    """The words of a section, one line for each paragraph and item."""
    return Tree(section.version).words(section)


def fingerprint_of(section: Provision) -> str:
    """The fingerprint of its words and number: what a form has seen."""
    return canonical.text_fingerprint(f"{section.label}\n{words_of(section)}")


def locked(by: User, section: Provision, kinds: Sequence[Kind] = COMMENTED) -> Provision:
    """The section of a version in preparation, the version locked. Raises Closed for a published one."""
    version = TextVersion.objects.select_for_update(of=("self",)).select_related("law__agency", "based_on")
    found = version.get(pk=section.version_id)
    _require(rules.may_prepare(by, found.law))
    if found.published_at is not None:
        raise Closed(_("This text is published and frozen. Make a new version instead."))
    locked = Provision.objects.filter(version=found, kind__in=kinds, pk=section.pk).first()
    if locked is None:
        raise Stale(_("Somebody else has changed this version meanwhile. Open it again."))
    locked.version = found
    return locked


def numbered(version: TextVersion, number: str) -> tuple[str, str]:
    """Address and label of a section with this number. Raises Refused for what is no number or is taken."""
    eid = address(number)
    if not eid:
        raise Refused(_("Type the number of a section, in Thai or Arabic digits."))
    if version.provisions.filter(eid=eid).exists():
        raise Refused(_("There is a section with this number already."))
    return eid, f"มาตรา {number.replace('มาตรา', '').strip().translate(THAI)}"


def _renumber(section: Provision, number: str) -> None:
    if address(number) != section.eid:
        section.eid, section.label = numbered(section.version, number)
        section.save(update_fields=["eid", "label"])


def _loosen(holder: Provision) -> None:
    """Make a provision and what is inside new ones."""
    rows = [holder, *Provision.objects.filter(parent=holder), *Provision.objects.filter(parent__parent=holder)]
    carrying.write([(row, uuid.uuid4(), "") for row in rows])


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied
