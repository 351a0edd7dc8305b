"""Everything a hearing keeps in the database."""

from consult.hearings.models.page import MINIMUM_DAYS, ConsultationPage, default_rules, new_public_id
from consult.hearings.models.response import Response
from consult.hearings.models.tally import HearingTally

__all__ = ["MINIMUM_DAYS", "ConsultationPage", "HearingTally", "Response", "default_rules", "new_public_id"]
