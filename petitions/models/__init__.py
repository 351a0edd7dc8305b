"""Petitions, signatures, answers, and what sealing has counted."""

from petitions.models.answer import Answer
from petitions.models.appeal import Appeal
from petitions.models.archived import ArchivedPetition
from petitions.models.batch import Batch, BatchName, Pause
from petitions.models.clock import Extension, Holiday, RunningClock
from petitions.models.delay import DelayNotice
from petitions.models.event import Event
from petitions.models.follow_up import FollowUp
from petitions.models.own_kind import OwnKind
from petitions.models.package import AuthorityKey, Package, PackageLook
from petitions.models.paper import Outcome, PaperFile, Sample, SampleLine, Sheet, SheetLine, SheetStrike
from petitions.models.petition import Initiator, Petition
from petitions.models.representative import Representative
from petitions.models.signature import Signature
from petitions.models.tally import AreaTally, HourTally, MinuteTally, Tally
from petitions.models.threshold import Threshold

__all__ = [
    "Answer",
    "Appeal",
    "ArchivedPetition",
    "AreaTally",
    "AuthorityKey",
    "Batch",
    "BatchName",
    "DelayNotice",
    "Event",
    "Extension",
    "FollowUp",
    "Holiday",
    "HourTally",
    "Initiator",
    "MinuteTally",
    "Outcome",
    "OwnKind",
    "Package",
    "PackageLook",
    "PaperFile",
    "Pause",
    "Petition",
    "Representative",
    "RunningClock",
    "Sample",
    "SampleLine",
    "Sheet",
    "SheetLine",
    "SheetStrike",
    "Signature",
    "Tally",
    "Threshold",
]
