"""A bar is drawn for people at a terminal and for nobody else."""

from __future__ import annotations

import io

from netmap.cli.printing import progress_bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_no_bar_in_a_file() -> None:
    with progress_bar(io.StringIO()) as report:
        assert report is None


def test_the_bar_is_drawn_and_wiped() -> None:
    out = Terminal()
    with progress_bar(out, patience=0) as report:
        assert report is not None
        report(1, 2, "con\x1btacts")
        report(0, 0, "nothing")
    assert "50% con\\x1btacts" in out.getvalue()
    assert out.getvalue().endswith(" \r")


def test_what_is_quick_needs_no_bar() -> None:
    out = Terminal()
    with progress_bar(out, patience=3600) as report:
        assert report is not None
        report(1, 2, "contacts")
    assert out.getvalue() == ""
