"""Comments as the rest of the site knows them: names of their entries, what a person said, recounts."""

from collections.abc import Iterable

from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import acts
from accounts.acts import Act
from accounts.models import Citizen
from consult.threads import figures
from consult.threads.models import Comment
from consult.threads.states import State
from realtime.record import kinds, recounts


def acts_of(citizen: Citizen) -> Iterable[Act]:
    """What this person said. One query."""
    for comment in Comment.objects.by(citizen).newest():
        note = "" if comment.state == State.VISIBLE else State(comment.state).label
        title = format_lazy(_("Comment: {words}"), words=Truncator(comment.body).chars(80))
        yield Act(title, comment.get_absolute_url(), comment.created_at, note, what="comment", key=str(comment.pk))


def recount_all() -> Iterable[str]:
    """One sentence for each discussion whose counts do not agree with the comments."""
    for kind, public_id in Comment.objects.order_by().values_list("kind", "public_id").distinct():
        counted = {part: row for part, row in figures.counted(kind, public_id).items() if any(row)}
        again = {part: row for part, row in figures.recount(kind, public_id).items() if any(row)}
        if counted != again:
            yield f"{kind}/{public_id}: counted {counted}, the rows say {again}"
        people = figures.total(figures.by_part(kind, public_id).values()).participants
        if people != figures.recount_participants(kind, public_id):
            yield f"{kind}/{public_id}: {people} people counted, the rows say otherwise"
        yield from figures.miscounted_comments(kind, public_id)
        yield from figures.miscounted_passages(kind, public_id)


acts.register(acts_of)
recounts.register("threads.comments", recount_all)
kinds.register(
    {
        "comment.posted": _("Comment"),
        "comment.replied": _("Reply to a comment"),
        "comment.edited": _("Comment changed by its author"),
        "comment.withdrawn": _("Comment taken back"),
        "comment.supported": _("Support for a comment"),
        "comment.opposed": _("Opposition to a comment"),
        "comment.reaction-withdrawn": _("Support or opposition taken back"),
        "comment.hidden": _("Comment hidden by a moderator"),
        "comment.shown": _("Comment shown again"),
    }
)
