"""Files as rows of text, and what was made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

import netmap
from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.blocks import in_blocks
from netmap.files.importer.questions import Answer, Answers
from netmap.files.importer.understanding import Understanding, understand
from netmap.files.sandbox.cells import FileCells, Grid
from netmap.model.study import Study

Rows = Sequence[Sequence[str]]
Said = Mapping[tuple[str, tuple[str, ...]], Answer]


def grid(name: str, rows: Rows) -> Grid:
    width = max(map(len, rows))
    cells = np.array([[*row, *[""] * (width - len(row))] for row in rows], dtype=object)
    filled = [place for place, row in enumerate(cells) if any(cell.strip() for cell in row)]
    return Grid(name, "", cells[filled], np.array(filled, dtype=np.int64) + 1, "utf-8", ",")


def file_of(**sheets: Rows) -> FileCells:
    return FileCells("file.zip", "hash", tuple(grid(name, rows) for name, rows in sheets.items()))


def rows_of(text: str) -> Rows:
    """Rows out of lines whose cells are parted by |."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def is_(value: str) -> Answer:
    return Answer("is", value)


def taken(
    study: Study | None = None, said: Said | None = None, **sheets: str
) -> tuple[Understanding, Applied]:
    """What sheets, given as lines of text, are understood to be and make."""
    file = in_blocks(file_of(**{name: rows_of(text) for name, text in sheets.items()}))
    understood = understand(file)
    return understood, apply(understood.mapping, file, study, Answers(said or {}))


def balanced(applied: Applied) -> bool:
    return all(one.records == one.kept + one.rejected + one.duplicate for one in applied.counts)


def known_partnership() -> Study:
    """A board of people of two agencies, with hostile ids among them."""
    return netmap.from_tables(
        partnerships=pd.DataFrame({"partnership": ["p"]}),
        levels=pd.DataFrame({"level": ["front"], "rank": [0], "name": ["Front line"]}),
        agencies=pd.DataFrame({"agency": ["h", "s"], "name": ["Health Trust", "Schools"]}),
        practitioners=pd.DataFrame(
            {
                "practitioner": ["P1", "P2", "P3", "=A1"],
                "name": ["Maria Rossi", "Niccolò Bianchi", "John Smith", "Ann, Lee"],
                "agency": ["h", "s", "h", "s"],
            }
        ),
        zones=pd.DataFrame({"zone": ["board"], "name": ["Strategic Board"]}),
        meetings=pd.DataFrame({"meeting": ["m1"], "zone": ["board"], "date": ["2011-05-03"]}),
        attendance=pd.DataFrame({"meeting": ["m1"], "practitioner": ["P1"], "status": ["present"]}),
    )
