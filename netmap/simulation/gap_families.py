"""The families of gaps that can be planted, and the agencies that each needs for itself."""

from __future__ import annotations

from collections.abc import Sequence

UPWARD, RETURN, SINGLE = "no-upward-route", "no-return-route", "single-champion"
UNLINKED, UNCOVERED, NO_ZONE = "unlinked-services", "uncovered-need", "no-boundary-zone"
INFORMAL, DOMINATED, QUIET = "informal-zone", "dominated-zone", "zone-gone-quiet"
DORMANT, FADING, ISOLATED = "network-gone-dormant", "trail-about-to-fade", "isolated"
BROKEN, USERS_ABSENT, ONE_WAY, SILENT = "broken-trajectory", "users-absent", "one-way", "silent-agency"

FAMILIES = (
    UPWARD,
    RETURN,
    SINGLE,
    UNLINKED,
    UNCOVERED,
    NO_ZONE,
    INFORMAL,
    DOMINATED,
    QUIET,
    DORMANT,
    FADING,
    ISOLATED,
    BROKEN,
    USERS_ABSENT,
    ONE_WAY,
    SILENT,
)
"""Every family, in the order in which docs/definitions.md lists them."""

SERVERS = ("unlinked a", "unlinked b", "linked a", "linked b")
PARTS: dict[str, tuple[str, ...]] = {
    UPWARD: ("unheard", "heard once"),
    RETURN: ("untold", "told once"),
    UNLINKED: SERVERS,
    NO_ZONE: SERVERS,
    BROKEN: SERVERS,
    ONE_WAY: ("teller", "listener", "answerer"),
    SILENT: ("seen once",),
}
"""The parts that agencies play for a family and nobody else: they take no part in everyday life."""

ZONE_PARTS: dict[str, tuple[str, ...]] = {
    INFORMAL: ("sat twice",),
    DOMINATED: ("dominated", "two agencies"),
    QUIET: ("gone quiet", "closed in order"),
}
"""The same for zones."""

PEOPLE_PARTS: dict[str, tuple[str, ...]] = {ISOLATED: ("isolated", "nearly isolated")}
"""The same for people."""


def parts_of(parts: dict[str, tuple[str, ...]], families: Sequence[str]) -> tuple[str, ...]:
    """The parts to be played for some families, each once, in a fixed order.

    Example:
        >>> parts_of(PARTS, ("one-way",))
        ('teller', 'listener', 'answerer')
    """
    wanted = [part for family in FAMILIES if family in families for part in parts.get(family, ())]
    return tuple(dict.fromkeys(wanted))
