"""Petitions as plain values for feeds and tables: UTC times, C.E. years, nothing personal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.bilingual import in_language
from accounts.models import Area
from petitions import figures
from petitions.clocks import clocks_for
from petitions.models import Event, Petition
from petitions.states import HANDED_OVER, PUBLIC, SIGNABLE
from realtime.feeds import news, results, series
from realtime.feeds.catalogue import Column, Dataset, Subject, register


def utc(moment: datetime | None) -> str | None:
    """A moment as machines read it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def attributes(petition: Petition) -> dict[str, Any]:
    """What a list says of a petition. No query when read `with_tally()`."""
    now = figures.figures(petition)
    return {
        "kind": petition.kind,
        "action": petition.title,
        "action_en": petition.title_en or None,
        "background": petition.summary,
        "background_en": petition.summary_en or None,
        "language": petition.language,
        "invented": petition.invented,
        "state": petition.state,
        "signature_count": now.total,
        "threshold": now.threshold,
        "signatures_by_channel": {"online": now.online, "paper": now.paper, "counter": now.counter},
        "withdrawn_count": now.withdrawn,
        "record_size": now.record_size,
        "created_at": utc(petition.created_at),
        "opened_at": utc(petition.opens_at),
        "closes_at": utc(petition.closes_at),
        "response_threshold_reached_at": utc(petition.reached_at),
        "delivered_at": utc(petition.delivered_at),
        "government_response_at": utc(petition.answered_at),
        "departments": [{"acronym": petition.addressee.slug, "name": petition.addressee.name}],
    }


def full_attributes(petition: Petition) -> dict[str, Any]:
    """Everything that is published of one petition. Four queries."""
    answer = petition.answers.first()
    return attributes(petition) | {
        "additional_details": petition.background,
        "sections": petition.sections,
        "rules": petition.rules,
        "rules_sha256": petition.rules_hash or None,
        "milestones": [
            {"event": event.kind, "at": utc(event.at), "number": event.number, "entry": str(event.receipt)}
            for event in petition.events.all()
        ],
        "clocks": [
            {"code": c.code, "days": c.days, "due": c.last_day.isoformat(), "done_at": utc(c.ended), "overdue": c.late}
            for c in clocks_for(petition)
        ],
        "government_response": answer
        and {"responded_on": answer.at.date().isoformat(), "details": answer.text, "revision": answer.revision},
        "signatures_by_province": list(_places(petition)),
    }


def _places(petition: Petition) -> Iterator[dict[str, Any]]:
    places = figures.places(petition)
    areas = Area.objects.in_bulk([place.code for place in places if place.code])
    for place in places:
        area = areas.get(place.code)
        yield {
            "name": area.name if area else None,
            "name_en": area.name_en if area else None,
            "code": place.code or None,
            "signature_count": place.total,
            "suppressed": not place.code,
        }


def subjects() -> Iterator[Subject]:
    """Every published petition as the catalogue of open data lists it."""
    return map(_subject, Petition.objects.published().with_tally().order_by("-id").iterator(500))


def find(public_id: str) -> Subject | None:
    """One published petition, or None."""
    row = _published(public_id)
    return _subject(row) if row else None


def hour_rows(public_id: str) -> Iterator[tuple[datetime, int, int, int]]:
    """One row for each hour with a change."""
    row = _published(public_id)
    for hour in figures.hours(row) if row else ():
        yield hour.hour, hour.signed, hour.withdrawn, hour.total


def place_rows(public_id: str) -> Iterator[tuple[str | None, str | None, str | None, int, bool]]:
    """One row for each province, small numbers folded into a last row without a code."""
    row = _published(public_id)
    for place in _places(row) if row else ():
        yield place["code"], place["name"], place["name_en"], place["signature_count"], place["suppressed"]


def event_rows(public_id: str) -> Iterator[tuple[str, datetime, int | None, str, str]]:
    """One row for each public event."""
    row = _published(public_id)
    for event in row.events.all() if row else ():
        yield event.kind, event.at, event.number, event.note, str(event.receipt or "")


def latest_news() -> Iterator[news.Item]:
    """The public events of all petitions, newest first."""
    events = Event.objects.filter(petition__state__in=PUBLIC).select_related("petition__addressee")
    for event in events.order_by("-at", "-id")[: news.LIMIT]:
        title = in_language(event.petition, "title")
        yield news.Item(
            id=f"{event.petition.public_id}/{event.pk}",
            title=_("{event}: {title}").format(event=event.get_kind_display(), title=title),
            summary=event.note or in_language(event.petition, "summary"),
            url=f"{event.petition.get_absolute_url()}#event-{event.pk}",
            at=event.at,
            agency=str(event.petition.addressee),
        )


def standing(public_id: str) -> results.Standing | None:
    """Where one published petition stands, in the words of results."""
    row = _published(public_id)
    if row is None:
        return None
    method = {"rule": "count of living signatures, one a person", "threshold": row.threshold, "kind": row.kind}
    shown = (
        results.Headline("total", _lazy("names"), row.threshold),
        results.Headline("rate", _lazy("in this hour and the one before")),
    )
    return results.Standing(_subject(row), _status(row), row.invented, method, row.rules_hash, headlines=shown)


def _status(row: Petition) -> results.Status:
    if row.certified or row.state in HANDED_OVER:
        return "certified"
    if row.opens_at is None:
        return "pre-election"
    return "unofficial-partial" if row.state in SIGNABLE else "unofficial-complete"


def _published(public_id: str) -> Petition | None:
    found: Petition | None = Petition.objects.published().with_tally().filter(public_id=public_id).first()
    return found


def _subject(row: Petition) -> Subject:
    return Subject(row.public_id, row.title, row.title_en, row.get_absolute_url(), row.addressee.name)


_HOUR = (
    Column("hour", "datetime", _lazy("start of the hour")),
    Column("signed", "integer", _lazy("signatures within the hour")),
    Column("withdrawn", "integer", _lazy("signatures taken back within the hour")),
    Column("total", "integer", _lazy("names after the hour")),
)
_PLACE = (
    Column("province_code", "area", _lazy("official code of the province; empty for small numbers together")),
    Column("province", "string", _lazy("name of the province in Thai")),
    Column("province_en", "string", _lazy("name of the province in English")),
    Column("names", "integer", _lazy("names from this province")),
    Column("suppressed", "boolean", _lazy("several small provinces together, none shown apart")),
)
_EVENT = (
    Column("event", "string", _lazy("what happened, as a code")),
    Column("at", "datetime", _lazy("when it happened")),
    Column("number", "integer", _lazy("threshold or number of names, where the event has one")),
    Column("note", "string", _lazy("published note or reason")),
    Column("entry", "string", _lazy("id of the entry in the public record")),
)

for _id, _title, _description, _columns, _rows in (
    ("petition-names-by-hour", _lazy("Names by the hour"), _lazy("How a petition grew."), _HOUR, hour_rows),
    (
        "petition-names-by-province",
        _lazy("Names by province"),
        _lazy("Where signers live; fewer than ten are never shown apart."),
        _PLACE,
        place_rows,
    ),
    ("petition-events", _lazy("What has happened"), _lazy("Every public event of a petition."), _EVENT, event_rows),
):
    register(
        Dataset(
            id=_id,
            kind="petition",
            title=_title,
            description=_description,
            columns=_columns,
            subjects=subjects,
            find=find,
            rows=_rows,
            drawn=("province", "names") if _columns is _PLACE else None,
        )
    )
results.register("petition", standing)
series.publish("petition", subjects, find)
news.register("petitions", _lazy("News of petitions"), latest_news)
