"""Deciding over one line of a sheet: the register says who it is, the eligibility engine whether they may. Pure."""

from dataclasses import dataclass

from accounts import eligibility
from accounts.claims import Claims
from accounts.eligibility import Rules
from accounts.models import Assurance, Citizen
from petitions.models import Outcome
from petitions.paper.names import Likeness, compare
from petitions.paper.reading import Read

_ELIGIBILITY = {
    "too-young": Outcome.TOO_YOUNG,
    "other-area": Outcome.OTHER_AREA,
    "assurance": Outcome.NOT_SURE,
    "expired": Outcome.NOT_SURE,
}


@dataclass(frozen=True)
class Judgement:
    """What is to become of a line. `claims` is a new person to register when it is to be counted."""

    read: Read
    outcome: Outcome
    remarks: tuple[str, ...] = ()
    person: Citizen | None = None
    claims: Claims | None = None


def judge(line: Read, person: Citizen | None, rules: Rules) -> Judgement:
    """The verdict on a line that `person` (from the register, None for unknown) is said to have signed."""
    written = line.written
    if written.unreadable or "given_name" in line.problems or ("identity" in line.problems and not written.identity):
        return Judgement(line, Outcome.UNREADABLE, person=person)
    if line.key is None:
        return Judgement(line, Outcome.BAD_NUMBER)
    if person is None:
        return _newcomer(line, rules)
    remarks, outcome = _compare(line, person)
    return Judgement(line, outcome or _verdict(rules, person), tuple(remarks), person)


def _newcomer(line: Read, rules: Rules) -> Judgement:
    """Somebody the register does not know, whose card the officer has seen, with all that registering needs."""
    written = line.written
    if not (written.card_seen and line.birthday and written.area):
        return Judgement(line, Outcome.UNKNOWN)
    claims = Claims(
        written.identity,
        written.given_name.strip(),
        written.family_name.strip(),
        line.birthday.day,
        written.area,
        Assurance.DOCUMENT_SEEN,
    )
    would_be = Citizen(birth_date=claims.birth_date, area_id=claims.area, assurance=claims.assurance)
    remarks = ("common-era",) if line.birthday.common_era else ()
    return Judgement(line, _verdict(rules, would_be), remarks, claims=claims)


def _verdict(rules: Rules, person: Citizen) -> Outcome:
    verdict = eligibility.check(rules, person)
    return Outcome.COUNTED if verdict.allowed else _ELIGIBILITY[verdict.reasons[0].code]


def _compare(line: Read, person: Citizen) -> tuple[list[str], Outcome | None]:
    """Remarks for the officer, and the refusal when name or birth date belong to somebody else."""
    birth_agrees, remarks = _birth(line, person)
    if birth_agrees is False:
        return remarks, Outcome.BIRTH_DIFFERS
    written = line.written
    likeness = compare(written.given_name, written.family_name, person.given_name, person.family_name)
    if likeness is Likeness.CLOSE:
        remarks.append("close-name")
    if likeness is Likeness.OTHER_SCRIPT:
        remarks.append("other-script")
        # Letters of two scripts cannot be compared: number and birth date must both agree.
        return remarks, None if birth_agrees else Outcome.NAME_DIFFERS
    return remarks, Outcome.NAME_DIFFERS if likeness is Likeness.DIFFERENT else None


def _birth(line: Read, person: Citizen) -> tuple[bool | None, list[str]]:
    """Whether the birth date agrees (None: none readable was written), with remarks."""
    if line.birthday is None:
        return (None, ["birth-unread"]) if "birth" in line.problems else (None, [])
    remarks = ["common-era"] if line.birthday.common_era else []
    if line.birthday.day == person.birth_date:
        return True, remarks
    if line.birthday.swapped == person.birth_date:
        return True, [*remarks, "day-month"]
    return False, remarks
