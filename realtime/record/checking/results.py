"""The published result of a round, counted again from the entries of the record and the open data of the site."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from realtime.record.checking.crowds import few_in
from realtime.record.checking.forms import ballots_fit, openings_say, polls_from
from realtime.record.checking.merkle import Broken
from realtime.record.checking.notes import Head
from realtime.record.checking.shares import winners
from realtime.record.checking.tiles import Fetch, verify_record

SIGNED = {
    "round.certified": "Two officers certified it.",
    "round.corrected": "Two officers corrected it after a recount.",
    "round.recount-ordered": "A recount was ordered: it is not official now.",
}


@dataclass
class Votes:
    """What the record says about one round: commitments cast and replaced, and what was announced."""

    subject: str
    cast: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    def look(self, leaf: bytes) -> None:
        """Take what belongs to this round out of an entry."""
        if self.subject.encode() not in leaf:
            return
        entry = json.loads(leaf)
        if entry["subject"] != self.subject:
            return
        kind, body = entry["kind"], entry["body"]
        if kind == "round.ballot":
            self.cast.append(body["commitment"])
        elif kind == "round.ballot-replaced":
            self.replaced.append(body["commitment"])
        else:
            self.told.setdefault(kind, []).append(body)
            self.order.append(kind)

    def once(self, kind: str) -> dict[str, Any]:
        """What was announced with this kind of entry; raises Broken unless exactly once."""
        found = self.told.get(kind, [])
        if len(found) != 1:
            raise Broken(f"The record has {len(found)} entries {kind} of this round, not one.")
        return found[0]


def verify_result(record: Fetch, site: Fetch, head: Head, olds: Sequence[Head], name: str) -> str:
    """Check the whole record, then the result of the round `name`; one sentence. Raises Broken."""
    votes = Votes(f"round/{name}")
    verify_record(record, head, olds, votes.look)
    opened, counted = votes.once("round.opened"), votes.once("round.counted")
    rules = _published(site(f"th/rounds/{name}/rules.json"), opened["rules"], "rules")
    ballots = _published(site(f"th/rounds/{name}/result/ballots.json"), counted["ballots"], "ballots")
    _ballots_stand(votes, counted, ballots)
    _officers_looked(votes, counted)
    ballots_fit(rules, ballots)
    few = few_in(rules, ballots)
    if rules["secrecy"] == "open":
        _openings_fit(votes, rules, ballots)
    polls = polls_from(rules, ballots)
    counting = rules["counting"]
    funded: list[str] = []
    for number, poll in enumerate(polls):
        by = counting["few"] if number in few else counting
        funded += winners(poll, by["rule"], by["parameters"])
    standing = votes.told.get("round.corrected", [counted])[-1]
    _agrees(funded, standing["funded"], "entry in the record")
    outcome = json.loads(site(f"api/rounds/{name}/result"))["outcome"]
    _agrees(funded, outcome["funded"], "result that the site shows")
    for verdict in outcome["verdicts"]:
        if verdict["votes"] != sum(poll.votes(verdict["code"]) for poll in polls if verdict["code"] in poll.cost):
            raise Broken(f"The site gives project {verdict['code']} another number of votes than its ballots.")
    by_rule = _rules_used(counting, len(polls), len(few))
    return (
        f"OK: {ballots['ballots']} ballots of round {name}, each with its entry in the record, counted again by "
        f"{by_rule}: {len(funded)} projects are funded, as announced: {', '.join(funded)}. {_signed(votes)}"
    )


def _rules_used(counting: Mapping[str, Any], polls: int, few: int) -> str:
    """The rules that were used, in words."""
    if not few:
        return str(counting["rule"])
    where = "" if few == polls else f"{counting['rule']}, and in {few} of {polls} envelopes by "
    return f"{where}{counting['few']['rule']} (fewer than {counting['few']['fewer_than']} ballots)"


def _signed(votes: Votes) -> str:
    """Whether two officers stand for the result, by the last of these entries."""
    order = [kind for kind in votes.order if kind in SIGNED]
    return SIGNED[order[-1]] if order else "No officers have certified it yet."


def _published(data: bytes, announced: str, what: str) -> dict[str, Any]:
    """A published document, if it is the one whose hash is in the record."""
    if hashlib.sha256(data).hexdigest() != announced:
        raise Broken(f"The {what} that the site publishes are not those whose hash is in the record.")
    document: dict[str, Any] = json.loads(data)
    return document


def _ballots_stand(votes: Votes, counted: Mapping[str, Any], ballots: Mapping[str, Any]) -> None:
    """Commitments − replaced = ballots counted = ballots published."""
    standing = len(set(votes.cast) - set(votes.replaced))
    published = sum(pattern["voters"] for pattern in ballots["patterns"]) + ballots["rest"]["ballots"]
    if "parts" in ballots and not published:
        published = ballots["ballots"]  # whether the parts can be of so many, `few_in` looks
    if not len(votes.cast) - len(votes.replaced) == standing == counted["counted"] == ballots["ballots"] == published:
        raise Broken(
            f"{len(votes.cast)} ballots cast, {len(votes.replaced)} replaced, {counted['counted']} announced, "
            f"{published} published: this does not add up."
        )


def _officers_looked(votes: Votes, counted: Mapping[str, Any]) -> None:
    """Two officers gave their word after every opening was checked, over the commitments that stand in the record."""
    standing = "\n".join(sorted(set(votes.cast) - set(votes.replaced)))
    wanted = (counted["counted"], hashlib.sha256(standing.encode()).hexdigest())
    words = votes.told.get("round.close-confirmed", [])
    if len(words) < 2 or any((word["openings_checked"], word["commitments"]) != wanted for word in words):
        raise Broken("Two officers did not give their word over the openings of exactly these ballots.")


def _openings_fit(votes: Votes, rules: Mapping[str, Any], ballots: Mapping[str, Any]) -> None:
    """In an open round: every commitment that stands is opened, and the openings are the published patterns."""
    for commitment, salt, choices in ballots["openings"]:
        if hashlib.sha256(bytes.fromhex(salt) + choices.encode()).hexdigest() != commitment:
            raise Broken(f"The opening of {commitment} does not fit.")
    if sorted(opening[0] for opening in ballots["openings"]) != sorted(set(votes.cast) - set(votes.replaced)):
        raise Broken("The openings are not those of the ballots in the record.")
    openings_say(rules, ballots)


def _agrees(funded: Sequence[str], announced: Sequence[str], where: str) -> None:
    if sorted(funded) != sorted(announced):
        more = ", ".join(sorted(set(announced) - set(funded))) or "none"
        fewer = ", ".join(sorted(set(funded) - set(announced))) or "none"
        raise Broken(f"Counted again, the winners are others than in the {where}: it adds {more} and lacks {fewer}.")
