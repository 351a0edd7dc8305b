"""Writing a petition step by step: one question a page, each with a hint and an example, saved as it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Sentence
from consult.threads.fields import Words, paragraph
from petitions import drafts, similar
from petitions.fields import act_choice, offer_acts, with_sections
from petitions.kinds import PetitionKind
from petitions.models import Petition


@dataclass(frozen=True)
class Step:
    """One page. `document` names the document for whose sake it is asked; empty for what everybody writes."""

    name: str
    question: Sentence
    hint: Sentence
    example: Sentence
    document: str = ""
    optional: bool = False

    def asked(self, kind: PetitionKind) -> bool:
        """Whether this kind needs the page."""
        return not self.document or any(document.field == self.document for document in kind.documents)


STEPS = (
    Step(
        "summary",
        _("What do you ask for?"),
        _("Say it so that a neighbour understands it without knowing the matter."),
        _("We ask the municipality to repair the pavement in front of the school and to mark a crossing."),
    ),
    Step(
        "background",
        _("Why?"),
        _("What happens today, whom it touches, what should be better. Leave out names of private people."),
        _("The pavement sank two years ago. Children walk on the road beside lorries. Two were hurt last year."),
    ),
    Step(
        "sections",
        _("The draft, section by section"),
        _("Begin each section on a new line with its number: มาตรา ๑ …, or ข้อ ๑ … for an ordinance."),
        _("ข้อ ๑ This ordinance is called … ข้อ ๒ It comes into force on the day after its publication."),
        "sections",
    ),
    Step(
        "principle",
        _("What is the principle?"),
        _("One or two sentences: there should be a law about …, or an Act should be amended so that …"),
        _("There should be a law on the reporting of air quality."),
        "principle",
    ),
    Step(
        "analysis",
        _("What are the main points?"),
        _("What each part does, whom it obliges, what it costs, which Acts it touches."),
        _("Section 3 obliges factories to publish hourly readings. Section 5 sets a fine."),
        "analysis",
    ),
    Step(
        "english",
        _("The same in English, if you like"),
        _("It helps people who read no Thai. It can be left empty."),
        "",
        optional=True,
    ),
)


class _Form(forms.Form):
    """The fields of one step, with the words that the draft has so far."""

    def text(self) -> dict[str, Any]:
        """The words as actions take them."""
        return dict(self.cleaned_data)


class TitleForm(_Form):
    """The first page: the one sentence."""

    title = Words(label=_("Title"), max_length=200)


class ConcernsForm(_Form):
    """The Act that it wants changed, among those whose titles come near."""

    concerns = act_choice()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = f"{self.initial.get('title', '')} {self.initial.get('summary', '')}"
        offer_acts(self.fields["concerns"], similar.acts_named(words), self.initial.get("concerns"))


class SummaryForm(_Form):
    """What is asked for."""

    summary = paragraph(_("What you ask for"), 1000, rows=4)


class BackgroundForm(_Form):
    """Why it is asked for."""

    background = paragraph(_("Why"), 8000, rows=8)


class SectionsForm(_Form):
    """The draft, divided into sections (2564 Act s.6(1), 2565 Act s.8(2))."""

    draft = paragraph(_("The draft, divided into sections"), 100_000, rows=14)

    def clean_draft(self) -> str:
        """A text with sections in it. Raises ValidationError."""
        return with_sections(self.cleaned_data["draft"])

    def text(self) -> dict[str, Any]:
        """The draft as pasted and as read."""
        words = self.cleaned_data["draft"]
        return {"sections": drafts.sections_of(words), "pasted": words}


class PrincipleForm(_Form):
    """The note of principle (2564 Act s.6(2))."""

    principle = paragraph(_("Note of principle"), 8000, rows=4)


class AnalysisForm(_Form):
    """The analysis of the main points (2564 Act s.6(4))."""

    analysis = paragraph(_("Analysis of the main points"), 8000, rows=8)


class EnglishForm(_Form):
    """Title and summary in the other language."""

    title_en = Words(label=_("Title in English"), max_length=200, required=False)
    summary_en = paragraph(_("What you ask for, in English"), 1000, rows=4, required=False)


_FORMS: dict[str, type[_Form]] = {
    "title": TitleForm,
    "concerns": ConcernsForm,
    "summary": SummaryForm,
    "background": BackgroundForm,
    "sections": SectionsForm,
    "principle": PrincipleForm,
    "analysis": AnalysisForm,
    "english": EnglishForm,
}
TITLE = Step(
    "title",
    _("What should change?"),
    _("One sentence that says what should change."),
    _("A pavement in front of the school that can be walked on"),
)


CONCERNS = Step(
    "concerns",
    _("Which Act should it change?"),
    _("Choose it from the Acts whose titles come near to yours, or none."),
    "",
    optional=True,
)


def steps_of(kind: PetitionKind) -> list[Step]:
    """The pages of this kind after the title, in order."""
    return [step for step in STEPS if step.asked(kind)]


def step_named(kind: PetitionKind, name: str) -> Step:
    """One page of this kind. Raises KeyError for none."""
    return {step.name: step for step in (TITLE, CONCERNS, *steps_of(kind))}[name]


def form_for(step: Step, data: Mapping[str, Any] | None, petition: Petition | None = None) -> _Form:
    """Its form, filled with what the draft has so far."""
    initial = {}
    if petition:
        names = ("title", "summary", "background", "principle", "analysis", "title_en", "summary_en")
        initial = {name: getattr(petition, name) for name in names} | {"draft": drafts.words_of(petition)}
        initial["concerns"] = petition.concerns
    return _FORMS[step.name](data, initial=initial)


def first_open(petition: Petition) -> str:
    """The name of the first page that is still empty; "" when all that is needed is written."""
    for step in steps_of(petition.preset):
        if not step.optional and not getattr(petition, step.name):
            return step.name
    return ""


def after(petition: Petition, name: str) -> str:
    """The name of the page after `name`; "" after the last."""
    names = [TITLE.name, *(step.name for step in steps_of(petition.preset))]
    following = names[names.index(name) + 1 :] if name in names else []
    return following[0] if following else ""
