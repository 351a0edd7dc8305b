"""Hearings as the discussions of texts: what the pages of a law tell about them."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from accounts.bilingual import in_language
from accounts.models import Area
from consult.hearings.models import ConsultationPage
from consult.texts import discussed
from consult.texts import figures as texts
from consult.texts.discussed import Held, Place, Remark
from consult.texts.models import Law, TextVersion
from consult.threads import figures as discussion
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet
from consult.threads.states import Stance

REMARKS = 3


class Hearings:
    """The discussions that `consult.texts.discussed` asks for."""

    def of(self, version: TextVersion) -> Place | None:
        """The newest hearing on this text. Three queries."""
        hearing = _newest(version)
        if hearing is None:
            return None
        said = discussion.by_part("hearing", hearing.public_id)
        return Place(
            in_language(hearing, "title"),
            hearing.get_absolute_url(),
            {part: one.comments for part, one in said.items()},
            {part: reverse("hearings:part", args=[hearing.public_id, part]) for part in texts.names(version)},
        )

    def held(self, law: Law) -> Sequence[Held]:
        """Every published hearing on a version of the law. One query."""
        pages = ConsultationPage.objects.published().filter(text__law=law).select_related("text").order_by("-opens_at")
        return [
            Held(
                in_language(page, "title"), page.get_absolute_url(), page.phase.label, page.text.number,
                page.opens_at, page.closes_at,
            )
            for page in pages
        ]  # fmt: skip

    def remarks(self, at: Mapping[int, str]) -> Mapping[int, Sequence[Remark]]:
        """The most supported comments on a provision of several versions. Three queries."""
        hearings = ConsultationPage.objects.published().filter(text__in=at).order_by("opens_at")
        versions = {hearing.public_id: hearing.text_id for hearing in hearings}
        if not versions:
            return {}
        about = [_most_supported(public_id, at[version]) for public_id, version in versions.items()]
        rows = list(about[0].union(*about[1:], all=True))
        places = Area.objects.in_bulk({row.province for row in rows})
        found: dict[int, list[Remark]] = {}
        for row in rows:
            found.setdefault(versions[row.public_id], []).append(_remark(row, places.get(row.province)))
        return found


def _most_supported(public_id: str, eid: str) -> CommentQuerySet:
    rows = Comment.objects.about("hearing", public_id, eid).openings().shown()
    found: CommentQuerySet = rows.most_supported()[:REMARKS]
    return found


def _remark(row: Comment, place: Area | None) -> Remark:
    stance = str(row.get_stance_display()) if row.stance != Stance.NONE else ""
    return Remark(row.body, stance, str(place or ""), row.supports, row.get_absolute_url())


def _newest(version: TextVersion) -> ConsultationPage | None:
    found: ConsultationPage | None = (
        ConsultationPage.objects.published().filter(text=version).order_by("-opens_at").first()
    )
    return found


discussed.register(Hearings())
