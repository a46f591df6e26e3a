"""What somebody may read of a study: the one place where that is decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Asker(Protocol):
    """Who asks: a name and a role. The services' `Principal` is one."""

    @property
    def name(self) -> str:
        """The name under which changes are recorded."""

    @property
    def role(self) -> str:
        """What the person is here for."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What of a study somebody may read: all of it (None), or the partnerships named."""

    partnerships: tuple[str, ...] | None = None

    def covers(self, partnership: str | None) -> bool:
        """Whether a partnership, or the whole study (None), may be read."""
        if self.partnerships is None:
            return True
        return partnership is not None and partnership in self.partnerships


def reach_of(asker: Asker, study: str) -> Reach:
    """What somebody may read of a study.

    Until accounts exist there is one user, the local one, who may see all.
    """
    return Reach()
