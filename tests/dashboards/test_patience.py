"""A page waits for its answer for a while, and everybody who asks the same waits for one."""

from __future__ import annotations

import threading

import pytest

from dashboards.pages.overview.patience import Patience


def test_what_takes_long_is_worked_out_once_and_there_later() -> None:
    patience, go, asked = Patience(0.01), threading.Event(), []

    def answer() -> str:
        asked.append(1)
        go.wait(10)
        return "there"

    assert patience.within("q", answer) is None
    assert patience.within("q", answer) is None
    go.set()
    patience.seconds = 10
    assert patience.within("q", answer) == "there"
    assert len(asked) == 1
    assert patience.within("q", lambda: "anew") == "anew"


def test_what_goes_wrong_is_raised_where_it_is_asked() -> None:
    patience = Patience(10)
    with pytest.raises(ValueError, match="no"):
        patience.within("q", lambda: int("no"))
    assert patience.within("q", lambda: 1) == 1
