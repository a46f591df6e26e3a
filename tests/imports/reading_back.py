"""A written layout read back: alike, asked about, or silently other than what was written.

`python -m tests.imports.reading_back 1` reads 5,000 random layouts, a quarter of them several registers on a
sheet, and prints the counts; 0.01 a hundredth.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from netmap.files.importer.applying import Applied, apply
from netmap.files.importer.blocks import in_blocks
from netmap.files.importer.names import sure_key
from netmap.files.importer.questions import Answer, Answers, Question
from netmap.files.importer.understanding import understand
from netmap.files.sandbox.cells import read_cells
from netmap.files.sandbox.reasons import RefusedFileError
from tests.imports.stacked_registers import stacked
from tests.imports.written_layouts import Told, marks_of, told

ALIKE, ASKED, SILENT = "alike", "asked", "silent"
MOST, ROUNDS, OF_BLOCKS = 5_000, 4, 0.25
Made = frozenset[tuple[str, str, tuple[str, ...], str, str]]


@dataclass(frozen=True)
class Back:
    """What came of a layout: alike, asked (something is open, refused, or left out as a table), or
    silent; what was asked before; and what was made that is not in it, or is missing from it."""

    fate: str
    asked: frozenset[str]
    wrong: Made
    missing: Made


def read_back(file: Told) -> Back:
    """Read a layout, answering every question as whoever wrote it would."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file.name)
        path.write_bytes(file.data)
        try:
            cells = in_blocks(read_cells(path))
        except RefusedFileError:
            return Back(ASKED, frozenset(("refused",)), frozenset(), meant(file))
    mapping, said, asked = understand(cells).mapping, Answers(), set()
    applied = apply(mapping, cells, None, said)
    for _ in range(ROUNDS):
        if not applied.questions:
            break
        asked |= {question.kind for question in applied.questions}
        for question in applied.questions:
            said = said.with_answer(question.kind, question.about, answer_to(question, file))
        applied = apply(mapping, cells, None, said)
    wrong, missing = made(applied) - meant(file), meant(file) - made(applied)
    told_of = bool(applied.questions or applied.blocking or applied.left_out)
    if told_of:
        wrong -= frozenset(row for row in wrong if not row[3] and _bare(row) in map(_bare, missing))
    fate = ALIKE if not wrong and not missing else SILENT if wrong or not told_of else ASKED
    return Back(fate, frozenset(asked), wrong, missing)


def _bare(row: tuple[str, str, tuple[str, ...], str, str]) -> tuple[object, ...]:
    """A row without the agency, which a block that waits for an answer may tell."""
    return (*row[:3], row[4])


def answer_to(question: Question, file: Told) -> Answer:
    """What whoever wrote the file answers."""
    known = {
        "dates": file.order,
        "century": "2000",
        "year": str(file.rows[0].day.year),
        "group": file.group,
        "day": file.rows[0].day.isoformat(),
        "several": "with agency" if question.about[-1] == "()" else "several",
        "blank": "nothing",
        "above": "nothing",
        "encoding": "cp1252",
    }
    if question.kind == "column" and question.about[-1] == "Those of us":
        return Answer("is", "person")
    if question.kind == "status":
        return Answer("is", marks_of(question.about[0]))
    return Answer("is", known[question.kind]) if question.kind in known else Answer("new")


def meant(file: Told) -> Made:
    """What the file says."""
    return frozenset(
        (row.day.isoformat(), row.group or file.group, _key(" ".join(row.person)), row.agency, row.status)
        for row in file.rows
    )


def made(applied: Applied) -> Made:
    """What was made of it."""
    if "attendance" not in applied.tables:
        return frozenset()
    meetings = applied.tables["meetings"].set_index("meeting")
    people = applied.tables["practitioners"].set_index("practitioner").fillna("")
    own = people["agency"].to_dict() if "agency" in people else {}
    names = people["name"].to_dict()
    rows = applied.tables["attendance"]
    beside = rows["agency"] if "agency" in rows else [""] * len(rows)
    zone = meetings["zone"].to_dict() if "zone" in meetings else {}
    return frozenset(
        (
            str(meetings["date"][sitting])[:10],
            zone.get(sitting, ""),
            _key(names[who]),
            agency or own.get(who, ""),
            status,
        )
        for sitting, who, status, agency in zip(
            rows["meeting"], rows["practitioner"], rows["status"], beside, strict=True
        )
    )


def _key(name: str) -> tuple[str, ...]:
    return sure_key(name, ordered=False)


def soak(count: int, seed: int) -> Counter[str]:
    """So many random layouts read back, counted by what came of them."""
    counts: Counter[str] = Counter()
    rng = random.Random(seed)
    for _ in range(count):
        one = rng.randrange(2**32)
        file = stacked(one) if rng.random() < OF_BLOCKS else told(one)
        back = read_back(file)
        counts[back.fate] += 1
        counts[f"{file.layout}: {back.fate}"] += 1
        if back.fate == SILENT:
            print(f"seed {one}, {file.layout}: wrong {sorted(back.wrong)}, missing {sorted(back.missing)}")
    return counts


if __name__ == "__main__":
    found = soak(
        round(MOST * float(sys.argv[1] if len(sys.argv) > 1 else 1)),
        int(sys.argv[2]) if len(sys.argv) > 2 else 1,
    )
    for what, n in sorted(found.items()):
        print(f"{what}: {n}")
    sys.exit(1 if found[SILENT] else 0)
