"""Writing a text that was read into a version, and freezing it."""

from collections.abc import Callable, Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from consult.texts.carrying import carry
from consult.texts.models import Law, Provision, TextVersion
from consult.texts.reading import Node
from realtime.record import canonical


@transaction.atomic
def store(*, law: Law, label: str, nodes: Sequence[Node]) -> TextVersion:
    """A new version of `law` with these provisions, not yet published. Sections of the last one keep their identity."""
    last = law.versions.order_by("-number").first()
    version = TextVersion.objects.create(law=law, number=last.number + 1 if last else 1, label=label)
    above: dict[str, Provision] = {}
    for level in _levels(nodes):
        rows = [_provision(version, node, position, above.get(parent)) for node, position, parent in level]
        above |= {row.eid: row for row in Provision.objects.bulk_create(rows)}
    if last:
        carry(version, last)
    return version


type Frozen = Callable[[TextVersion], None]
_told: list[Frozen] = []


def when_frozen(function: Frozen) -> None:
    """Have `function` called, in the same transaction, for every version that is published (from an app's `ready`)."""
    _told.append(function)


@transaction.atomic
def freeze(version: TextVersion) -> TextVersion:
    """Publish the version: from now on neither its words nor its order change. Safe to repeat."""
    if version.published_at is None:
        version.fingerprint = fingerprint(version)
        version.published_at = timezone.now()
        version.save(update_fields=["fingerprint", "published_at"])
        for tell in _told:
            tell(version)
    return version


def fingerprint(version: TextVersion) -> str:
    """Hexadecimal SHA-256 of the canonical text (RFC 8785): address, label, heading and words in order."""
    rows = version.provisions.order_by("position").values_list("eid", "kind", "label", "heading", "text")
    return canonical.fingerprint([list(row) for row in rows])


def _provision(version: TextVersion, node: Node, position: int, parent: Provision | None) -> Provision:
    return Provision(
        version=version, parent=parent, kind=node.kind, eid=node.eid, label=node.label, text=node.text,
        heading=node.heading, position=position,
    )  # fmt: skip


def _levels(nodes: Sequence[Node]) -> Iterator[list[tuple[Node, int, str]]]:
    """Nodes level by level with their place in reading order and the address of their parent."""
    ordered = list(_walk(nodes, "", 0))
    places = [(node, place, parent, depth) for place, (node, parent, depth) in enumerate(ordered)]
    for depth in range(max((entry[3] for entry in places), default=-1) + 1):
        yield [(node, place, parent) for node, place, parent, level in places if level == depth]


def _walk(nodes: Sequence[Node], parent: str, depth: int) -> Iterator[tuple[Node, str, int]]:
    for node in nodes:
        yield node, parent, depth
        yield from _walk(node.children, node.eid, depth + 1)
