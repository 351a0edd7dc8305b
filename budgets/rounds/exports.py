"""Rounds as open data: projects, participation, result, published ballots; and news."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import rfc8785
from django.template import engines
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.bilingual import in_language
from budgets.rounds import standing as standings
from budgets.rounds.models import Project, Result, Round
from budgets.rounds.pabulib_file import as_pabulib
from budgets.rounds.states import Declared, State
from realtime.feeds import news, results, series
from realtime.feeds.catalogue import Column, Dataset, Row, Subject, register

__all__ = ["as_pabulib", "canonical_ballots", "canonical_rules", "day_in_words"]

DECLARED = {
    Declared.CERTIFIED: _("Result certified: {title}"),
    Declared.RECOUNT: _("A recount was ordered: {title}"),
    Declared.CORRECTION: _("Result corrected: {title}"),
}


def canonical_rules(round_: Round) -> bytes:
    """The frozen rules, RFC 8785; an empty object before opening."""
    return rfc8785.dumps(round_.rules)


def canonical_ballots(result: Result) -> bytes:
    """The published ballots, RFC 8785: their SHA-256 is in the record."""
    return rfc8785.dumps(result.ballots)


def day_in_words(day: date) -> str:
    """A day by the site's own filter."""
    return engines["django"].from_string('{{ d|thai_date:"short" }}').render({"d": day})


def _subject(round_: Round) -> Subject:
    page = round_.page
    return Subject(round_.public_id, page.title, page.title_en, round_.get_absolute_url(), page.agency.name)


def _find(public_id: str) -> Subject | None:
    round_ = Round.objects.published().filter(page__public_id=public_id).first()
    return _subject(round_) if round_ else None


def _find_counted(public_id: str) -> Subject | None:
    round_ = Round.objects.published().counted().filter(page__public_id=public_id).first()
    return _subject(round_) if round_ else None


def standing(public_id: str) -> results.Standing | None:
    """Where one round stands, in the words of results; its things are the projects."""
    round_ = Round.objects.published().filter(page__public_id=public_id).first()
    if round_ is None:
        return None
    status = _status(round_)
    test = round_.page.agency.invented
    frozen = round_.rules
    method = {"ballot": frozen["ballot"], **frozen["counting"], "envelope": frozen["envelope"]} if frozen else {}
    things = tuple(frozen.get("projects", ()))
    shown = (results.Headline("participants", _("people who voted")), results.Headline("changed", _("ballots changed")))
    return results.Standing(_subject(round_), status, test, method, round_.rules_hash, things, shown)


def _status(round_: Round) -> results.Status:
    """The word of NIST SP 1500-100 for where a round stands. One query after the count."""
    words: dict[str, results.Status] = {State.PREPARING: "pre-election", State.OPEN: "unofficial-partial"}
    if round_.state != State.COUNTED:
        return words.get(State(round_.state), "unofficial-complete")
    status: results.Status = standings.of(Result.objects.get(round=round_)).status.value  # type: ignore[assignment]
    return status


def project_rows(public_id: str) -> Iterable[Row]:
    """Every feasible project of one round."""
    result = Result.objects.filter(round__page__public_id=public_id).first()
    outcome = standings.of(result).outcome if result else {"verdicts": ()}
    fate = {v["code"]: (v["votes"], v["funded"]) for v in outcome["verdicts"]}
    for project in Project.objects.votable().filter(round__page__public_id=public_id).iterator(500):
        cost: Decimal = project.cost
        words = (project.title, project.title_en, project.theme, project.district, project.place)
        yield (project.code, *words, cost, *fate.get(project.code, (None, None)))


def day_rows(public_id: str) -> Iterable[Row]:
    """Participation by day."""
    round_ = Round.objects.published().get(page__public_id=public_id)
    for row in round_.days.iterator(500):
        yield row.day, row.ballots - row.replaced, row.replaced


def turnout_rows(public_id: str) -> Iterable[Row]:
    """Turnout by area as added up at the close; places too small to show are one row."""
    result = Result.objects.get(round__page__public_id=public_id)
    for row in result.turnout:
        yield row["area"] or None, row["voted"], row["entitled"], not row["area"]


