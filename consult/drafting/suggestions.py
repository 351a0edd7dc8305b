"""What people suggested to write: for a section of a version in preparation, from every hearing on the law."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from accounts.models import Area
from consult.drafting.credits import author
from consult.drafting.models import Credit
from consult.hearings.models import ConsultationPage
from consult.texts import differences
from consult.texts.differences import Change
from consult.texts.models import Provision, TextVersion
from consult.threads.models import Comment
from consult.threads.querysets import CommentQuerySet

MOST = 30


@dataclass(frozen=True)
class Suggestion:
    """Somebody's wording for a section, beside what the section says now."""

    comment: Comment
    who: str
    changes: list[Change]
    credit: Credit | None

    @property
    def same(self) -> bool:
        """Whether the section says this already."""
        return not differences.is_changed(self.changes)


def for_section(section: Provision, words: str) -> list[Suggestion]:
    """Suggestions on the section in every version it stood in, the most supported first; at most thirty.

    Five queries. `words` is what the section says now.
    """
    comments = list(_comments(section).order_by("-supports", "-id").select_related("citizen")[:MOST])
    places = Area.objects.in_bulk({comment.province for comment in comments})
    credits = {credit.comment_id: credit for credit in Credit.objects.filter(provision=section)}
    return [
        Suggestion(
            comment,
            author(comment, places.get(comment.province)),
            differences.differences(words, comment.wording),
            credits.get(comment.pk),
        )
        for comment in comments
    ]


def is_for(comment: Comment, section: Provision) -> bool:
    """Whether the comment suggests other words for this section (in whatever version)."""
    return _comments(section).filter(pk=comment.pk).exists()


def counts(version: TextVersion) -> dict[UUID, int]:
    """How many suggestions there are on each section, by its identity. Three queries."""
    versions = _hearings(version)
    said = Comment.objects.filter(kind="hearing", public_id__in=versions).shown().with_wording()
    places = said.values_list("public_id", "part").annotate(n=Count("pk"))
    identities = {
        (row.version_id, row.eid): row.identity
        for row in Provision.objects.filter(version__in=versions.values()).commented()
    }
    found: Counter[UUID] = Counter()
    for public_id, part, n in places:
        identity = identities.get((versions[public_id], part))
        if identity:
            found[identity] += n
    return dict(found)


def _hearings(version: TextVersion) -> Mapping[str, int]:
    """The version that each hearing on the law was about."""
    pages = ConsultationPage.objects.published().filter(text__law_id=version.law_id)
    return dict(pages.values_list("public_id", "text_id"))


def _comments(section: Provision) -> CommentQuerySet:
    versions = _hearings(section.version)
    standing = Provision.objects.filter(version__in=versions.values(), identity=section.identity)
    eids = dict(standing.values_list("version_id", "eid"))
    about = Q(pk__in=[])
    for public_id, version in versions.items():
        if version in eids:
            about |= Q(public_id=public_id, part=eids[version])
    found: CommentQuerySet = Comment.objects.filter(about, kind="hearing").shown().with_wording()
    return found
