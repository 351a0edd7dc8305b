"""Hearings as open data: comments, responses, provisions, and news."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.bilingual import in_language
from consult.hearings import desk
from consult.hearings.models import ConsultationPage, Response
from consult.hearings.querysets import as_printed
from consult.hearings.states import Phase
from consult.sense.models import IssueGroup
from consult.threads.models import Comment
from realtime.feeds import news, results, series
from realtime.feeds.catalogue import PUBLIC_DOMAIN, Column, Dataset, Subject, register


def subjects() -> Iterator[Subject]:
    """Every published hearing as the catalogue of open data lists it."""
    return map(_subject, ConsultationPage.objects.published().order_by("-pk").iterator(500))


def find(public_id: str) -> Subject | None:
    """One published hearing, or None."""
    row = ConsultationPage.objects.published().filter(public_id=public_id).first()
    return _subject(row) if row else None


def comment_rows(public_id: str) -> Iterator[tuple[str | int | datetime, ...]]:
    """One row for each comment and reply that stands, oldest first. Never who wrote it."""
    rows = Comment.objects.about("hearing", public_id).shown().order_by("created_at", "id")
    for row in rows.iterator(1000):
        quote = row.quote or {"exact": "", "prefix": "", "suffix": "", "start": ""}
        yield (
            str(row.pk), row.part, row.stance, row.body, row.language, row.province, row.supports, row.channel,
            row.created_at, row.group, str(row.replies_to_id or ""), row.opposes, row.replies, quote["exact"],
            quote["prefix"], quote["suffix"], row.wording, row.wording_base, row.edits,
        )  # fmt: skip


def response_rows(public_id: str) -> Iterator[tuple[str | int | datetime, ...]]:
    """One row for each answer that stands."""
    for row in Response.objects.standing(public_id).order_by("created_at", "id").iterator(1000):
        yield (
            str(row.comment_id), row.comment.part, row.revision, row.decision, row.reason, row.created_at,
            row.reason_en, row.changed_sections, str(row.answer_id or ""),
        )  # fmt: skip


def contribution_rows(public_id: str) -> Iterator[tuple[str, str, str, int, str, str, str, str, str, str]]:
    """One row for each comment that stands, with its issue group and the answer that stands, if any."""
    about = IssueGroup.objects.about("hearing", public_id)
    groups = about.filter(desk.groups_public(public_id)).exists()
    last = Response.objects.filter(comment=OuterRef("pk")).annotate(printed=as_printed()).order_by("-revision")
    fields = {"decision": "decision", "why": "reason", "changed": "printed", "act": "answer"}
    given = {name: Subquery(last.values(field)[:1]) for name, field in fields.items()}
    rows = Comment.objects.about("hearing", public_id).standing().annotate(**given).order_by("created_at", "id")
    columns = ("pk", "part", "stance", "supports", "grouped__group__number", "grouped__group__name")
    for row in rows.values_list(*columns, *given).iterator(1000):
        group = (str(row[4] or ""), str(row[5] or "")) if groups else ("", "")
        yield str(row[0]), *row[1:4], *group, *(str(value or "") for value in row[6:])


def provision_rows(public_id: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    """One row for each provision of the text that is asked about, in order."""
    hearing = ConsultationPage.objects.published().filter(public_id=public_id).first()
    if hearing:
        rows = hearing.text.provisions.order_by("position").iterator(1000)
        yield from ((row.eid, str(row.identity), row.kind, row.label, row.text, row.heading) for row in rows)


def standing(public_id: str) -> results.Standing | None:
    """Where one published hearing stands, in the words of results. Its parts are the provisions asked about."""
    row = ConsultationPage.objects.published().filter(public_id=public_id).first()
    if row is None:
        return None
    words: dict[str, results.Status] = {
        Phase.SCHEDULED: "pre-election", Phase.OPEN: "unofficial-partial", Phase.FINISHED: "certified",
    }  # fmt: skip
    method = {
        "rule": "count of comments that stand",
        "opens_at": row.opens_at.isoformat(),
        "part": "eId of the provision",
    }
    parts = tuple({"id": eid, "label": label} for eid, label in row.text.provisions.values_list("eid", "label"))
    status = words.get(row.phase, "unofficial-complete")
    shown = (
        results.Headline("comments", _lazy("comments")),
        results.Headline("participants", _lazy("people who commented")),
        results.Headline("supports", _lazy("times supported")),
        results.Headline("answered", _lazy("comments answered")),
    )
    return results.Standing(_subject(row), status, row.demonstration, method, row.fingerprint, parts, shown)


def latest_news() -> Iterator[news.Item]:
    """Hearings as they were published and as they were finished, newest first."""
    published = ConsultationPage.objects.published()
    items = [
        _news(hearing, "published", _("Hearing: {title}"), in_language(hearing, "summary"), hearing.first_published_at)
        for hearing in published.order_by("-first_published_at")[: news.LIMIT]
    ]
    items += [
        _news(hearing, "finished", _("Hearing finished: {title}"), in_language(hearing, "outcome"), hearing.finished_at)
        for hearing in published.filter(finished_at__isnull=False).order_by("-finished_at")[: news.LIMIT]
    ]
    yield from sorted(items, key=lambda item: item.at, reverse=True)[: news.LIMIT]


def _news(hearing: ConsultationPage, what: str, title: str, summary: str, at: datetime) -> news.Item:
    return news.Item(
        id=f"{hearing.public_id}/{what}",
        title=title.format(title=in_language(hearing, "title")),
        summary=summary,
        url=hearing.get_absolute_url(),
        at=at,
        agency=str(hearing.agency),
    )


def _subject(row: ConsultationPage) -> Subject:
    return Subject(row.public_id, row.title, row.title_en, row.get_absolute_url(), row.agency.name)


_COMMENT = (
    Column("id", "string", _lazy("id of the comment")),
    Column("part", "string", _lazy("address of the provision; empty for the whole text")),
    Column("stance", "string", _lazy("agree, partly, disagree or none")),
    Column("body", "string", _lazy("the words, as written")),
    Column("language", "string", _lazy("language of the words")),
    Column("province_code", "area", _lazy("province of the author on the day of writing")),
    Column("supports", "integer", _lazy("people who support it")),
    Column("channel", "string", _lazy("online, counter or paper")),
    Column("at", "datetime", _lazy("when it was written")),
    Column("group", "string", _lazy("stakeholder group of the author, by code; empty: not said")),
    Column("replies_to", "string", _lazy("id of the comment that it answers; empty: it answers none")),
    Column("opposes", "integer", _lazy("people who oppose it")),
    Column("replies", "integer", _lazy("replies that stand")),
    Column("quote", "string", _lazy("the passage that it is about (W3C TextQuoteSelector: exact)")),
    Column("quote_prefix", "string", _lazy("what stands before the passage")),
    Column("quote_suffix", "string", _lazy("what stands after the passage")),
    Column("wording", "string", _lazy("the wording that it suggests for its part")),
    Column("wording_base", "string", _lazy("SHA-256 of the words that this would replace")),
    Column("edits", "integer", _lazy("how often its author changed the words")),
)
_RESPONSE = (
    Column("comment", "string", _lazy("id of the comment that is answered")),
    Column("part", "string", _lazy("address of the provision; empty for the whole text")),
    Column("revision", "integer", _lazy("which revision of the answer")),
    Column("decision", "string", _lazy("accepted, partly, refused or noted")),
    Column("reason", "string", _lazy("the reason, in the agency's words")),
    Column("at", "datetime", _lazy("when it was answered")),
    Column("reason_en", "string", _lazy("the reason in English, where the agency gave it")),
    Column("changed", "string", _lazy("the sections that changed, as printed")),
    Column("answer", "string", _lazy("id of the official act that answered many comments at once")),
)
_CONTRIBUTION = (
    Column("comment", "string", _lazy("id of the comment")),
    Column("part", "string", _lazy("address of the provision; empty for the whole text")),
    Column("stance", "string", _lazy("agree, partly, disagree or none")),
    Column("supports", "integer", _lazy("people who support it")),
    Column("group", "string", _lazy("number of its issue group; empty: in none")),
    Column("issue", "string", _lazy("name of its issue group")),
    Column("decision", "string", _lazy("accepted, partly, refused, noted or unanswered; empty while it waits")),
    Column("reason", "string", _lazy("the reason, in the agency's words")),
    Column("changed", "string", _lazy("the sections that changed, as printed")),
    Column("answer", "string", _lazy("id of the official act that answered many comments at once")),
)
_PROVISION = (
    Column("eid", "string", _lazy("address of the provision in this version")),
    Column("identity", "string", _lazy("identity of the provision through all versions")),
    Column("kind", "string", _lazy("section, paragraph, item and so on")),
    Column("label", "string", _lazy("number as printed")),
    Column("text", "string", _lazy("words of the provision")),
    Column("heading", "string", _lazy("what a chapter or part is called")),
)

for _dataset in (
    Dataset(
        id="hearing-comments", kind="hearing", title=_lazy("Comments"), columns=_COMMENT, rows=comment_rows,
        description=_lazy("Every comment and reply that stands, with what it is about; never the author."),
        subjects=subjects, find=find,
    ),
    Dataset(
        id="hearing-responses", kind="hearing", title=_lazy("Responses of the agency"), columns=_RESPONSE,
        description=_lazy("What the agency decided about each comment, and why."), rows=response_rows,
        subjects=subjects, find=find,
    ),
    Dataset(
        id="hearing-contributions", kind="hearing", title=_lazy("Table of responses"), columns=_CONTRIBUTION,
        description=_lazy("Every comment that stands: issue group, decision, reason, section that changed."),
        rows=contribution_rows, subjects=subjects, find=find,
    ),
    Dataset(
        id="hearing-provisions", kind="hearing", title=_lazy("Provisions of the text"), columns=_PROVISION,
        description=_lazy("The text that is asked about, provision by provision."), rows=provision_rows,
        subjects=subjects, find=find, licence=PUBLIC_DOMAIN,
    ),
):  # fmt: skip
    register(_dataset)
results.register("hearing", standing)
series.publish("hearing", subjects, find)
news.register("hearings", _lazy("News of hearings"), latest_news)
