"""Whom a hearing tells what: participants their answer, followers and participants the end."""

import uuid
from collections.abc import Iterable

from consult.hearings.models import ConsultationPage


def answered(hearing: ConsultationPage, citizens: Iterable[uuid.UUID], *, key: str) -> None:
    """Tell the authors of comments that the agency has answered them; once for each act (`key`)."""


def finished(hearing: ConsultationPage) -> None:
    """Tell everybody who took part or follows that the hearing is finished; once."""
