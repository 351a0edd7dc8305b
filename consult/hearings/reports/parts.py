"""The parts that an officer writes, with what the announcement says already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from consult.hearings.models import ConsultationPage, Report, ReportPart
from consult.hearings.states import ReportKind


@dataclass(frozen=True)
class Part:
    """One part to write: its key, its heading, whether it may stay empty, and where its first words come from."""

    key: str
    heading: Sentence
    required: bool = True
    source: str = ""


PARTS: Mapping[str, Sequence[Part]] = {
    ReportKind.SUMMARY: (
        Part("introduction", _("Introduction"), required=False),
        Part("changes", _("Changes to the principle or main points of the draft, or why there are none")),
    ),
    # The eight points of the 2562 Act s.17, in its order.
    ReportKind.IMPACT: (
        Part("necessity", _("Reasons why the law must be made for this task"), source="problem"),
        Part("overlap", _("Overlap with other laws")),
        Part("rights", _("Rights or freedoms of persons that must be limited")),
        Part("burden", _("Burdens or obstacles to people's living or occupation"), source="affected"),
        Part("effects", _("Effects on the budget, economy, society, environment, and other important effects")),
        Part(
            "measures",
            _("Reasons for permits, committees or criminal penalties, and rules for the discretion of officials"),
            source="necessity",
        ),
        Part("resources", _("Agency responsible, officials, equipment and budget needed to enforce the law")),
        Part("remedy", _("Remedies for those affected, if any"), required=False),
    ),
}


@dataclass(frozen=True)
class Written:
    """A part with the words that stand."""

    part: Part
    text: str
    text_en: str
    revision: int

    def local(self, lang: str) -> str:
        """In one language, else in Thai."""
        return self.text_en if lang == "en" and self.text_en.strip() else self.text


def required(hearing: ConsultationPage) -> Sequence[ReportKind]:
    """The documents this hearing must end with: the summary always, the impact report for a draft law (s.17)."""
    return (ReportKind.SUMMARY,) if hearing.kind == "ex-post" else (ReportKind.SUMMARY, ReportKind.IMPACT)


def written(report: Report) -> list[Written]:
    """Every part of a report, in order: its last revision, else what the announcement says. One query."""
    last: dict[str, ReportPart] = {row.key: row for row in report.parts.order_by("revision")}
    found = []
    for part in PARTS[report.kind]:
        row = last.get(part.key)
        text, text_en = (row.text, row.text_en) if row else _announced(report.hearing, part)
        found.append(Written(part, text, text_en, row.revision if row else 0))
    return found


def _announced(hearing: ConsultationPage, part: Part) -> tuple[str, str]:
    if not part.source:
        return "", ""
    return str(getattr(hearing, part.source)), str(getattr(hearing, f"{part.source}_en"))


def missing(report: Report) -> list[Part]:
    """Parts that must not stay empty and are."""
    return [one.part for one in written(report) if one.part.required and not one.text.strip()]
