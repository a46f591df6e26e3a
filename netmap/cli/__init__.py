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
        community-lab,"Community Lab, Emilia-Romagna (documented)",false
        community-lab-simulated,Community Lab: two groups and their tutors (simulated),true
        coprogettazione,Community of practice on co-design (documented),false
        coprogettazione-simulated,Community of practice on co-design (simulated),true
        emon,"Seven emergency search-and-rescue networks, 1978-80 (EMON)",false
        necf,National Evaluation of the Children's Fund (documented),false
        necf-simulated,Children's Fund: sixteen partnerships (simulated),true
        piano-di-zona,"Piano di Zona, district of Crema (documented)",false
        piano-di-zona-simulated,Piano di Zona: three cycles of a local plan (simulated),true
        riverside,Riverside Children's Partnership (simulated),true
        wws,What Works Scotland: a learning event across four partnerships (documented),false
        wws-simulated,What Works Scotland: a learning event and what came after (simulated),true
        0
    """
    from netmap.cli.program import run

    return run(arguments)
