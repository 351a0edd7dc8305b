"""The two documents of a hearing in one language, from the data and the officer's words."""

from collections.abc import Sequence

from django.template import engines
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.bilingual import in_language
from consult.hearings import desk, figures
from consult.hearings.models import ConsultationPage, Report
from consult.hearings.reports.content import Document
from consult.hearings.reports.issues import SIDES, Issue, Opinion, Outcome, issues
from consult.hearings.reports.parts import written
from consult.hearings.states import Decision, ReportKind
from consult.questions import figures as results
from consult.questions.models import Questionnaire
from consult.threads.states import Stance


def document(report: Report, lang: str, found: Sequence[Issue] | None = None) -> Document:
    """The document of `report` in "th" or "en". `found`: the issues, when they were read already."""
    with translation.override(lang):
        hearing = report.hearing
        agency = in_language(hearing.agency, "name")
        made = Document(str(report.get_kind_display()).capitalize(), in_language(hearing, "title"), agency, lang)
        rows = issues(hearing) if found is None else found
        if report.kind == ReportKind.SUMMARY:
            _summary(made, report, rows)
        else:
            _impact(made, report, rows)
        return made


def _summary(made: Document, report: Report, found: Sequence[Issue]) -> None:
    _about(made, report.hearing)
    introduction, changes = written(report)
    made.text(introduction.local(made.lang))
    made.heading(_("Issues that were raised, and the opinions of each side"))
    if not found:
        made.text(_("Nobody has commented."))
    for place, issue in enumerate(found, 1):
        _issue(made, issue, place)
    _questions(made, report.hearing)
    made.heading(str(changes.part.heading))
    made.text(changes.local(made.lang))
    _decisions(made, found)


def _impact(made: Document, report: Report, found: Sequence[Issue]) -> None:
    _about(made, report.hearing)
    for place, one in enumerate(written(report), 1):
        made.heading(f"({place}) {one.part.heading}")
        made.text(one.local(made.lang) or _("None."))
    made.heading(_("Results of the hearing that were used in the analysis"))
    _decisions(made, found)
    _questions(made, report.hearing)


def _questions(made: Document, hearing: ConsultationPage) -> None:
    """What people answered to the questions of the hearing; nothing when none were asked."""
    sheet = Questionnaire.objects.published().filter(kind="hearing", public_id=hearing.public_id).first()
    if sheet is None:
        return
    made.heading(_("Answers to the questions"))
    made.text(_("People who have answered: %(n)s") % {"n": f"{results.people(sheet).people:,}"})
    for result in results.results(sheet):
        question = result.question
        made.heading(f"{question.position}. {in_language(question, 'text')}", 2)
        made.text(_("Answered: %(n)s") % {"n": f"{result.answered:,}"})
        if result.rows:
            made.table(
                (_("Option"), str(result.counted), ""), [(row.label, f"{row.n:,}", row.text) for row in result.rows]
            )
        made.text(result.note)


def _about(made: Document, hearing: ConsultationPage) -> None:
    counts, done, known = figures.figures(hearing), desk.progress(hearing), figures.known(hearing)
    made.heading(_("About the hearing"))
    made.facts(
        (_("Agency"), made.agency),
        (_("Law"), in_language(hearing.text.law, "title")),
        (_("Version"), hearing.text.label),
        (_("Kind of hearing"), str(hearing.get_kind_display())),
        (_("Opened"), shown_day(hearing.opens_at)),
        (_("Closed"), shown_day(hearing.closes_at)),
        (_("Method of the hearing"), in_language(hearing, "method")),
        (_("Registered people and organisations told"), f"{figures.registered_told(hearing):,}"),
        (_("Stakeholders whom the agency wrote to"), f"{known.told:,}"),
        (_("Comments"), f"{done.comments:,}"),
        (_("People who have commented"), f"{counts.participants:,}"),
        *((str(side.label).capitalize(), f"{getattr(counts, side.value):,}") for side in SIDES),
        (_("Answered by the agency"), f"{done.answered:,}"),
        (str(Decision.UNANSWERED.label).capitalize(), f"{done.marked:,}" if done.marked else ""),
    )


def _issue(made: Document, issue: Issue, place: int) -> None:
    made.heading(f"{place}. {name_of(issue, made.lang)}", 2)
    sides = [f"{Stance(side).label} {sum(one.people for one in issue.sides.get(side, [])):,}" for side in SIDES]
    total = ngettext("%(n)s comment", "%(n)s comments", issue.comments) % {"n": f"{issue.comments:,}"}
    made.text(f"{total}: {', '.join(sides)}")
    outcomes = [outcome for outcome, _n in issue.outcomes]
    for side in SIDES:
        said = issue.sides.get(side)
        if said:
            made.heading(_("Opinions: %(side)s") % {"side": Stance(side).label}, 3)
            made.items([(_opinion(one), _note(one, issue, outcomes)) for one in said])
    made.heading(_("What the agency decided, and why"), 3)
    rows = [(number, *_outcome(outcome, made.lang), n) for number, (outcome, n) in enumerate(issue.outcomes, 1)]
    made.table(("", _("Decision"), _("Reason"), _("Section that changed"), _("Comments")), rows)


def _opinion(one: Opinion) -> str:
    return f"{one.body} {_('Suggested wording')}: “{one.wording}”" if one.wording else one.body


def _note(one: Opinion, issue: Issue, outcomes: Sequence[Outcome]) -> str:
    words = []
    if one.part and not issue.part:
        words.append(one.part)
    if one.people > 1:
        words.append(ngettext("%(n)s person", "%(n)s people", one.people) % {"n": f"{one.people:,}"})
    if one.supports:
        words.append(_("supported by %(n)s") % {"n": f"{one.supports:,}"})
    if one.outcome and len(outcomes) > 1:
        words.append(_("decision %(n)s") % {"n": outcomes.index(one.outcome) + 1})
    return ", ".join(words)


def _decisions(made: Document, found: Sequence[Issue]) -> None:
    rows = [
        (name_of(issue, made.lang), *_outcome(outcome, made.lang), f"{n:,}")
        for issue in found
        for outcome, n in issue.outcomes
    ]
    if rows:
        head = (_("Issue"), _("Decision"), _("Reason"), _("Section that changed"), _("Comments"))
        made.table(head, rows)


def _outcome(outcome: Outcome, lang: str) -> tuple[str, str, str]:
    reason = outcome.reason_en if lang == "en" and outcome.reason_en else outcome.reason
    return str(Decision(outcome.decision).label), reason, outcome.changed or "–"


def name_of(issue: Issue, lang: str) -> str:
    """What an issue is called: the name of its group, or the part of the text."""
    if issue.part == "whole":
        return _("The law as a whole")
    if issue.part:
        return _("Other opinions on %(part)s") % {"part": issue.title}
    return issue.title_en if lang == "en" and issue.title_en else issue.title


def shown_day(value: object) -> str:
    """A day in the reader's era, by the site's own filter."""
    return engines["django"].from_string("{{ day|thai_date }}").render({"day": value})
