"""On which line each row of a CSV begins, where quoted cells hold line ends."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netmap.model.coded import Rows

Places = npt.NDArray[np.intp]

QUOTE, LINE_FEED, RETURN = b'"\n\r'


def record_lines(body: bytes, delimiter: str) -> Rows | None:
    """The line on which each row begins, the first being 0; None where that cannot be said for certain.

    It can where every quotation mark opens a cell, closes one, or is one of two within one: then a line
    end behind an odd number of marks lies in a cell, and any other ends a row.

    Args:
        body: the rows, without the header, in UTF-8; returns stand before line feeds only.
        delimiter: what parts cells.

    Example:
        >>> record_lines(b'a,"one\\ntwo"\\nb,c\\n', ",").tolist(), record_lines(b'a,5" pipe\\n"b"\\n', ",")
        ([0, 2], None)
    """
    text = np.frombuffer(body, np.uint8)
    marks = np.flatnonzero(text == QUOTE)
    if not delimiter.isascii() or len(marks) % 2 or not _open_and_close(text, marks, ord(delimiter)):
        return None
    ends = np.flatnonzero(text == LINE_FEED)
    of_rows = np.flatnonzero(np.searchsorted(marks, ends) % 2 == 0)
    if body.endswith(b"\n"):
        of_rows = of_rows[:-1]
    return np.concatenate([[0], of_rows + 1]).astype(np.int64)


def _open_and_close(text: npt.NDArray[np.uint8], marks: Places, delimiter: int) -> bool:
    """Whether marks stand by turns at the beginning of a cell and at its end, or side by side."""
    before, after = marks[::2] - 1, marks[1::2] + 1
    opens = np.isin(text[before], [delimiter, LINE_FEED, QUOTE]) | (before < 0)
    closes = np.isin(text[after[after < len(text)]], [delimiter, LINE_FEED, RETURN, QUOTE])
    return bool(opens.all() and closes.all())
