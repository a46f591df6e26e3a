"""The letters of text that does not say its encoding: told by an answer or a language, else asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from netmap.files.importer.file_words import letters_spoken
from netmap.files.importer.questions import ENCODING, Answers, Candidate, Question
from netmap.files.importer.records import Unread
from netmap.files.sandbox.cells import FileCells, Grid, Texts

ROWS_ABOVE, MOST_SHOWN = 30, 3
"""So many rows show the language of a file, and so many words what its letters would be."""


def in_letters(file: FileCells, answers: Answers) -> FileCells:
    """A file read in the encodings that were answered, or that its own language tells; else as it came.

    Args:
        file: as it was taken apart; text that says its encoding stays what it is.
        answers: those about `encoding` count.
    """
    if not any(grid.rivals for grid in file.grids):
        return file
    return replace(file, grids=tuple(_settled(grid, answers) for grid in file.grids))


def waiting_letters(grid: Grid) -> Mapping[int, Unread]:
    """The lines of a table whose letters may be others, by line, with the question.

    Where the first rows hold such letters, which may be its headers, all lines wait.
    """
    if not grid.rivals:
        return {}
    words = {name: list(islice(_words(grid, name), MOST_SHOWN)) for name in (grid.encoding, *grid.rivals)}
    choices = tuple(Candidate(name, ", ".join(shown)) for name, shown in words.items())
    question = Question(ENCODING, (grid.name,), choices, example=choices[0].shown)
    bad = Unread("unanswered", None, words[grid.encoding][0], question=question)
    letters = _doubtful(grid)
    lines = [
        line
        for line, row in zip(grid.lines.tolist(), grid.cells.tolist(), strict=True)
        if any(not text.isascii() and not letters.isdisjoint(text) for text in row)
    ]
    return dict.fromkeys(grid.lines.tolist() if lines[:1] == grid.lines[:1].tolist() else lines, bad)


def _settled(grid: Grid, answers: Answers) -> Grid:
    """A table in the letters that are sure."""
    if not grid.rivals:
        return grid
    answer = answers.get(ENCODING, (grid.name,))
    names = (grid.encoding, *grid.rivals)
    told = answer.value if answer is not None and answer.value in names else _of_language(grid, names)
    if told is None:
        return grid
    return replace(grid, cells=_reread(grid, told), encoding=told, rivals=())


def _of_language(grid: Grid, names: tuple[str, ...]) -> str | None:
    """The one encoding in which all letters are those of the file's language; None: not one alone."""
    letters = letters_spoken(text for row in grid.cells[:ROWS_ABOVE] for text in row.tolist())
    fits = [name for name in names if letters.issuperset("".join(_words(grid, name)).casefold())]
    return fits[0] if letters and len(fits) == 1 else None


def _doubtful(grid: Grid) -> set[str]:
    """The letters of a table that would be others in another of its encodings."""
    letters = {letter for text in grid.cells.ravel().tolist() if not text.isascii() for letter in text}
    return {one for one in letters if any(_other(one, grid.encoding, name) != one for name in grid.rivals)}


def _words(grid: Grid, name: str) -> Iterator[str]:
    """Each word that would differ, as it reads in an encoding."""
    letters = _doubtful(grid)
    found: dict[str, None] = {}
    for text in grid.cells.ravel().tolist():
        if not text.isascii() and not letters.isdisjoint(text):
            found.update(dict.fromkeys(word for word in text.split() if not letters.isdisjoint(word)))
    return (_other(word, grid.encoding, name) for word in found)


def _reread(grid: Grid, name: str) -> Texts:
    cells = grid.cells.copy()
    for row, texts in enumerate(grid.cells.tolist()):
        for place, text in enumerate(texts):
            if not text.isascii():
                cells[row, place] = _other(text, grid.encoding, name)
    return cells


def _other(text: str, was: str, name: str) -> str:
    """Text of one encoding read in another; what that one does not know stays out as a sign that says so."""
    return text.encode(was, "replace").decode(name, "replace")
