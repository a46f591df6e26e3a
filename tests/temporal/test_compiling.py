"""When a kernel runs as it is written, and when compiled."""

from __future__ import annotations

import numpy as np
import pytest

from netmap.temporal import compiling
from netmap.temporal.compiling import READY_AT, TINY, for_work


def kernel(numbers: np.ndarray) -> int:
    """The last of some numbers."""
    return numbers[-1]  # type: ignore[no-any-return]


def test_what_is_compiled_already_serves_smaller_pieces_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_ready", set())
    assert for_work(kernel, TINY) is kernel
    twin = for_work(kernel, TINY + 1)
    assert twin is not kernel
    assert twin(np.arange(5)) == kernel(np.arange(5)) == 4
    assert for_work(kernel, TINY) is twin
    assert for_work(kernel, TINY // READY_AT) is kernel
