"""The kinds of petition as data: numbers, windows, documents, addressees and clocks, each with its source.

An authority adapts a kind by adding a row here. Numbers are stamped on a petition when collecting
starts and never move under it afterwards (petitions.models and a database trigger).

Sources: Act on Initiating Legislation B.E. 2564 (2021); Act on Initiating Local Ordinances B.E. 2565
(2022); Constitution B.E. 2560 s.133(3), s.256(1); Estonia: Response to Memoranda and Requests for
Explanations and Submission of Collective Addresses Act; Finland: Citizens' Initiative Act 12/2012.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, Assurance
from accounts.refusals import Sentence

LOCAL = (Agency.Kind.MUNICIPALITY, Agency.Kind.PROVINCE, Agency.Kind.SUBDISTRICT)
ANY = tuple(Agency.Kind)


@dataclass(frozen=True)
class ClockRule:
    """A time that somebody has: from the moment in field `starts` until the moment in field `ends`.

    `starts` and `ends` are names of timestamps of a petition; `source` is the provision.
    """

    code: str
    label: Sentence
    starts: str
    ends: str
    days: int
    source: Sentence


@dataclass(frozen=True)
class Document:
    """One text that the law asks for, in the petition's field `field`."""

    field: str
    label: Sentence
    source: Sentence


