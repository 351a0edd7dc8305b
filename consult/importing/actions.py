"""The only writers of texts on their way in."""

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from accounts.refusals import AlreadyDone, Refused, Sentence
from consult.importing.models import Import
from consult.importing.rules import agencies_of
from consult.texts import sources, store
from consult.texts.kinds import Kind
from consult.texts.models import Law, Provision, TextVersion
from consult.texts.reading import Node


@dataclass(frozen=True)
class Name:
    """What a new law is called. `year_be` is a year of the Buddhist Era."""

    title: str
    title_en: str
    year_be: int
    status: str


def start(*, by: User, agency: Agency, name: str, form: str, words: str) -> Import:
    """Keep the words of a file as a draft. Raises PermissionDenied, Unreadable for a text longer than any law."""
    _require(by, agency)
    words = sources.clipped(words).replace("\0", "")
    return Import.objects.create(by=by, agency=agency, name=name[:200], form=form, words=words)


def keep_unreadable(*, by: User, agency: Agency, name: str, problem: Sentence) -> Import:
    """Keep that a file was sent and why it could not be read, so that somebody can go on. Raises PermissionDenied."""
    _require(by, agency)
    in_thai, in_english = (_said(problem, language) for language in ("th", "en"))
    form = Import.Form.PDF if name.lower().endswith(".pdf") else Import.Form.DOCX
    return Import.objects.create(
        by=by, agency=agency, name=name[:200], form=form, problem=in_thai, problem_en=in_english
    )


def _said(problem: Sentence, language: str) -> str:
    with translation.override(language):
        return str(problem)[:300]


def correct(*, by: User, draft: Import, words: str) -> Import:
    """Keep the words as an officer has corrected them. Raises AlreadyDone when they have become a version."""
    _require(by, draft.agency)
    _unfinished(draft)
    draft.words = sources.clipped(words).replace("\0", "")
    draft.problem = draft.problem_en = ""
    draft.save(update_fields=["words", "problem", "problem_en"])
    draft.__dict__.pop("reading", None)
    return draft


@transaction.atomic
def make_version(
    *, by: User, draft: Import, label: str, law: Law | None = None, name: Name | None = None
) -> TextVersion:
    """The draft becomes the next version, in preparation, of `law`, or the first one of a new law.

    Raises Refused while a section is missing, stands twice or has no possible number, AlreadyDone when another version
    is in preparation.
    """
    _require(by, draft.agency)
    draft = Import.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    _unfinished(draft)
    nodes, report = draft.reading
    if draft.problem:
        raise Refused(_("There is no text yet. Paste it first."), next_url=draft.get_absolute_url())
    if report.problems:
        raise Refused(
            _("Some sections cannot be told apart yet. Correct the text first."), next_url=draft.get_absolute_url()
        )
    _require_room(nodes)
    law = law or _new_law(draft.agency, name)
    if law.agency_id != draft.agency_id:
        raise PermissionDenied
    Law.objects.select_for_update().get(pk=law.pk)
    if law.versions.filter(published_at=None).exists():
        raise AlreadyDone(_("Another version is being prepared already."))
    draft.version = store.store(law=law, label=label, nodes=nodes)
    draft.save(update_fields=["version"])
    return draft.version


def drop(*, by: User, draft: Import) -> None:
    """Throw a draft away that has not become a version."""
    _require(by, draft.agency)
    _unfinished(draft)
    draft.delete()


def counted(draft: Import) -> dict[str, int]:
    """How many provisions of each kind were read."""
    nodes, _report = draft.reading
    counts: Counter[str] = Counter()
    level = list(nodes)
    while level:
        counts.update(node.kind for node in level)
        level = [child for node in level for child in node.children]
    return {str(kind.label): counts[kind] for kind in Kind if counts[kind]}


def _require_room(nodes: Sequence[Node]) -> None:
    """Numbers and headings fit where they are kept. Raises Refused with the first that does not."""
    for node in nodes:
        if any(len(getattr(node, name)) > _room(name) for name in ("eid", "label", "heading")):
            raise Refused(
                _("This number or heading is too long to be one: “%(words)s…”. Correct the text first.")
                % {"words": (node.heading or node.label)[:40]}
            )
        _require_room(node.children)


def _room(name: str) -> int:
    return int(getattr(Provision._meta.get_field(name), "max_length", 0))


def _new_law(agency: Agency, name: Name | None) -> Law:
    assert name is not None  # noqa: S101  (the form asks for either)
    return Law.objects.create(
        slug=f"law-{secrets.token_hex(4)}", title=name.title, title_en=name.title_en, year_be=name.year_be,
        status=name.status, agency=agency,
    )  # fmt: skip


def _unfinished(draft: Import) -> None:
    if draft.version_id:
        raise AlreadyDone(_("This text has become a version of a law already."), next_url=draft.get_absolute_url())


def _require(user: User, agency: Agency) -> None:
    if not agencies_of(user).filter(pk=agency.pk).exists():
        raise PermissionDenied
