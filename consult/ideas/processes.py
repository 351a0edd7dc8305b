"""Ideas as the rest of the site knows them: search, comments, names of entries, recounts, live figures."""

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.models import Citizen
from accounts.refusals import Sentence
from cms import processes, search
from cms.processes import Card, Kind
from consult.ideas import figures, rules
from consult.ideas.models import Idea, IdeaSupport
from consult.ideas.states import State
from consult.threads import subjects
from consult.threads.subjects import Subject
from realtime.live import topics
from realtime.record import kinds, recounts


def card(idea: Idea) -> Card:
    """The idea as a list of processes shows it."""
    return Card(
        kind="idea", public_id=idea.public_id, title=idea.title, summary=idea.body[:300], url=idea.get_absolute_url(),
        agency=str(idea.agency), verb=_("Support"), figure=f"{idea.supports:,}", figure_label=_("supporters"),
        topic=f"idea.{idea.public_id}", invented=idea.demonstration, answered_at=idea.answered_at,
        agency_slug=idea.agency.slug,
    )  # fmt: skip


def answered() -> Iterable[Card]:
    """The latest few that got an answer. One query."""
    return [card(idea) for idea in Idea.objects.shown().answered(True).order_by("-answered_at")[:3]]


def find(public_id: str) -> Card | None:
    """One idea that is shown."""
    idea = Idea.objects.shown().filter(public_id=public_id).first()
    return card(idea) if idea else None


def find_subject(public_id: str) -> Subject | None:
    """An idea as something to comment on. One query."""
    idea = Idea.objects.public().filter(public_id=public_id).first()
    if idea is None:
        return None
    return Subject(
        kind="idea", public_id=public_id, title=idea.title, url=idea.get_absolute_url(), agency=idea.agency,
        open=idea.shown, rules=rules.RULES, parts={}, closed_because=_("This idea is not shown any more."),
    )  # fmt: skip


def index(idea: Idea) -> None:
    """Make an idea findable, or take it out of the search when it is not shown."""
    if idea.state != State.VISIBLE:
        search.remove(kind="idea", public_id=idea.public_id)
        return
    words = f"{idea.act_title}\n{idea.body}"
    search.index(
        kind="idea", public_id=idea.public_id, title=idea.title, body=words, url=f"/ideas/{idea.public_id}/"
    )  # fmt: skip


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """What this person proposed and supports. Two queries."""
    for idea in Idea.objects.filter(citizen=citizen):
        note = "" if idea.state == State.VISIBLE else State(idea.state).label
        title = format_lazy(_("Idea: {title}"), title=idea.title)
        yield Act(title, idea.get_absolute_url(), idea.created_at, note, _answered(idea))
    for given in IdeaSupport.objects.filter(citizen=citizen, withdrawn_at=None).select_related("idea"):
        title = format_lazy(_("Support for the idea: {title}"), title=given.idea.title)
        yield Act(title, given.idea.get_absolute_url(), given.created_at, became=_answered(given.idea))


def _answered(idea: Idea) -> Sentence:
    return _("answered by the agency") if idea.answered_at else _("waits for an answer")


def recount_all() -> Iterable[str]:
    """One sentence for each idea whose support does not agree with the rows."""
    for idea in Idea.objects.iterator(500):
        if idea.supports != figures.recount(idea):
            yield f"{idea.public_id}: {idea.supports} supporters counted, the rows say {figures.recount(idea)}"


processes.register(Kind("idea", _("Idea for a law"), tuple, find, answered))
subjects.register("idea", find_subject)
acts.register(acts_of)
recounts.register("ideas.support", recount_all)
topics.register("idea", figures.live)
kinds.register(
    {
        "idea.proposed": _("Idea proposed"),
        "idea.supported": _("Support for an idea"),
        "idea.support-withdrawn": _("Support for an idea taken back"),
        "idea.withdrawn": _("Idea taken back"),
        "idea.hidden": _("Idea hidden by a moderator"),
        "idea.shown": _("Idea shown again"),
        "idea.answered": _("Answer of the agency to an idea"),
    }
)
