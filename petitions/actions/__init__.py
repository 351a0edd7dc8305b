"""The only writer of petitions: one verb for each act of a citizen and each decision of an officer."""

from petitions.actions.appeals import appeal, decide_appeal
from petitions.actions.authority import answer, answered_early, deliver, record_check
from petitions.actions.council import (
    ask_certificate,
    begin_check,
    certify,
    conclude,
    debate,
    open_hearing,
    publish_hearing,
)
from petitions.actions.days_off import add_holiday, remove_holiday
from petitions.actions.desk import discontinue, expire_due, hide, open_collecting, reject, restore, send_back
from petitions.actions.drafting import draft, invite, join, leave, revise, submit, withdraw_petition
from petitions.actions.following import open_from
from petitions.actions.kind_making import approve_kind, retire_kind, write_kind
from petitions.actions.pausing import pause_collecting, resume_collecting
from petitions.actions.representing import stand, step_down
from petitions.actions.signing import sign, sign_many, withdraw
from petitions.actions.striking import put_back, strike
from petitions.actions.timing import announce_delay, extend

__all__ = [
    "add_holiday",
    "announce_delay",
    "answer",
    "answered_early",
    "appeal",
    "approve_kind",
    "ask_certificate",
    "begin_check",
    "certify",
    "conclude",
    "debate",
    "decide_appeal",
    "deliver",
    "discontinue",
    "draft",
    "expire_due",
    "extend",
    "hide",
    "invite",
    "join",
    "leave",
    "open_collecting",
    "open_from",
    "open_hearing",
    "pause_collecting",
    "publish_hearing",
    "put_back",
    "record_check",
    "reject",
    "remove_holiday",
    "restore",
    "resume_collecting",
    "retire_kind",
    "revise",
    "send_back",
    "sign",
    "sign_many",
    "stand",
    "step_down",
    "strike",
    "submit",
    "withdraw",
    "withdraw_petition",
    "write_kind",
]
