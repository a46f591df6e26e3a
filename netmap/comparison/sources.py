"""Where partnerships to compare come from: a study in memory, or one partnership after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from netmap.comparison.result import Origin
from netmap.model.citing import fingerprint
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.tie_kinds.memberships import partnership_names

SAME_NAME = N_("Two studies hold the partnership “{name}”; compare them under different names")
NO_NAMES = N_("Two studies have no partnerships, so nothing tells them apart; name one partnership in each")


def check_apart(partnerships: Sequence[str | None]) -> None:
    """Raise `ArgumentError` where two studies hold a partnership of one name, or none has a name at all."""
    seen: set[str | None] = set()
    for name in partnerships:
        if name in seen:
            raise ArgumentError(NO_NAMES) if name is None else ArgumentError(SAME_NAME, name=name)
        seen.add(name)


@runtime_checkable
class Source(Protocol):
    """Partnerships that can be read one at a time, in this process or in another."""

    def partnerships(self) -> Sequence[str | None]:
        """Their ids in order; None alone for a study without any."""

    def study(self, partnership: str | None) -> Study:
        """A study that holds everything about one of them."""

    def origin(self) -> Origin:
        """The study that they are of, with its version."""

    def fingerprint(self) -> str:
        """A text that is another whenever any row of the study is."""


@dataclass(frozen=True, slots=True, eq=False)
class OneStudy:
    """The partnerships of a study that is in memory."""

    whole: Study

    def partnerships(self) -> Sequence[str | None]:
        """Its partnerships; None alone where it has none."""
        return list(partnership_names(self.whole)) or [None]

    def study(self, partnership: str | None) -> Study:
        """The study itself."""
        return self.whole

    def origin(self) -> Origin:
        """The study."""
        return Origin.of(self.whole)

    def fingerprint(self) -> str:
        """That of every cell of every table."""
        return fingerprint(self.whole)
