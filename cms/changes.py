"""What has changed in a page since somebody last looked at it: field by field, word by word, in Thai words too."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField
from django.utils.html import strip_tags
from django.utils.text import capfirst
from wagtail.models import Page, TaskState

from cms import words

AROUND = 80  # characters shown of what stays, on either side of a change
_SKIPPED = {field.name for field in Page._meta.get_fields()} - {"title", "slug"}


@dataclass(frozen=True)
class Piece:
    """A stretch of words: "same", "gone" or "new"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One field that reads differently now."""

    label: str
    pieces: list[Piece]


def since(task_state: TaskState) -> tuple[Page | None, Any]:
    """The text that was looked at last, and when: what was sent back before, or else what is published now."""
    decided = task_state.workflow_state.task_states.exclude(pk=task_state.pk).filter(
        status=TaskState.STATUS_REJECTED, pk__lt=task_state.pk
    )
    last = decided.select_related("revision").order_by("-pk").first()
    if last:
        return last.revision.as_object(), last.finished_at
    page = task_state.workflow_state.content_object.specific
    return (page, page.last_published_at) if page.live else (None, None)


def between(old: Page, new: Page) -> list[Change]:
    """The fields of `new` that read differently from `old`, in the order of the form."""
    found = []
    for field in type(new)._meta.concrete_fields:
        if field.name in _SKIPPED or not field.editable or field.auto_created:
            continue
        before, after = _words(old, field), _words(new, field)
        if before != after:
            found.append(Change(capfirst(str(field.verbose_name)), list(compare(before, after))))
    return found


def compare(before: str, after: str) -> Iterator[Piece]:
    """The pieces of both texts in reading order; long stretches that stay are shortened."""
    old, new = words.pieces(before), words.pieces(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (step, from_old, to_old, from_new, to_new) in enumerate(steps):
        gone, come = "".join(old[from_old:to_old]), "".join(new[from_new:to_new])
        if step == "equal":
            yield Piece("same", _shortened(gone, first=number == 0, last=number == len(steps) - 1))
            continue
        if gone:
            yield Piece("gone", gone)
        if come:
            yield Piece("new", come)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    head, tail = "" if first else text[:AROUND], "" if last else text[-AROUND:]
    return text if len(text) <= len(head) + len(tail) + 10 else f"{head} … {tail}"


def _words(page: Page, field: "Field[Any, Any]") -> str:
    """What a reader sees of one field."""
    if isinstance(field, ManyToManyField):
        return ""
    if isinstance(field, ForeignKey):
        return str(getattr(page, field.name) or "")
    shown = getattr(page, f"get_{field.name}_display", None)
    value = shown() if callable(shown) else getattr(page, field.name)
    if value in (None, ""):
        return ""
    return strip_tags(str(value).replace("</", " </")).strip()
