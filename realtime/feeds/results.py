"""What a process comes to, as two kinds of JSON: `refs` that hardly change, and `records` that do.

Status words are those of NIST SP 1500-100. An app registers each kind of its processes once, in `exports.py`:

    results.register("petition", standing)      # standing(public_id) -> Standing | None (not published)

The records are the live figures of the topic `<kind>.<public_id>`, one for each figure; with `?since=<sequence>`
only those that have changed after it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.conf import settings

from accounts.refusals import Sentence
from realtime.feeds.catalogue import CC_BY, Subject
from realtime.live import topics
from realtime.live.models import Snapshot
from realtime.record.models import Checkpoint

type Status = Literal["pre-election", "unofficial-partial", "unofficial-complete", "certified", "recount", "correction"]
STATUSES = ("pre-election", "unofficial-partial", "unofficial-complete", "certified", "recount", "correction")
VERSION = "0.1.0"  # of this software; a test holds it to pyproject.toml

type Value = int | float | str | bool | None


@dataclass(frozen=True)
class Headline:
    """A whole number among the live figures that people want to see large, with its name and goal."""

    figure: str
    name: Sentence
    goal: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where a published process stands, and how it is counted.

    `method` holds every parameter of the count; `things` what the ids in the figures stand for (projects, parts).
    """

    subject: Subject
    status: Status
    is_test: bool
    method: Mapping[str, Any]
    rules_sha256: str = ""
    things: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    headlines: Sequence[Headline] = ()


_kinds: dict[str, Callable[[str], Standing | None]] = {}


def register(kind: str, standing: Callable[[str], Standing | None]) -> None:
    """Publish the results of a kind of process."""
    _kinds[kind] = standing


def kinds() -> list[str]:
    """Every kind with results."""
    return list(_kinds)


def standing(kind: str, public_id: str) -> Standing | None:
    """Where one process stands; None when there is no such process or it is not published."""
    find = _kinds.get(kind)
    return find(public_id) if find else None


def refs(kind: str, now: Standing) -> dict[str, Any]:
    """What hardly changes: names, method, what the ids stand for."""
    subject = now.subject
    return {
        "type": "refs",
        "subject": f"{kind}/{subject.public_id}",
        "title": subject.title,
        "title_en": subject.title_en or None,
        "agency": subject.agency or None,
        "url": settings.SITE_URL + subject.url if subject.url else None,
        "licence": CC_BY.url,
        "is_test": now.is_test,
        "counting_method": dict(now.method),
        "rules_sha256": now.rules_sha256 or None,
        "things": [dict(thing) for thing in now.things],
        "records": _address(kind, subject.public_id, "records"),
    }


def records(kind: str, now: Standing, since: int | None = None) -> dict[str, Any]:
    """What changes: one record for each figure, those that have changed after `since`. Two queries."""
    public_id = now.subject.public_id
    topic = f"{kind}.{public_id}"
    row = Snapshot.objects.filter(topic=topic).first() or Snapshot(figures=topics.figures(topic) or {})
    checkpoint = Checkpoint.objects.filter(size=row.record_size).first()
    found = [
        {"id": name, "value": value, "sequence": row.changed.get(top, 0)}
        for top, name, value in _flat(row.figures)
        if since is None or row.changed.get(top, 0) > since
    ]
    return {
        "type": "records",
        "subject": f"{kind}/{public_id}",
        "status": now.status,
        "is_test": now.is_test,
        "sequence": row.sequence,
        "generated_at": row.generated_at.isoformat() if row.generated_at else None,
        "record_size": row.record_size,
        "input_sha256": bytes(checkpoint.root).hex() if checkpoint else None,
        "counting_method": dict(now.method),
        "software_version": VERSION,
        "licence": CC_BY.url,
        "records": found,
        "refs": _address(kind, public_id, "refs"),
        "next": f"{_address(kind, public_id, 'records')}?since={row.sequence}",
    }


def _flat(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, Value]]:
    """Every figure with the top name under which its changes are kept; those inside others by a path with dots."""
    for top, value in figures.items():
        waiting: list[tuple[str, Any]] = [(top, value)]
        while waiting:
            name, found = waiting.pop()
            if isinstance(found, Mapping):
                waiting += [(f"{name}.{key}", inner) for key, inner in reversed([*found.items()])]
            elif not isinstance(found, list):
                yield top, name, found


def _address(kind: str, public_id: str, what: str) -> str:
    return f"{settings.SITE_URL}/open/results/{kind}/{public_id}.{what}.json"
