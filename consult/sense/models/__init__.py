"""Making sense of many comments: groups of similar ones, and the work of a machine on them."""

from consult.sense.models.group import Apart, GroupMember, IssueGroup
from consult.sense.models.grouping import Change, Grouping

__all__ = ["Apart", "Change", "GroupMember", "Grouping", "IssueGroup"]
