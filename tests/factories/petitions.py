"""Petitions in every stage, made by the same actions as real ones."""

from typing import Any

from accounts.models import Area, Citizen, User
from petitions import actions
from petitions.actions import representing
from petitions.kinds import PetitionKind
from petitions.models import Petition, Signature
from petitions.rules import Signable
from realtime.record.append import Receipt
from realtime.sealer import seal_all
from tests.factories.people import Cast, citizen

TEXT = {
    "title": "ขอทางเท้าที่เดินได้จริง",
    "title_en": "A pavement that can be walked on",
    "summary": "ขอให้ซ่อมทางเท้าหน้าโรงเรียน",
    "background": "ทางเท้าทรุดมาสองปี เด็กต้องลงไปเดินบนถนน",
}


def draft(cast: Cast, kind: str = "agency", **text: Any) -> Petition:
    """A draft by the petitioner, addressed to the cast's agency."""
    return actions.draft(by=cast.petitioner, kind=kind, addressee=cast.agency, text={**TEXT, **text})


def submitted(cast: Cast, **text: Any) -> Petition:
    """Waiting at the desk."""
    petition = draft(cast, **text)
    actions.submit(by=cast.petitioner, petition=petition)
    return petition


def collecting(cast: Cast, threshold: int = 300) -> Petition:
    """Open for names, with a threshold of one's choice (stamped, as a local kind would)."""
    petition = draft(cast, "local-2565", sections=[{"label": "ข้อ 1", "text": "ให้ซ่อมทางเท้า"}])
    cast.agency.areas.set(Area.objects.filter(code__in=["50", "90"]))
    actions.submit(by=cast.petitioner, petition=petition)
    actions.open_collecting(by=cast.moderator, petition=petition, electors=threshold * 20)
    seal_all()
    return petition


def sign(petition: Petition, by: Citizen | None = None, **how: Any) -> Receipt:
    """One signature, by a new citizen unless named."""
    return actions.sign(by=by or citizen(), petition=Signable.of(petition), **how)


def reached(cast: Cast, threshold: int = 2) -> Petition:
    """With enough names."""
    petition = collecting(cast, threshold)
    for _ in range(threshold):
        sign(petition)
    represented(petition)
    seal_all()
    petition.refresh_from_db()
    return petition


def represented(petition: Petition) -> None:
    """As many representatives as the law needs at least, from among the signers."""
    least, _most = petition.preset.representatives
    signers = Citizen.objects.filter(pk__in=Signature.objects.living().filter(petition=petition).values("citizen"))
    for person in signers.order_by("pk")[:least]:
        actions.stand(by=person, petition=petition, code=representing.code_of(petition))


def delivered(cast: Cast, by: Citizen | User | None = None) -> Petition:
    """With the authority."""
    petition = reached(cast)
    actions.deliver(by=by or cast.petitioner, petition=petition)
    seal_all()
    return petition


def kind_of(rules: dict[str, Any]) -> PetitionKind:
    """The kind in stamped rules."""
    return PetitionKind.from_json(rules["definition"])
