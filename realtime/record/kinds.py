"""What kinds of entries are called on the page: each app names its own."""

from collections.abc import Mapping

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def register(labels: Mapping[str, str | Promise]) -> None:
    """Name kinds of entries, like `{"petition.signature": _("Signature on a petition")}` (from the app's `ready`)."""
    _labels.update(labels)


def label(kind: str) -> str | Promise:
    """What a kind is called; its code when nobody named it."""
    return _labels.get(kind, kind)
