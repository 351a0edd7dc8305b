"""Measurements, never part of pass or fail: each module has `run()`, which gives rows of one figure against another."""

from dataclasses import dataclass

HEAD = "| what | measured | against, in the same run | ratio | to reach |\n|---|---:|---|---:|---:|"


@dataclass(frozen=True)
class Row:
    """One figure, what it is measured against in the same run, and the ratio to reach."""

    name: str
    value: float
    unit: str
    against: str
    reference: float
    at_least: float

    @property
    def ratio(self) -> float:
        """The figure as a part of its reference."""
        return self.value / self.reference

    def __str__(self) -> str:
        """A row of the tables in docs/benchmarks.md, under HEAD."""
        measured, against = f"{self.value:,.0f}{self.unit}", f"{self.against}: {self.reference:,.0f}{self.unit}"
        return f"| {self.name} | {measured} | {against} | {self.ratio:.2f} | {self.at_least:.2f} |"
