"""The form in which an authority makes its own kind of petition."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency
from accounts.refusals import Sentence
from consult.threads.fields import Words, paragraph
from petitions.kinds import ClockRule, Document, PetitionKind, ThresholdRule
from petitions.words import from_data

CONSEQUENCES: dict[str, Sentence] = {
    "answer": _("The authority answers in public."),
    "hearing": _("The authority opens a public hearing about it."),
    "debate": _("The council or Parliament debates it."),
}
DOCUMENTS: dict[str, Sentence] = {
    "sections": _("The draft, divided into sections"),
    "principle": _("Note of principle"),
    "analysis": _("Analysis of the main points"),
}
FURTHER = (2, 3)


def _number(label: Any, low: int, high: int, *, required: bool = False, help_text: Any = "") -> Any:
    return forms.IntegerField(label=label, min_value=low, max_value=high, required=required, help_text=help_text)


class OwnKindForm(forms.Form):
    """Numbers and words of a kind; `kind()` is what they mean."""

    code = forms.SlugField(label=_("Short name for addresses (a–z, 0–9)"), max_length=40)
    name = Words(label=_("Name"), max_length=120)
    name_en = Words(label=_("Name in English"), max_length=120, required=False)
    explanation = paragraph(_("What it is for, in one sentence"), 400, rows=2)
    explanation_en = paragraph(_("The same in English"), 400, rows=2, required=False)
    law = Words(label=_("Legal basis"), max_length=200)
    law_en = Words(label=_("Legal basis in English"), max_length=200, required=False)
    names = _number(_("Names needed for hand-over"), 1, 10_000_000, help_text=_("Leave it empty to use a share alone."))
    one_in = _number(
        _("or one in how many electors"),
        1,
        1_000,
        help_text=_("20 means one twentieth. With both, whichever is fewer."),
    )
    provinces = _number(_("From at least this many provinces"), 1, 77)
    per_province = _number(_("at least this many names each"), 1, 100_000)
    names_2 = _number(_("Second threshold: names"), 1, 10_000_000)
    consequence_2 = forms.ChoiceField(label=_("What it obliges to"), choices=list(CONSEQUENCES.items()), required=False)
    names_3 = _number(_("Third threshold: names"), 1, 10_000_000)
    consequence_3 = forms.ChoiceField(label=_("What it obliges to"), choices=list(CONSEQUENCES.items()), required=False)
    window = _number(_("Days for collecting"), 7, 1_095, required=True)
    extra = _number(_("Days more, once, when names are too few"), 1, 365)
    age = _number(_("Minimum age"), 13, 35, required=True)
    local = forms.BooleanField(label=_("Only people of our own area may sign"), required=False)
    initiators = _number(_("Initiators at least"), 1, 200, required=True)
    least = _number(_("Representatives at least"), 1, 100)
    most = _number(_("Representatives at most"), 1, 100)
    documents = forms.MultipleChoiceField(
        label=_("Documents"), choices=list(DOCUMENTS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )
    moderation = _number(_("Days for the check before names are collected"), 1, 60, required=True)
    check = _number(_("Days for the check of names after hand-over"), 1, 180)
    answer = _number(_("Days for the official answer after hand-over"), 1, 365, required=True)

    def clean(self) -> dict[str, Any]:
        """At least one way to count the first threshold; further ones rise; pairs are whole."""
        found = super().clean() or {}
        if not found.get("names") and not found.get("one_in"):
            self.add_error("names", _("Give a number, a share of the electors, or both."))
        if bool(found.get("provinces")) != bool(found.get("per_province")):
            self.add_error("per_province", _("Give both: how many provinces, and how many names each."))
        if (found.get("least") or 0) > (found.get("most") or 0):
            self.add_error("most", _("At most cannot be less than at least."))
        before = found.get("names") or 0
        for place in FURTHER:
            more = found.get(f"names_{place}")
            if more and more <= before:
                self.add_error(f"names_{place}", _("A further threshold needs more names than the one before."))
            before = more or before
        return found

    def kind(self, agency: Agency) -> PetitionKind:
        """The kind that the form describes."""
        data = self.cleaned_data
        law = self._both("law")
        return PetitionKind(
            code=slugify(data["code"]),
            name=self._both("name"),
            explanation=self._both("explanation"),
            law=law,
            thresholds=self._thresholds(law),
            window=timedelta(days=data["window"]),
            window_source=law,
            addressees=(agency.kind,),
            addressee_name=from_data({"th": agency.name, "en": agency.name_en}),
            local=data["local"],
            minimum_age=data["age"],
            initiators=data["initiators"],
            representatives=(data["least"] or 0, data["most"] or 0),
            representatives_source=law,
            documents=tuple(Document(field, DOCUMENTS[field], law) for field in data["documents"]),
            clocks=self._clocks(law),
            extra_days=data["extra"] or 0,
            agency=agency.slug,
        )

    def _both(self, field: str) -> Sentence:
        return from_data({"th": self.cleaned_data[field], "en": self.cleaned_data[f"{field}_en"]})

    def _thresholds(self, law: Sentence) -> tuple[ThresholdRule, ...]:
        data = self.cleaned_data
        share = (1, data["one_in"]) if data["one_in"] else None
        provinces = (data["provinces"] or 0, data["per_province"] or 0)
        handed = _("The names can be handed over, and the authority has to deal with it.")
        first = ThresholdRule("names", handed, law, data["names"] or 0, share, provinces)
        further = [
            ThresholdRule(f"step-{place}", CONSEQUENCES[data[f"consequence_{place}"]], law, data[f"names_{place}"])
            for place in FURTHER
            if data[f"names_{place}"]
        ]
        return first, *further

    def _clocks(self, law: Sentence) -> tuple[ClockRule, ...]:
        data = self.cleaned_data
        rules = [
            ("moderation", _("Check before names are collected"), "submitted_at", "decided_at", data["moderation"]),
            ("check", _("Check of documents and names"), "delivered_at", "checked_at", data["check"]),
            ("answer", _("Official answer"), "delivered_at", "answered_at", data["answer"]),
        ]
        return tuple(ClockRule(*rule, law, rolls=True) for rule in rules if rule[-1])

    @classmethod
    def initial_of(cls, kind: PetitionKind) -> dict[str, Any]:
        """The values of an existing version, to write the next one."""
        data, first = kind.to_json(), kind.thresholds[0]
        days = {clock.code: clock.days for clock in kind.clocks}
        values = {field: data[field]["th"] for field in ("name", "explanation", "law")}
        values |= {f"{field}_en": data[field]["en"] for field in ("name", "explanation", "law")}
        for place, rule in enumerate(kind.thresholds[1:], start=2):
            chosen = next((c for c, words in CONSEQUENCES.items() if str(words) == str(rule.consequence)), "answer")
            values |= {f"names_{place}": rule.names, f"consequence_{place}": chosen}
        return values | {
            "code": kind.code,
            "names": first.names or None,
            "one_in": first.share[1] if first.share else None,
            "provinces": first.provinces[0] or None,
            "per_province": first.provinces[1] or None,
            "window": kind.window.days,
            "extra": kind.extra_days or None,
            "age": kind.minimum_age,
            "local": kind.local,
            "initiators": kind.initiators,
            "least": kind.representatives[0] or None,
            "most": kind.representatives[1] or None,
            "documents": [document.field for document in kind.documents],
            "moderation": days.get("moderation"),
            "check": days.get("check"),
            "answer": days.get("answer"),
        }
