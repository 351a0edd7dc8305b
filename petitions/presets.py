"""The kinds that the law and other countries give, each number with its source.

Sources: Act on Initiating Legislation B.E. 2564 (2021); Act on Initiating Local Ordinances B.E. 2565
(2022); Constitution B.E. 2560 s.133(3), s.256(1); Estonia: Response to Memoranda and Requests for
Explanations and Submission of Collective Addresses Act; Finland: Citizens' Initiative Act 12/2012.
"""

from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.refusals import Sentence
from petitions.kinds import ANY, LOCAL, ClockRule, Document, PetitionKind, ThresholdRule


def _draft(source: Sentence) -> Document:
    return Document("sections", _("The draft, divided into sections"), source)


_LAW_DOCUMENTS = (
    _draft(_("2564 Act s.6(1)")),
    Document("principle", _("Note of principle"), _("2564 Act s.6(2)")),
    Document("background", _("Note of reasons"), _("2564 Act s.6(3)")),
    Document("analysis", _("Analysis of the main points"), _("2564 Act s.6(4)")),
)
_CORRECTION = ClockRule(
    "correction",
    _("Correction by the petitioners"),
    "returned_at",
    "corrected_at",
    30,
    _("2564 Act s.12 paras. 1, 3"),
    True,
)
_LAW_CLOCKS = (
    ClockRule(
        "principle", _("Check of the principle"), "submitted_at", "decided_at", 15, _("2564 Act s.8 para. 2"), True
    ),
    ClockRule(
        "check", _("Check of documents and names"), "delivered_at", "checked_at", 45, _("2564 Act s.12 para. 1"), True
    ),
    _CORRECTION,
)
_MODERATION = ClockRule(
    "moderation",
    _("Check before names are collected"),
    "submitted_at",
    "decided_at",
    7,
    _("Rule of this site"),
    rolls=True,
)
_HAND_OVER = _("The names can be handed over, and the authority has to deal with it.")

