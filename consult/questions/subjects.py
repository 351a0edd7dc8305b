"""What questions can be asked about: each app registers its kind of subject, published or in preparation."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.eligibility import Rules
from accounts.models import Agency
from accounts.refusals import Sentence


@dataclass(frozen=True)
class Subject:
    """The process whose questions these are. `published`: everybody may read them; `over`: results stand."""

    kind: str
    public_id: str
    title: str
    url: str
    agency: Agency
    published: bool
    open: bool
    over: bool
    rules: Rules
    closed_because: Sentence = ""

    @property
    def name(self) -> str:
        """The subject as the record names it."""
        return f"{self.kind}/{self.public_id}"


type Resolver = Callable[[str], Subject | None]
_resolvers: dict[str, Resolver] = {}


def register(kind: str, resolver: Resolver) -> None:
    """Make a kind of subject able to ask questions (from the app's `ready`)."""
    _resolvers[kind] = resolver


def find(kind: str, public_id: str) -> Subject | None:
    """The subject, published or not, or None."""
    resolver = _resolvers.get(kind)
    return resolver(public_id) if resolver else None
