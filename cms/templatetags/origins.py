"""`{% begun_from "hearing" public_id %}`: what a process was begun from, as links."""

from typing import Any

from django import template

from cms import origins

register = template.Library()


@register.inclusion_tag("cms/_begun_from.html")
def begun_from(kind: str, public_id: str) -> dict[str, Any]:
    """The processes that this one was begun from."""
    return {"cards": origins.of(kind, public_id)}
