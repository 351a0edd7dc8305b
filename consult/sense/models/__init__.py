"""Making sense of many comments: groups of similar ones, the opinion map, and the work of a machine on them."""

from consult.sense.models.group import Apart, GroupMember, IssueGroup
from consult.sense.models.grouping import Change, Grouping
from consult.sense.models.hint import HintKey
from consult.sense.models.opinion import OpinionMap

__all__ = ["Apart", "Change", "GroupMember", "Grouping", "HintKey", "IssueGroup", "OpinionMap"]
