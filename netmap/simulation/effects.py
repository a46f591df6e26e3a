"""How large the effect of each proposition is in a simulated world."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

PROPOSITIONS = {"p1": "P1", "p2": "P2", "p3": "P3", "p3b": "P3b", "p4": "P4", "p5": "P5"}


def _effect(default: float, unit: str, about: str) -> float:
    made: float = field(default=default, metadata={"unit": unit, "about": about})
    return made


@dataclass(frozen=True, slots=True)
class Effects:
    """The planted effect of each proposition; 0 plants none.

    Raises `ArgumentError` for a number outside the range that leaves shares between 0 and 1.

    Example:
        >>> Effects(p1=0.02).p1
        0.02
    """

    p1: float = _effect(0.0, "share a zone", "rise of a month's engagement with each zone active before it")
    p2: float = _effect(0.0, "share", "how much likelier a tie born in a formal zone goes beyond it")
    p3: float = _effect(1.0, "share", "partnerships whose authority hears from strategy by champions alone")
    p3b: float = _effect(1.0, "share", "by how much that share is larger than from operational to strategic")
    p4: float = _effect(0.0, "share", "rise of engagement where there are pillars or task groups")
    p5: float = _effect(0.0, "share", "rise of engagement from a one-sector board to an even one")

    def __post_init__(self) -> None:
        for name, least, most in (
            ("p1", -0.2, 0.2),
            ("p2", -0.5, 0.5),
            ("p3", 0.0, 1.0),
            ("p3b", self.p3 - 1, self.p3),
            ("p4", -0.5, 0.5),
            ("p5", -0.5, 0.5),
        ):
            if not least <= getattr(self, name) <= most:
                raise ArgumentError(
                    N_(
                        "{name} is {value}; with the other effects as they are it lies from {least} to {most}"
                    ),
                    name=name,
                    value=getattr(self, name),
                    least=least,
                    most=most,
                )

    def rows(self) -> Iterator[tuple[str, float, str]]:
        """Proposition, planted effect and unit."""
        for each in fields(self):
            yield PROPOSITIONS[each.name], float(getattr(self, each.name)), str(each.metadata["unit"])
