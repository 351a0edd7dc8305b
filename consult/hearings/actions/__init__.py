"""The only writers of a hearing, by file."""

from consult.hearings.actions.answering import REASON_LEAST, Said, respond, respond_to_all
from consult.hearings.actions.answering_many import Given, answer_group, answer_selection
from consult.hearings.actions.publishing import cancel, publish

__all__ = [
    "REASON_LEAST",
    "Given",
    "Said",
    "answer_group",
    "answer_selection",
    "cancel",
    "publish",
    "respond",
    "respond_to_all",
]
