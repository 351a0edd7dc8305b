"""Template tags of the whole site (a builtin library: nothing to load). docs/design.md lists them."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts import devices
from accounts.bilingual import in_language
from accounts.models import Area
from cms import processes
from config import formats, navigation
from realtime.record import files, kinds
from realtime.record.models import Checkpoint

register = template.Library()

register.filter("local", in_language)
register.filter("device_name", devices.name)
register.filter("entry_kind", kinds.label)


def reader_language() -> str:
    """The reader's language: "th" or "en"."""
    return "en" if (get_language() or "th").startswith("en") else "th"


def empty_as_dash[**P](function: Callable[P, str]) -> Callable[P, str]:
    """Show a dash where there is no value."""

    @wraps(function)
    def shown(*args: P.args, **kwargs: P.kwargs) -> str:
        return formats.NOTHING if args[0] in (None, "") else function(*args, **kwargs)

    return shown


@register.filter
@empty_as_dash
def thai_date(value: date, form: str = "") -> str:
    """A date in the reader's era and months; `|thai_date:"short"` abbreviates the month."""
    return formats.day(value, reader_language(), short=form == "short")


@register.filter
@empty_as_dash
def thai_datetime(value: datetime, form: str = "") -> str:
    """A date and time; `|thai_datetime:"short"` abbreviates the month."""
    return formats.moment(value, reader_language(), short=form == "short")


@register.filter
@empty_as_dash
def thai_time(value: datetime) -> str:
    """A time of day."""
    return formats.clock(value, reader_language())


@register.filter
@empty_as_dash
def thai_year(value: int) -> str:
    """A C.E. year in the reader's era."""
    return formats.year(int(value), reader_language())


@register.filter
def time_left(value: datetime | None, now: datetime | None = None) -> str:
    """How long until `value`: "closes in 3 days", or "closed". Nothing where there is no closing time."""
    if value is None:
        return ""
    left = value - (now or timezone.now())
    if left.total_seconds() <= 0:
        return _("closed")
    unit, count = formats.span(left)
    sentence = {
        "days": ngettext("closes in {count} day", "closes in {count} days", count),
        "hours": ngettext("closes in {count} hour", "closes in {count} hours", count),
        "minutes": ngettext("closes in {count} minute", "closes in {count} minutes", count),
    }[unit]
    return sentence.format(count=count)


@register.filter
@empty_as_dash
def number(value: float | Decimal, places: int | None = None) -> str:
    """Thousands separated by commas; `|number:1` with one decimal."""
    return formats.number(value, places)


@register.filter
@empty_as_dash
def percent(share: float | Decimal, places: int = 0) -> str:
    """A share of one (0 to 1) as percent."""
    return formats.percent(share, places)


@register.filter
@empty_as_dash
def baht(amount: Decimal, places: int = 2) -> str:
    """An exact amount in baht; `|baht:0` leaves out satang where there are none."""
    return formats.baht(amount, reader_language(), places)


@register.filter
@empty_as_dash
def baht_short(amount: Decimal) -> str:
    """A large amount for the eye: 1.94 พันล้านบาท, 1.94 billion baht."""
    return formats.baht_short(amount, reader_language())


@register.filter
def area_name(area: Area | None) -> str:
    """An area with the word for its kind: จังหวัดเชียงใหม่, Chiang Mai Province. Bangkok's are เขต and แขวง."""
    if area is None:
        return ""
    if area.level == Area.Level.COUNTRY or area.code == "10":
        return str(area)
    in_bangkok = area.code.startswith("10")
    wording = {
        "province": _("{name} Province"),
        "district": _("{name} District (Bangkok)") if in_bangkok else _("{name} District"),
        "subdistrict": _("{name} Subdistrict (Bangkok)") if in_bangkok else _("{name} Subdistrict"),
    }[area.level]
    kind = wording.format(name="").strip()
    return str(area) if kind in str(area) else wording.format(name=area)


@register.simple_tag(takes_context=True)
def language_url(context: template.Context, language: str, absolute: str = "") -> str:
    """This page in `language`, query kept; with `absolute`, the full address without query."""
    request: HttpRequest | None = context.get("request")
    if absolute:
        return settings.SITE_URL + navigation.in_language(request.path if request else "/", language)
    return navigation.in_language(request.get_full_path() if request else "/", language)


@register.simple_tag
def sent_url(name: str, *places: object) -> str:
    """Something that people sent, on the host of such things (FILES_URL) where there is one."""
    return settings.FILES_URL + reverse(name, args=places)


@register.simple_tag
def site_url(path: str = "") -> str:
    """A page of the site in the reader's language: {% site_url "account/" %} → /th/account/."""
    return f"/{reader_language()}/{path}"


@register.simple_tag
def record_state() -> Checkpoint | None:
    """The newest signed state of the public record (size, at). One query."""
    return files.latest()


@register.simple_tag
def process_of(subject: str) -> processes.Card | None:
    """The public process that a subject of the record ("petition/abc") belongs to; None where there is none."""
    return processes.find(*subject.split("/", 2)[:2]) if "/" in subject else None


@register.simple_tag(takes_context=True)
def site_sections(context: template.Context) -> list[dict[str, Any]]:
    """The navigation: address, label, and whether the reader is in it."""
    request: HttpRequest | None = context.get("request")
    here = request.path if request else ""
    return [
        {"url": (url := site_url(section.path)), "label": section.label, "current": here.startswith(url)}
        for section in navigation.SECTIONS
    ]


@register.filter
def error_links(form: BaseForm) -> list[dict[str, str]]:
    """Every error of a form with the id of the control it belongs to (empty for the form as a whole)."""
    links = [{"target": "", "text": str(text)} for text in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or f"{field.auto_id}_0"
        links += [
            {"target": target, "text": ": ".join(filter(None, [str(field.label or ""), str(text)]))}
            for text in field.errors
        ]
    return links
