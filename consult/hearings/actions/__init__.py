"""The only writers of a hearing, by file."""

from consult.hearings.actions.answering import REASON_LEAST, respond, respond_to_all
from consult.hearings.actions.publishing import cancel, publish

__all__ = ["REASON_LEAST", "cancel", "publish", "respond", "respond_to_all"]
