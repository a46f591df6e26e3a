"""Why a file is not taken in: raised where it is seen, put into words elsewhere."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # noqa: N818  (nobody's mistake: an answer)
    """A file is not taken in. `code` is one of `words.REASONS`; `values` fill the places of its sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
