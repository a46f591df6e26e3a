"""How large a file may be, what taking it apart may use, and how it is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

MEGABYTE = 1_000_000


class Refusal(Exception):  # noqa: N818  (nobody's mistake: an answer)
    """A file is not taken in. `code` is one of `reasons.REASONS`; `values` fill its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold, and what may be spent on it.

    `memory` is what the child process may use beyond what its interpreter needs. It may use
    `seconds`, and `seconds_per_megabyte` more for each megabyte that the file has on the disk: what a file
    claims to hold earns it nothing. The same goes for its text. `ratio` counts only for entries above
    `ratio_from` bytes, and for all of them together.
    """

    file_bytes: int = 100 * MEGABYTE
    memory: int = 50 * MEGABYTE
    seconds: float = 1.5
    seconds_per_megabyte: float = 2.0
    rows: int = 1_048_576
    columns: int = 2_000
    cells: int = 10_000_000
    cell_characters: int = 50_000
    line_characters: int = 1_000_000
    text_characters: int = 20 * MEGABYTE
    text_per_byte: int = 20
    entries: int = 2_000
    directory_bytes: int = 1 * MEGABYTE
    unpacked_bytes: int = 300 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 5 * MEGABYTE
    string_bytes: int = 20 * MEGABYTE
    depth: int = 40

    def seconds_for(self, size: int) -> float:
        """The seconds that a file of so many bytes may take.

        Example:
            >>> Limits().seconds_for(2_000_000)
            5.5
        """
        return self.seconds + self.seconds_per_megabyte * size / MEGABYTE

    def text_for(self, size: int) -> int:
        """The characters of text that a file of so many bytes may hold: no file grows without end.

        Example:
            >>> Limits().text_for(1_000_000)
            40000000
        """
        return self.text_characters + self.text_per_byte * size


LIMITS = Limits()
"""The limits of a file that is uploaded or imported."""

STUDY_LIMITS = replace(
    LIMITS, file_bytes=2_000 * MEGABYTE, rows=20_000_000, cells=400_000_000, unpacked_bytes=1_000 * MEGABYTE
)
"""The limits of a study on one's own disk: a national record is larger than any list."""
