"""Official content comes in pairs of fields: Thai required, English optional."""

from django.utils.translation import get_language


def in_language(thing: object, field: str) -> str:
    """`thing.<field>` for Thai readers; for English readers `thing.<field>_en` where it is filled."""
    thai: str = getattr(thing, field)
    if (get_language() or "th").startswith("th"):
        return thai
    return getattr(thing, f"{field}_en") or thai
