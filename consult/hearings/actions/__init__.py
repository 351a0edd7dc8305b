"""The only writers of a hearing, by file."""

from consult.hearings.actions.answering import REASON_LEAST, Said, respond, respond_to_all
from consult.hearings.actions.answering_many import Given, answer_group, answer_selection
from consult.hearings.actions.finishing import End, finish, obstacles
from consult.hearings.actions.knowing import Person, add_known, leave_known, remove_known
from consult.hearings.actions.publishing import cancel, extend, publish
from consult.hearings.actions.reporting import approve, give_back, report_of, review, submit, write_part

__all__ = [
    "REASON_LEAST",
    "End",
    "Given",
    "Person",
    "Said",
    "add_known",
    "answer_group",
    "answer_selection",
    "approve",
    "cancel",
    "extend",
    "finish",
    "give_back",
    "leave_known",
    "obstacles",
    "publish",
    "remove_known",
    "report_of",
    "respond",
    "respond_to_all",
    "review",
    "submit",
    "write_part",
]
