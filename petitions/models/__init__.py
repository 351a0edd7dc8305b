"""Petitions, signatures, answers, and what sealing has counted."""

from petitions.models.answer import Answer
from petitions.models.event import Event
from petitions.models.petition import Initiator, Petition
from petitions.models.signature import Signature
from petitions.models.tally import AreaTally, HourTally, Tally

__all__ = ["Answer", "AreaTally", "Event", "HourTally", "Initiator", "Petition", "Signature", "Tally"]