@dataclass(frozen=True)
class PetitionKind:
    """One kind of petition. `share` is the part of the local electors that is enough when it is fewer."""

    code: str
    name: Sentence
    explanation: Sentence
    law: Sentence
    threshold: int
    threshold_source: Sentence
    window: timedelta
    window_source: Sentence
    addressees: tuple[str, ...]
    addressee_name: Sentence
    share: tuple[int, int] | None = None
    minimum_age: int = 18
    assurance: Assurance = Assurance.CHECKED
    initiators: int = 1
    representatives: tuple[int, int] = (0, 0)
    documents: tuple[Document, ...] = ()
    clocks: tuple[ClockRule, ...] = ()
    limits: Sentence = ""

    @property
    def is_local(self) -> bool:
        """Whether only the people of the addressee's own area may sign."""
        return self.share is not None

    @property
    def asks_draft(self) -> bool:
        """Whether the petitioner must bring a drafted text."""
        return any(document.field == "sections" for document in self.documents)

    def threshold_for(self, electors: int | None) -> int:
        """Names needed; for a local kind the smaller of the number and the share of `electors`, rounded up.

        Raises ValueError when a local kind is not told how many electors there are (2565 Act s.7).
        """
        if self.share is None:
            return self.threshold
        if not electors or electors < 1:
            raise ValueError("A local petition needs the number of electors (2565 Act s.7).")
        part, whole = self.share
        return min(self.threshold, -(-electors * part // whole))


def _draft(source: Sentence) -> Document:
    return Document("sections", _("The draft, divided into sections"), source)


_LAW_DOCUMENTS = (
    _draft(_("2564 Act s.6(1)")),
    Document("principle", _("Note of principle"), _("2564 Act s.6(2)")),
    Document("background", _("Note of reasons"), _("2564 Act s.6(3)")),
    Document("analysis", _("Analysis of the main points"), _("2564 Act s.6(4)")),
)
_LAW_CLOCKS = (
    ClockRule("principle", _("Check of the principle"), "submitted_at", "decided_at", 15, _("2564 Act s.8")),
    ClockRule("check", _("Check of documents and names"), "delivered_at", "checked_at", 45, _("2564 Act s.12")),
)

ACT = PetitionKind(
    code="act-2564",
    name=_("Act of Parliament"),
    explanation=_("Electors propose a bill to the House of Representatives."),
    law=_("Act on Initiating Legislation B.E. 2564"),
    threshold=10_000,
    threshold_source=_("2564 Act s.5 paragraph 2"),
    window=timedelta(days=365),
    window_source=_("2564 Act s.10: one year, then 90 days more after notice"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("President of the House of Representatives"),
    initiators=20,
    representatives=(20, 30),
    documents=_LAW_DOCUMENTS,
    clocks=_LAW_CLOCKS,
    limits=_("Only on rights and liberties (Chapter 3) or duties of the State (Chapter 5) of the Constitution: s.6."),
)
CONSTITUTION = PetitionKind(
    code="constitution-2564",
    name=_("Constitutional amendment"),
    explanation=_("Electors propose an amendment of the Constitution to the National Assembly."),
    law=_("Act on Initiating Legislation B.E. 2564"),
    threshold=50_000,
    threshold_source=_("2564 Act s.5 paragraph 3"),
    window=timedelta(days=365),
    window_source=_("2564 Act s.10 and s.16: one year, then 90 days more after notice"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("President of the National Assembly"),
    initiators=20,
    representatives=(1, 10),
    documents=_LAW_DOCUMENTS,
    clocks=_LAW_CLOCKS,
    limits=_("Never to change the democratic regime with the King as Head of State or the form of the State: s.15."),
)
LOCAL_ORDINANCE = PetitionKind(
    code="local-2565",
    name=_("Local ordinance"),
    explanation=_("Electors of a local authority propose an ordinance to its council."),
    law=_("Act on Initiating Local Ordinances B.E. 2565"),
    threshold=3_000,
    threshold_source=_("2565 Act s.7: 3,000 or one twentieth of the electors, whichever is fewer"),
    share=(1, 20),
    window=timedelta(days=365),
    window_source=_("Rule of this site; the Act sets no time"),
    addressees=LOCAL,
    addressee_name=_("President of the local council"),
    representatives=(1, 10),
    documents=(_draft(_("2565 Act s.8(2)")),),
    clocks=(ClockRule("check", _("Check of the request"), "delivered_at", "checked_at", 30, _("2565 Act s.11")),),
    limits=_("A budget ordinance also needs the executive's certificate, given or refused within 15 days: s.12."),
)
AGENCY = PetitionKind(
    code="agency",
    name=_("Petition to an agency"),
    explanation=_("People ask a public body to do something, or to stop."),
    law=_("Rule of this site"),
    threshold=300,
    threshold_source=_("Rule of this site"),
    window=timedelta(days=180),
    window_source=_("Rule of this site"),
    addressees=ANY,
    addressee_name=_("Head of the agency"),
    minimum_age=15,
    clocks=(ClockRule("answer", _("Official answer"), "delivered_at", "answered_at", 30, _("Rule of this site")),),
)
ESTONIA = PetitionKind(
    code="collective-address",
    name=_("Collective address (Estonian model)"),
    explanation=_("A thousand residents aged 16 or more bring a matter before Parliament."),
    law=_("Estonia: Response to Memoranda … and Submission of Collective Addresses Act"),
    threshold=1_000,
    threshold_source=_("As in Estonia"),
    window=timedelta(days=365),
    window_source=_("Rule of this site"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("Board of Parliament"),
    minimum_age=16,
    clocks=(
        ClockRule("check", _("Decision to take up the matter"), "delivered_at", "checked_at", 30, _("As in Estonia")),
        ClockRule("answer", _("Official answer"), "delivered_at", "answered_at", 183, _("As in Estonia")),
    ),
)
FINLAND = PetitionKind(
    code="citizens-initiative",
    name=_("Citizens' initiative (Finnish model)"),
    explanation=_("Fifty thousand people propose a law within six months."),
    law=_("Finland: Citizens' Initiative Act 12/2012"),
    threshold=50_000,
    threshold_source=_("As in Finland"),
    window=timedelta(days=182),
    window_source=_("As in Finland: six months"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("Parliament"),
    documents=(Document("background", _("Note of reasons"), _("As in Finland")),),
    clocks=(ClockRule("check", _("Count of the names"), "delivered_at", "checked_at", 30, _("Rule of this site")),),
)

KINDS: dict[str, PetitionKind] = {
    kind.code: kind for kind in (ACT, CONSTITUTION, LOCAL_ORDINANCE, AGENCY, ESTONIA, FINLAND)
}
CHOICES = [(kind.code, kind.name) for kind in KINDS.values()]
