"""Which of many random cases the test command runs, and which only the long runs.

A test on random cases earns its seconds with the first of them; the others repeat it. `make test` runs the
first, `make soak` all: what it leaves out bears the mark `soak`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first(count: int, cases: Iterable[Any]) -> list[Any]:
    """The cases for `parametrize`; those after the first `count` are left to the long runs."""
    long = pytest.mark.soak
    return [pytest.param(case, marks=long if at >= count else ()) for at, case in enumerate(cases)]
