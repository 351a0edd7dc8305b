"""Open data files: streamed, with validators, readable from any site, under a licence."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import wraps
from itertools import chain, islice

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from realtime.feeds import (
    atom,
    catalogue,
    cells,
    dcat,
    formats,
    jsonfeed,
    news,
    packages,
    ranges,
    results,
    schemas,
    state,
)
from realtime.feeds.catalogue import CC_BY, Dataset, Licence, Row, Subject
from realtime.problems import problem

DAY = "max-age=86400, stale-while-revalidate=172800, stale-if-error=432000"
LIVE = "max-age=5, stale-while-revalidate=10, stale-if-error=25"
MINUTE = "max-age=60, stale-while-revalidate=120, stale-if-error=300"

EXAMPLE_ROWS = 3

NEWS = {
    "atom": (atom.write, "application/atom+xml; charset=utf-8"),
    "json": (jsonfeed.write, "application/feed+json"),
}


def open_to_all[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Read-only, and readable by scripts of any site."""

    @wraps(view)
    def opened(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Link, Content-Range, Accept-Ranges"
        return response

    return require_safe(opened)


def licensed(response: HttpResponseBase, licence: Licence, *links: str) -> HttpResponseBase:
    """Say under what terms the response may be reused, and what belongs to it."""
    response["Link"] = ", ".join([f'<{licence.url}>; rel="license"', *links])
    return response


@open_to_all
def table_file(request: HttpRequest, dataset_id: str, public_id: str, form: str) -> HttpResponseBase:
    """One table of one process in one form; `?bom=1` puts a byte order mark before CSV."""
    dataset = catalogue.get(dataset_id)
    if dataset is None or form not in dataset.formats:
        return problem(404, "There is no such table: see /open/catalogue.json.")
    subject = dataset.find(public_id)
    if subject is None:
        return problem(404, "There is no such process, or it is not published.")
    return _answer(request, dataset, subject, formats.FORMATS[form])


def _answer(request: HttpRequest, dataset: Dataset, subject: Subject, form: formats.Format) -> HttpResponseBase:
    now = state.of(dataset, subject.public_id)
    bom = form.delimited and request.GET.get("bom") == "1"
    etag = now.etag(f"{form.name}-bom" if bom else form.name)
    modified = int(now.changed.timestamp()) if now.changed and now.settled else None
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    response = unchanged or _file(request, cells.Table(dataset, subject, now, ()), form, bom=bom, etag=etag)
    response["ETag"] = etag
    response["Cache-Control"] = MINUTE
    response["Accept-Ranges"] = "bytes"
    if now.changed and modified:
        response["Last-Modified"] = f"{now.changed:%a, %d %b %Y %H:%M:%S} GMT"
    _tell_of_the_end(response, dataset)
    return licensed(response, dataset.licence, f'</open/{dataset.id}.schema.json>; rel="describedby"')


def _tell_of_the_end(response: HttpResponseBase, dataset: Dataset) -> None:
    """Say in headers that a table is going away (RFC 9745, RFC 8594)."""
    if dataset.deprecated:
        since = datetime.combine(dataset.deprecated, time(), UTC)
        response["Deprecation"] = f"@{int(since.timestamp())}"
    if dataset.sunset:
        response["Sunset"] = f"{datetime.combine(dataset.sunset, time(), UTC):%a, %d %b %Y %H:%M:%S} GMT"


def _file(request: HttpRequest, table: cells.Table, form: formats.Format, *, bom: bool, etag: str) -> HttpResponseBase:
    """The file itself, read from the database while it is sent; or the part of it that is asked for."""
    dataset, public_id = table.dataset, table.subject.public_id
    content: Iterable[bytes] = ()
    if request.method != "HEAD":
        content = formats.pieces(form.write(replace(table, rows=_begun(dataset.rows(public_id)))), bom=bom)
    part = ranges.wanted(request.headers.get("Range", ""), request.headers.get("If-Range", ""), etag)
    if part and request.method == "GET":
        name = f"{dataset.id}-{public_id}-{etag.strip(chr(34))}"
        response = ranges.answer(part, name, content, form.media_type)
    else:
        response = StreamingHttpResponse(content, content_type=form.media_type)
    response["Content-Disposition"] = f'inline; filename="{dataset.id}-{public_id}.{form.name}"'
    return response


def _begun(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, the first already read: what is wrong at once is an error page, not half a file."""
    iterator = iter(rows)
    first = next(iterator, None)
    return iterator if first is None else chain([first], iterator)


@open_to_all
def schema(_request: HttpRequest, dataset_id: str) -> HttpResponseBase:
    """The JSON Schema of one table."""
    dataset = catalogue.get(dataset_id)
    if dataset is None:
        return problem(404, "There is no such table: see /open/catalogue.json.")
    return _schema(schemas.of_table(dataset), dataset.licence)


@open_to_all
def live_schema(_request: HttpRequest) -> HttpResponseBase:
    """The JSON Schema of a live message."""
    return _schema(schemas.LIVE, CC_BY)


@open_to_all
def example(_request: HttpRequest, dataset_id: str) -> HttpResponseBase:
    """The beginning of one file of a table, as JSON: what to expect before anything is downloaded."""
    dataset = catalogue.get(dataset_id)
    if dataset is None:
        return problem(404, "There is no such table: see /open/catalogue.json.")
    subject = next(iter(dataset.subjects()), None)
    if subject is None:
        return problem(404, "Nothing has been published in this table yet.")
    rows = islice(dataset.rows(subject.public_id), EXAMPLE_ROWS)
    table = cells.Table(dataset, subject, state.of(dataset, subject.public_id), rows)
    response = HttpResponse("".join(formats.write_json(table)), content_type="application/json")
    response["Cache-Control"] = DAY
    return licensed(response, dataset.licence, f'</open/{dataset.id}.schema.json>; rel="describedby"')


@open_to_all
def data_package(_request: HttpRequest, kind: str, public_id: str) -> HttpResponseBase:
    """All tables of one process as a Tabular Data Package."""
    found = packages.package(kind, public_id)
    if found is None:
        return problem(404, "There is no such process, or it is not published.")
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = MINUTE
    return licensed(response, CC_BY)


@open_to_all
def news_schema(_request: HttpRequest) -> HttpResponseBase:
    """The JSON Schema of news as JSON Feed."""
    return _schema(schemas.NEWS, CC_BY)


@open_to_all
def results_schema(_request: HttpRequest) -> HttpResponseBase:
    """The JSON Schema of results: refs or records."""
    return _schema(schemas.RESULTS, CC_BY)


@open_to_all
def refs(_request: HttpRequest, kind: str, public_id: str) -> HttpResponseBase:
    """What hardly changes about the results of one process."""
    now = results.standing(kind, public_id)
    if now is None:
        return problem(404, "There is no such process, or it is not published.")
    return _result(results.refs(kind, now), DAY)


@open_to_all
def records(request: HttpRequest, kind: str, public_id: str) -> HttpResponseBase:
    """The results of one process; with `?since=<sequence>` only what has changed after it."""
    since = request.GET.get("since", "")
    if since and not (since.isascii() and since.isdigit() and len(since) < 19):
        return problem(400, "since is a sequence number: follow the link in `next`.")
    now = results.standing(kind, public_id)
    if now is None:
        return problem(404, "There is no such process, or it is not published.")
    return _result(results.records(kind, now, int(since) if since else None), LIVE)


def _result(document: dict[str, object], kept: str) -> HttpResponseBase:
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = kept
    return licensed(response, CC_BY, '</open/results.schema.json>; rel="describedby"')


def _schema(document: dict[str, object], licence: Licence) -> HttpResponseBase:
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False}, content_type=schemas.MEDIA_TYPE)
    response["Cache-Control"] = DAY
    return licensed(response, licence)


@open_to_all
def catalogue_file(_request: HttpRequest) -> HttpResponseBase:
    """The catalogue of everything as DCAT (JSON-LD)."""
    response = StreamingHttpResponse(formats.pieces(dcat.write()), content_type="application/ld+json")
    response["Cache-Control"] = MINUTE
    return licensed(response, CC_BY)


@open_to_all
def news_feed(request: HttpRequest, kind: str, form: str) -> HttpResponseBase:
    """News of one kind of process as Atom or JSON Feed, in Thai or (`?lang=en`) English."""
    channel = news.get(kind)
    if channel is None:
        return problem(404, "There is no such news.")
    language = "en" if request.GET.get("lang") == "en" else "th"
    writer, media_type = NEWS[form]
    response = HttpResponse(writer(channel, language), content_type=media_type)
    response["Cache-Control"] = MINUTE
    return licensed(response, CC_BY)
