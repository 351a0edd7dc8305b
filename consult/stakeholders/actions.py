"""The only writers of the register of stakeholders."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Area, Citizen
from accounts.refusals import AlreadyDone, Refused
from consult.stakeholders.models import Registration
from consult.stakeholders.topics import TOPICS
from realtime.record import append, commitments
from realtime.record.append import Receipt

SUBJECT = "stakeholders/register"


@dataclass(frozen=True)
class Wanted:
    """Of what somebody wants to be told, where, and for whom they speak."""

    topics: list[str] = field(default_factory=list)
    area: Area | None = None
    organisation: str = ""
    name_shown: bool = False


def register(*, by: Citizen, wanted: Wanted) -> Receipt:
    """Register to be told of hearings (2562 Act s.15). Raises Refused without a topic, AlreadyDone the second time."""
    if not wanted.topics or not set(wanted.topics) <= set(TOPICS):
        raise Refused(_("Choose at least one topic from the list."))
    organisation = wanted.organisation.strip()
    row = Registration(
        citizen=by, topics=sorted(set(wanted.topics)), area=wanted.area, organisation=organisation,
        name_shown=bool(organisation) and wanted.name_shown, salt=commitments.new_salt(),
    )  # fmt: skip
    receipt = append.write(row, kind="stakeholder.registered", subject=SUBJECT, body=_said(row))
    if receipt is None:
        raise AlreadyDone(_("You are registered already. End that registration first to change it."))
    return receipt


@transaction.atomic
def end(*, by: Citizen, registration: Registration) -> Receipt:
    """Stop being told. Raises AlreadyDone for one that is not there or is another's."""
    mine = Registration.objects.standing().filter(pk=registration.pk, citizen=by)
    if not mine.update(ended_at=timezone.now()):
        raise AlreadyDone(_("There is no such registration of yours."))
    return append.append("stakeholder.ended", SUBJECT, _said(registration))


def _said(row: Registration) -> dict[str, str]:
    """That somebody registered, and commitments to who and for what; nothing personal."""
    salt = bytes(row.salt)
    wanted = f"{row.organisation}\x1f{','.join(row.topics)}\x1f{row.area_id or ''}"
    return {
        "act": str(row.pk),
        "by": commitments.commit(salt, row.citizen_id.bytes),
        "wanted": commitments.commit(salt, wanted),
    }
