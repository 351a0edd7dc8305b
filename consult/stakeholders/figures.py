"""What an agency sees of the register: numbers, and the organisations that want to be seen."""

from collections import Counter
from dataclasses import dataclass

from accounts.refusals import Sentence
from consult.stakeholders.models import Registration
from consult.stakeholders.topics import TOPICS


@dataclass(frozen=True)
class Count:
    """One topic: people who registered for themselves, and organisations."""

    topic: Sentence
    people: int
    organisations: int


def counts() -> list[Count]:
    """Every topic with its numbers. One query."""
    people: Counter[str] = Counter()
    organisations: Counter[str] = Counter()
    for topics, organisation in Registration.objects.standing().values_list("topics", "organisation").iterator(5000):
        (organisations if organisation else people).update(topics)
    return [Count(name, people[code], organisations[code]) for code, name in TOPICS.items()]


def shown() -> list[str]:
    """The organisations that let their name be seen. One query."""
    rows = Registration.objects.standing().filter(name_shown=True).order_by("organisation")
    return list(rows.values_list("organisation", flat=True).distinct()[:500])
