"""Everything a hearing keeps in the database."""

from consult.hearings.models.documents import Extension, HearingDocument
from consult.hearings.models.known import KnownStakeholder
from consult.hearings.models.page import MINIMUM_DAYS, ConsultationPage, default_rules, new_public_id
from consult.hearings.models.report import Report, ReportFile, ReportPart
from consult.hearings.models.response import Answer, Phrase, Response
from consult.hearings.models.tally import HearingTally

__all__ = [
    "MINIMUM_DAYS",
    "Answer",
    "ConsultationPage",
    "Extension",
    "HearingDocument",
    "HearingTally",
    "KnownStakeholder",
    "Phrase",
    "Report",
    "ReportFile",
    "ReportPart",
    "Response",
    "default_rules",
    "new_public_id",
]
