"""What changed between two versions of a law."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consult.texts import access, credited
from consult.texts.comparison import Comparison, Row, compare
from consult.texts.credited import Credit

INLINE, SIDE = "inline", "side"
CHANGES, ALL = "changes", "all"


@require_safe
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """To the comparison that the form asks for; without a choice, the last two versions."""
    versions = access.published(slug)
    numbers = [version.number for version in versions]
    asked = [request.GET.get(name, "") for name in ("a", "b")]
    try:
        old, new = (int(one) for one in asked) if any(asked) else sorted(numbers[:2])
    except ValueError:
        raise Http404 from None
    return redirect("texts:compare", slug, old, new)


@require_safe
def compared(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """Section by section: inline or side by side, only what changed or everything. Three queries."""
    versions = access.published(slug)
    before, after = access.numbered(versions, old), access.numbered(versions, new)
    comparison = compare(before, after)
    credits = credited.of(after)
    context = presented(request, comparison, credits) | {
        "law": after.law,
        "versions": versions,
        "old": before,
        "new": after,
        "trail": access.trail(after.law),
    }
    return render(request, "texts/compare.html", context)


def presented(
    request: HttpRequest, comparison: Comparison, credits: Mapping[str, Sequence[Credit]]
) -> dict[str, object]:
    """The rows that the reader asked to see (each with whose words they are), how, and the links to the other ways."""
    view = SIDE if request.GET.get("view") == SIDE else INLINE
    show = ALL if request.GET.get("show") == ALL else CHANGES
    rows: list[Row] = comparison.rows if show == ALL else comparison.touched
    return {
        "comparison": comparison,
        "lists": lists(comparison),
        "rows": [(row, credits.get(row.shown.eid, []) if row.new else []) for row in rows],
        "side": view == SIDE,
        "short": show == CHANGES and view == INLINE,
        "views": [_link(label, view, show, *to) for label, *to in _ways()],
    }


def lists(comparison: Comparison) -> list[tuple[str, list[Row]]]:
    """What happened, with the sections it happened to."""
    return [
        (_("Changed"), comparison.changed),
        (_("Added"), comparison.added),
        (_("Removed"), comparison.removed),
        (_("Renumbered"), comparison.renumbered),
        (_("Moved"), comparison.moved),
        (_("Other parts"), comparison.others),
    ]


def _ways() -> list[tuple[str, str, str]]:
    return [
        (_("Changes in the text"), INLINE, CHANGES),
        (_("Changes side by side"), SIDE, CHANGES),
        (_("Every section"), INLINE, ALL),
        (_("Every section side by side"), SIDE, ALL),
    ]


def _link(label: str, view: str, show: str, to_view: str, to_show: str) -> dict[str, object]:
    chosen = {"view": to_view if to_view != INLINE else "", "show": to_show if to_show != CHANGES else ""}
    href = "?" + urlencode({name: value for name, value in chosen.items() if value})
    return {"label": label, "href": href, "current": (view, show) == (to_view, to_show)}
