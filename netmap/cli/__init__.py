"""The command line: turns what is typed into calls and errors into exit codes."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 2 bad input or a file that cannot be read or written, 130 stopped by the user, 141 nobody
    reads what is printed any more.

    `arguments` are those after the program's name; by default what was typed.

    Example:
        >>> main(["datasets", "--format", "csv"])
        name,title,simulated
        brightwater,Brightwater Early Help Partnership (simulated),true
        emon,"Seven emergency search-and-rescue networks, 1978-80 (EMON)",false
        riverside,Riverside Children's Partnership (simulated),true
        0
    """
    from netmap.cli.program import run

    return run(arguments)
