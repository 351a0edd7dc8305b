"""Ideas for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Agency, Area
from consult.ideas import figures, listing
from consult.ideas.models import Idea
from consult.ideas.states import Kind
from consult.threads.listing import Asked, page_of
from consult.threads.models import Comment


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Ideas by support or by day, filtered by kind, agency and answer."""
    context = {
        "page": listing.page(request.GET),
        "kinds": Kind.choices,
        "agencies": Agency.objects.filter(page__isnull=False).order_by("name"),
    }
    return render(request, "ideas/index.html", context)


@require_safe
def idea(request: HttpRequest, public_id: str) -> HttpResponse:
    """One idea: words, support, the answer with its revisions, comments."""
    found = get_object_or_404(Idea.objects.public(), public_id=public_id)
    context = {
        "idea": found,
        "figures": figures.figures(found),
        "place": Area.objects.filter(code=found.province).first(),
        "answers": list(found.answers.all()),
        "decisions": list(found.decisions.order_by("-at")),
        "page": page_of(Comment.objects.about("idea", public_id), Asked.of(request.GET), {}),
        "trail": trail(),
    }
    return render(request, "ideas/idea.html", context)


def trail(found: Idea | None = None) -> list[dict[str, str]]:
    """The way back up."""
    steps = [{"href": reverse("ideas:index"), "label": _("Ideas for laws")}]
    return [*steps, {"href": found.get_absolute_url(), "label": found.title}] if found else steps
