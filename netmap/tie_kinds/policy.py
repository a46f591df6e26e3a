"""Every threshold of the kinds of tie, in one frozen place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, fields
from numbers import Integral

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

OLD, NEW, TRAIL = "old_network", "new_network", "cognitive_trail"
KINDS = (OLD, NEW, TRAIL)
"""The kinds of tie, in the order in which they are always shown."""

ACTIVE, DORMANT, FADED, ENDED = "active", "dormant", "faded", "ended"
STATES = (ACTIVE, DORMANT, FADED, ENDED)
"""The states of a tie; one has ended where one of its two agencies was split, and goes on in no other way."""

UNDATED = "undated"
"""Stands among the states for ties that were declared or coded and never seen."""

IN_SERVICE, SEEN, KNOWN, ASKED = "in_service", "seen", "known", "asked"
ROSTERS = (IN_SERVICE, SEEN, KNOWN, ASKED)
"""Whom figures over everybody may count; `rosters` says who they are."""


@dataclass(frozen=True, slots=True)
class TiePolicy:
    """The rule by which ties are told apart; shown to the reader with every result.

    Each field bears as `metadata` what a reader is told of it (`help`) and the least value that it takes
    (`least`); pages, commands and routes are made from them.

    Days and counts are whole numbers. `max_meeting_size` None sets no limit; `count_unclear` counts
    people whose attendance is `unclear` as present.

    Raises `ArgumentError` for a negative threshold or fewer than one occasion.

    Example:
        >>> TiePolicy().quiet_days
        90
    """

    sustained_occasions: int = field(
        default=3, metadata={"help": N_("Occasions before the baseline that make an old network"), "least": 1}
    )
    sustained_days: int = field(
        default=90, metadata={"help": N_("Days over which an old network's occasions spread"), "least": 0}
    )
    consolidation_occasions: int = field(
        default=3, metadata={"help": N_("Occasions since the baseline that make a new network"), "least": 1}
    )
    consolidation_days: int = field(
        default=28, metadata={"help": N_("Days over which a new network's occasions spread"), "least": 0}
    )
    quiet_days: int = field(
        default=90,
        metadata={"help": N_("Days without an occasion after which a tie is no longer active"), "least": 0},
    )
    max_meeting_size: int | None = field(
        default=None,
        metadata={"help": N_("Larger meetings are no occasion; no limit unless told"), "least": 2},
    )
    count_unclear: bool = field(
        default=False, metadata={"help": N_("Count people whose attendance is unclear as present")}
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            name, least, value = each.name, each.metadata.get("least"), getattr(self, each.name)
            if least is None or (value is None and each.default is None):
                continue
            if isinstance(value, bool) or not isinstance(value, Integral) or value < least:
                raise ArgumentError(
                    N_("{name} is {value}; it takes a whole number from {least} upwards"),
                    name=name,
                    value=value,
                    least=least,
                )


def check_words(name: str, given: Collection[str], known: tuple[str, ...]) -> None:
    """Raises `ArgumentError` where an argument is one text in place of a list, or names what there is not."""
    wrong = [given] if isinstance(given, str) else [each for each in given if each not in known]
    if wrong:
        raise ArgumentError(
            N_("{name}: “{value}” is none of its values; it takes a list out of: {known}"),
            name=name,
            value=wrong[0],
            known=", ".join(known),
        )
