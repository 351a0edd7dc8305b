"""Whom an idea tells what: its author and its supporters hear the answer."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop

from accounts.models import Citizen
from accounts.notices.telling import tell
from consult.ideas.models import Idea, IdeaAnswer, IdeaSupport


def answered(idea: Idea, answer: IdeaAnswer) -> None:
    """Tell the author and everybody who supports the idea; once for each revision."""
    supporters = IdeaSupport.objects.filter(idea=idea, withdrawn_at=None).values("citizen")
    people: Any = Citizen.objects.filter(pk__in=supporters).values_list("pk", flat=True)
    tell(
        citizens=[*people, idea.citizen_id],
        kind="idea.answered",
        about=idea.subject,
        path=lambda: reverse("ideas:idea", args=[idea.public_id]),
        heading=gettext_noop("The agency answered: %(title)s"),
        text=gettext_noop("The answer to an idea that you proposed or support: %(decision)s."),
        values=lambda: {"title": idea.title, "decision": answer.get_decision_display()},
        once=f"idea/{idea.public_id}/answer/{answer.revision}",
    )