ACT = PetitionKind(
    code="act-2564",
    name=_("Act of Parliament"),
    explanation=_("Electors propose a bill to the House of Representatives."),
    law=_("Act on Initiating Legislation B.E. 2564"),
    thresholds=(ThresholdRule("names", _HAND_OVER, _("2564 Act s.5 paragraph 2"), 10_000),),
    window=timedelta(days=365),
    window_source=_("2564 Act s.10: one year, then 90 days more after notice"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("President of the House of Representatives"),
    initiators=20,
    representatives=(20, 30),
    representatives_source=_("2564 Act s.11 para. 1"),
    extra_days=90,
    hearing_first=True,
    documents=_LAW_DOCUMENTS,
    clocks=_LAW_CLOCKS,
    limits=_("Only on rights and liberties (Chapter 3) or duties of the State (Chapter 5) of the Constitution: s.6."),
)
CONSTITUTION = PetitionKind(
    code="constitution-2564",
    name=_("Constitutional amendment"),
    explanation=_("Electors propose an amendment of the Constitution to the National Assembly."),
    law=_("Act on Initiating Legislation B.E. 2564"),
    thresholds=(ThresholdRule("names", _HAND_OVER, _("2564 Act s.5 paragraph 3"), 50_000),),
    window=timedelta(days=365),
    window_source=_("2564 Act s.10 and s.16: one year, then 90 days more after notice"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("President of the National Assembly"),
    initiators=20,
    representatives=(1, 10),
    representatives_source=_("2564 Act s.16(4)"),
    extra_days=90,
    hearing_first=True,
    documents=_LAW_DOCUMENTS,
    clocks=_LAW_CLOCKS,
    limits=_("Never to change the democratic regime with the King as Head of State or the form of the State: s.15."),
)
LOCAL_ORDINANCE = PetitionKind(
    code="local-2565",
    name=_("Local ordinance"),
    explanation=_("Electors of a local authority propose an ordinance to its council."),
    law=_("Act on Initiating Local Ordinances B.E. 2565"),
    local=True,
    thresholds=(
        ThresholdRule(
            "names",
            _HAND_OVER,
            _("2565 Act s.7: 3,000 or one twentieth of the electors, whichever is fewer"),
            3_000,
            (1, 20),
        ),
    ),
    window=timedelta(days=365),
    window_source=_("Rule of this site; the Act sets no time"),
    addressees=LOCAL,
    addressee_name=_("President of the local council"),
    representatives=(1, 10),
    representatives_source=_("2565 Act s.8(3)"),
    certificate=True,
    publishes_names=True,
    documents=(_draft(_("2565 Act s.8(2)")),),
    clocks=(
        _MODERATION,
        ClockRule("check", _("Check of the request"), "delivered_at", "checked_at", 30, _("2565 Act s.11 para. 1")),
        replace(_CORRECTION, source=_("2565 Act s.11 para. 2")),
        ClockRule(
            "to-executive",
            _("Sending a budget to the executive"),
            "delivered_at",
            "certificate_asked_at",
            30,
            _("2565 Act s.12 para. 1"),
            budget_only=True,
        ),
        ClockRule(
            "certificate",
            _("The executive's certificate"),
            "certificate_asked_at",
            "certificate_at",
            15,
            _("2565 Act s.12 para. 2"),
            budget_only=True,
        ),
    ),
    limits=_("A budget ordinance also needs the executive's certificate, given or refused within 15 days: s.12."),
)
AGENCY = PetitionKind(
    code="agency",
    name=_("Petition to an agency"),
    explanation=_("People ask a public body to do something, or to stop."),
    law=_("Rule of this site"),
    thresholds=(ThresholdRule("names", _HAND_OVER, _("Rule of this site"), 300),),
    window=timedelta(days=180),
    window_source=_("Rule of this site"),
    addressees=ANY,
    addressee_name=_("Head of the agency"),
    minimum_age=15,
    clocks=(
        _MODERATION,
        ClockRule("answer", _("Official answer"), "delivered_at", "answered_at", 30, _("Rule of this site"), True),
    ),
)
ESTONIA = PetitionKind(
    code="collective-address",
    name=_("Collective address (Estonian model)"),
    explanation=_("A thousand residents aged 16 or more bring a matter before Parliament."),
    law=_("Estonia: Response to Memoranda … and Submission of Collective Addresses Act"),
    thresholds=(ThresholdRule("names", _HAND_OVER, _("As in Estonia"), 1_000),),
    window=timedelta(days=365),
    window_source=_("Rule of this site"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("Board of Parliament"),
    minimum_age=16,
    clocks=(
        _MODERATION,
        ClockRule("check", _("Decision to take up the matter"), "delivered_at", "checked_at", 30, _("As in Estonia")),
        ClockRule("answer", _("Official answer"), "delivered_at", "answered_at", 183, _("As in Estonia")),
    ),
)
FINLAND = PetitionKind(
    code="citizens-initiative",
    name=_("Citizens' initiative (Finnish model)"),
    explanation=_("Fifty thousand people propose a law within six months."),
    law=_("Finland: Citizens' Initiative Act 12/2012"),
    thresholds=(ThresholdRule("names", _HAND_OVER, _("As in Finland"), 50_000),),
    window=timedelta(days=182),
    window_source=_("As in Finland: six months"),
    addressees=(Agency.Kind.PARLIAMENT,),
    addressee_name=_("Parliament"),
    documents=(Document("background", _("Note of reasons"), _("As in Finland")),),
    clocks=(
        _MODERATION,
        ClockRule("check", _("Count of the names"), "delivered_at", "checked_at", 30, _("Rule of this site")),
    ),
)

KINDS: dict[str, PetitionKind] = {
    kind.code: kind for kind in (ACT, CONSTITUTION, LOCAL_ORDINANCE, AGENCY, ESTONIA, FINLAND)
}