def pattern_rows(public_id: str) -> Iterable[Row]:
    """Published patterns with the number of voters; of which envelope, where ballots are taken apart by them."""
    result = Result.objects.get(round__page__public_id=public_id)
    for part in ({"envelope": None} | result.ballots, *result.ballots.get("parts", ())):
        for pattern in part.get("patterns", ()):
            said = pattern["choices"]
            words = (f"{code}:{points}" for code, points in said.items()) if isinstance(said, dict) else said
            yield " ".join(words), pattern["voters"], part["envelope"]


def latest() -> Iterable[news.Item]:
    """Ballots announced, votes counted, results certified, newest first."""
    frozen = Round.objects.published().frozen().select_related("result").prefetch_related("result__certificates")
    rounds = frozen.order_by("-opened_at")[: news.LIMIT]
    items = [item for round_ in rounds for item in _events(round_)]
    return sorted(items, key=lambda item: item.at, reverse=True)[: news.LIMIT]


def _events(round_: Round) -> Iterable[news.Item]:
    page = round_.page
    title, summary = in_language(page, "title"), in_language(page, "summary")
    url, agency = round_.get_absolute_url(), str(page.agency)
    if round_.opened_at:
        words = gettext("Ballot announced: {title}").format(title=title)
        yield news.Item(f"{round_.public_id}/opened", words, summary, url, round_.opened_at, agency)
    if hasattr(round_, "result"):
        words = gettext("Votes counted: {title}").format(title=title)
        at = round_.result.counted_at
        yield news.Item(f"{round_.public_id}/counted", words, summary, f"{url}result/", at, agency)
        for one in round_.result.certificates.all():
            if one.receipt:
                words = DECLARED[Declared(one.status)].format(title=title)
                where = f"{round_.public_id}/declared-{one.pk}"
                yield news.Item(where, words, summary, f"{url}result/", one.second_at or one.first_at, agency)


register(
    Dataset(
        id="round-projects",
        drawn=("title", "votes"),
        kind="round",
        title=_("Projects of a round"),
        description=_("Every project that can be voted on; after the count with votes and result."),
        columns=(
            Column("code", "string", _("code of the project within its round")),
            Column("title", "string", _("title in Thai")),
            Column("title_en", "string", _("title in English")),
            Column("theme", "string", _("theme")),
            Column("district", "area", _("district or subdistrict")),
            Column("place", "string", _("place")),
            Column("cost", "decimal", _("cost in baht")),
            Column("votes", "integer", _("votes, after the count")),
            Column("funded", "boolean", _("funded, after the count")),
        ),
        subjects=lambda: (_subject(one) for one in Round.objects.published()),
        find=_find,
        rows=project_rows,
    )
)
register(
    Dataset(
        id="round-participation",
        kind="round",
        title=_("Participation by day"),
        description=_("How many people cast their first ballot on each day, and how many ballots were changed."),
        columns=(
            Column("day", "date", _("day in Thailand")),
            Column("participants", "integer", _("people who cast their first ballot")),
            Column("changed", "integer", _("ballots changed")),
        ),
        subjects=lambda: (_subject(one) for one in Round.objects.published().frozen()),
        find=_find,
        rows=day_rows,
    )
)
register(
    Dataset(
        id="round-ballots",
        kind="round",
        title=_("Ballots of a counted round"),
        description=_(
            "Patterns of choices with the number of voters; rare patterns, and those of districts with few ballots, "
            "are in totals only."
        ),
        columns=(
            Column("choices", "string", _("codes of the projects chosen, separated by spaces")),
            Column("voters", "integer", _("voters who chose exactly these")),
            Column("envelope", "string", _("the envelope, where ballots are published taken apart by envelope")),
        ),
        subjects=lambda: (_subject(one) for one in Round.objects.published().counted()),
        find=_find_counted,
        rows=pattern_rows,
    )
)
register(
    Dataset(
        id="round-turnout",
        kind="round",
        title=_("Turnout by area"),
        description=_("People who voted by area of registration, added up once at the close of the ballot."),
        columns=(
            Column("area", "area", _("district or subdistrict")),
            Column("voted", "integer", _("people who voted")),
            Column("entitled", "integer", _("people verified on this site who could vote")),
            Column("suppressed", "boolean", _("several small places together, none shown apart")),
        ),
        subjects=lambda: (_subject(one) for one in Round.objects.published().counted()),
        find=_find_counted,
        rows=turnout_rows,
    )
)
results.register("round", standing)
series.publish("round", lambda: map(_subject, Round.objects.published()), _find)
news.register("rounds", _("Participatory rounds"), latest)
