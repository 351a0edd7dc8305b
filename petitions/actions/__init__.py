"""The only writer of petitions: one verb for each act of a citizen and each decision of an officer."""

from petitions.actions.authority import answer, deliver, record_check
from petitions.actions.desk import expire_due, hide, open_collecting, reject, send_back
from petitions.actions.drafting import draft, invite, join, revise, submit, withdraw_petition
from petitions.actions.signing import sign, withdraw

__all__ = [
    "answer",
    "deliver",
    "draft",
    "expire_due",
    "hide",
    "invite",
    "join",
    "open_collecting",
    "record_check",
    "reject",
    "revise",
    "send_back",
    "sign",
    "submit",
    "withdraw",
    "withdraw_petition",
]
