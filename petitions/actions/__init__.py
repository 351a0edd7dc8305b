"""The only writer of petitions: one verb for each act of a citizen and each decision of an officer."""

from petitions.actions.authority import answer, deliver, record_check
from petitions.actions.desk import expire_due, hide, open_collecting, reject, send_back
from petitions.actions.drafting import draft, invite, join, revise, submit, withdraw_petition
from petitions.actions.signing import sign, withdraw
from petitions.actions.striking import put_back, strike

__all__ = [
    "answer",
    "deliver",
    "draft",
    "expire_due",
    "hide",
    "invite",
    "join",
    "open_collecting",
    "put_back",
    "record_check",
    "reject",
    "revise",
    "send_back",
    "sign",
    "strike",
    "submit",
    "withdraw",
    "withdraw_petition",
]
