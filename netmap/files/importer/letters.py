"""The letters of text that does not say its encoding: told by an answer or a language, else asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from netmap.files.importer.file_words import letters_spoken
from netmap.files.importer.mapping import Mapping as FileMapping
from netmap.files.importer.mapping import SheetMapping
from netmap.files.importer.questions import ENCODING, Answers, Candidate, Question
from netmap.files.importer.recipes import BY_NAME
from netmap.files.importer.records import Unread
from netmap.files.sandbox.cells import FileCells, Grid, Texts

ROWS_ABOVE, MOST_SHOWN = 30, 3
"""So many rows show the language of a file, and so many words what its letters would be."""

WORD = re.compile(r"\S+")


def in_letters(file: FileCells, answers: Answers) -> FileCells:
    """A file read in the encodings that were answered, or that its own language tells; else as it came.

    Args:
        file: as it was taken apart; text that says its encoding stays what it is.
        answers: those about `encoding` count.
    """
    if not any(grid.rivals for grid in file.grids):
        return file
    return replace(file, grids=tuple(_settled(grid, answers) for grid in file.grids))


def headers_in_letters(mapping: FileMapping, file: FileCells) -> FileMapping:
    """A mapping with its headers and titles in the letters in which the file is read now.

    Args:
        mapping: as it was made of the file, or of the file before its encoding was known.
        file: as `in_letters` gives it.
    """
    for grid in file.grids:
        sheet = mapping.sheet(grid.name, grid.place)
        if grid.read_first and sheet is not None:
            mapping = mapping.with_sheet(_renamed(sheet, grid))
    return mapping


def _renamed(sheet: SheetMapping, grid: Grid) -> SheetMapping:
    known = {word for text in _beyond_ascii(grid) for word in text.split()}
    letters = set("".join(known))

    def word_now(found: re.Match[str]) -> str:
        word = found[0]
        other = _other(word, grid.read_first, grid.encoding)
        sure = other in known or (letters.issuperset(other) and not letters.issuperset(word))
        return other if word not in known and not word.isascii() and sure else word

    def now(text: str) -> str:
        return text if text.isascii() else WORD.sub(word_now, text)

    columns = tuple(replace(one, header=now(one.header)) for one in sheet.columns)
    settings = {name: now(value) for name, value in sheet.settings.items()}
    return replace(sheet, columns=columns, settings=settings)


def waiting_letters(sheet: SheetMapping, grid: Grid) -> Mapping[int, Unread]:
    """The lines of a table whose letters may be others, by line, with the question.

    Where its headers or what stands above them hold such letters, all lines wait; so they do where a line
    is no record by itself.
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
    above = sheet.header is not None and any(line <= sheet.header for line in lines)
    whole = above or (bool(lines) and BY_NAME[sheet.shape].pieces is not None)
    return dict.fromkeys(grid.lines.tolist() if whole else lines, bad)


def _settled(grid: Grid, answers: Answers) -> Grid:
    """A table in the letters that are sure."""
    if not grid.rivals:
        return grid
    answer = answers.get(ENCODING, (grid.name,))
    names = (grid.encoding, *grid.rivals)
    told = answer.value if answer is not None and answer.value in names else _of_language(grid, names)
    if told is None:
        return grid
    first = "" if told == grid.encoding else grid.encoding
    guessed = answer is None or answer.value != told
    cells = _reread(grid, told)
    above = tuple(_other(text, grid.encoding, told) for text in grid.above)
    return replace(
        grid, cells=cells, above=above, encoding=told, rivals=(), read_first=first, guessed=guessed
    )


def _of_language(grid: Grid, names: tuple[str, ...]) -> str | None:
    """The one encoding in which all letters are those of the file's language; None: not one alone."""
    letters = letters_spoken(text for row in grid.cells[:ROWS_ABOVE] for text in row.tolist())
    fits = [name for name in names if letters.issuperset("".join(_words(grid, name)).casefold())]
    return fits[0] if letters and len(fits) == 1 else None


def _doubtful(grid: Grid) -> set[str]:
    """The letters of a table that would be others in another of its encodings."""
    letters = {letter for text in _beyond_ascii(grid) for letter in text}
    return {one for one in letters if any(_other(one, grid.encoding, name) != one for name in grid.rivals)}


def _words(grid: Grid, name: str) -> Iterator[str]:
    """Each word that would differ, as it reads in an encoding."""
    letters = _doubtful(grid)
    found: dict[str, None] = {}
    for text in _beyond_ascii(grid):
        if not letters.isdisjoint(text):
            found.update(dict.fromkeys(word for word in text.split() if not letters.isdisjoint(word)))
    return (_other(word, grid.encoding, name) for word in found)


def _beyond_ascii(grid: Grid) -> Iterator[str]:
    return (text for text in grid.cells.ravel().tolist() if not text.isascii())


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
