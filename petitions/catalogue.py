"""Every kind there is: presets, what authorities made themselves, and what is stamped on a petition."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps

from petitions.kinds import PetitionKind
from petitions.presets import KINDS


def find(code: str) -> PetitionKind:
    """The kind of this code in the version in force. Raises KeyError for none."""
    if code in KINDS:
        return KINDS[code]
    own = apps.get_model("petitions", "OwnKind").objects.in_force().filter(code=code).first()
    if own is None:
        raise KeyError(code)
    kind: PetitionKind = own.kind
    return kind


def all_kinds() -> list[PetitionKind]:
    """Presets first, then those of authorities by code. One query."""
    own = apps.get_model("petitions", "OwnKind").objects.in_force().order_by("code")
    return [*KINDS.values(), *(row.kind for row in own)]


def stamped(code: str, rules: Mapping[str, Any] | None) -> PetitionKind:
    """The kind as it was when collecting started; before that, the version in force."""
    return PetitionKind.from_json(rules["definition"]) if rules and "definition" in rules else find(code)
