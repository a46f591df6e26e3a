"""Every threshold of the kinds of tie, in one frozen place."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

OLD, NEW, TRAIL = "old_network", "new_network", "cognitive_trail"
KINDS = (OLD, NEW, TRAIL)
"""The kinds of tie, in the order in which they are always shown."""

ACTIVE, DORMANT, FADED = "active", "dormant", "faded"
STATES = (ACTIVE, DORMANT, FADED)


@dataclass(frozen=True, slots=True)
class TiePolicy:
    """The rule by which ties are told apart; shown to the reader with every result.

    Days and counts are whole numbers. `max_meeting_size` None sets no limit; `count_unclear` counts
    people whose attendance is `unclear` as present.

    Raises `ArgumentError` for a negative threshold or fewer than one occasion.

    Example:
        >>> TiePolicy().quiet_days
        90
    """

    sustained_occasions: int = 3
    sustained_days: int = 90
    consolidation_occasions: int = 3
    consolidation_days: int = 28
    quiet_days: int = 90
    max_meeting_size: int | None = None
    count_unclear: bool = False

    def __post_init__(self) -> None:
        for name, least in (
            ("sustained_occasions", 1),
            ("sustained_days", 0),
            ("consolidation_occasions", 1),
            ("consolidation_days", 0),
            ("quiet_days", 0),
            ("max_meeting_size", 2),
        ):
            value = getattr(self, name)
            if name == "max_meeting_size" and value is None:
                continue
            if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
                raise ArgumentError(
                    N_("{name} is {value}; it takes a whole number from {least} upwards"),
                    name=name,
                    value=value,
                    least=least,
                )
