"""Words that stand where an agency should and name none: “n/a”, “none”, “tbc”, a dash."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.records import Name, Record
from netmap.model.errors import Problem
from netmap.model.findings import WARNING
from netmap.model.i18n import N_

REASON = N_("“{value}” beside names is no agency: none is put on record. Names: {n}, first “{name}”.")
CURE = N_("If it is the name of an agency, put that agency on record first.")

SIGNS = re.compile(r"[-–—?.…/_ ]+")
"""Signs that people put where there is nothing to write."""

MISTAKE = re.compile(r"#[^\W\d_][\w/]*[!?]|#N/[A-Z]+|Err:\d{3}")
"""What a spreadsheet writes where a formula fails, in any language: “#REF!”, “#NOME?”, “#DIV/0!”."""

Names = Mapping[str, Name]
Kept = tuple[Names, Names, str]
"""The names of a record, the same without such words, and the word that was taken out, if any."""


def says_none(text: str) -> bool:
    """Whether words beside a name say that there is no agency, or that it is not known.

    Example:
        >>> says_none("n/a"), says_none("-"), says_none("N.D."), says_none("NA"), says_none("")
        (True, True, True, False, False)
    """
    known = plain_header(text) in plain_words("brackets", "no_agency")
    return bool(text) and (known or any(signs.fullmatch(text) for signs in (SIGNS, MISTAKE)))


class NoAgency:
    """Takes such words out of what records name, and tells which they were.

    Args:
        is_known: whether a text is an agency on record.
    """

    def __init__(self, is_known: Callable[[str], bool]) -> None:
        self._is_known = is_known
        self._kept: dict[int, Kept] = {}
        self._told: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}

    def is_none(self, text: str) -> bool:
        """Whether a text names no agency, and none on record is called so."""
        return says_none(text) and not self._is_known(text)

    def of_name(self, name: Name) -> Name:
        """A name without such a word beside it."""
        return replace(name, agency="") if name.agency and self.is_none(name.agency) else name

    def of_records(self, records: Iterable[Record]) -> Iterator[Record]:
        """Records without such words; many of them share what they name."""
        for record in records:
            kept = self._kept.get(id(record.names))
            if kept is None:
                kept = self._kept[id(record.names)] = self._parted(record)
            yield self._without(record, kept[1], kept[2]) if kept[2] else record

    def problems(self) -> Iterator[tuple[str, Problem]]:
        """What was taken out of each sheet, with the entry of an archive that it is in."""
        for (sheet, place), (texts, people) in self._told.items():
            values = {"value": "”, “".join(texts), "n": len(people), "name": next(iter(people))}
            yield place, Problem(sheet, None, None, None, "no-agency", REASON, CURE, WARNING, values)

    def _parted(self, record: Record) -> Kept:
        names = {} if record.full else record.names
        texts = [one.agency for one in names.values() if self.of_name(one) is not one]
        beside = names.get("agency")
        if beside is not None and "practitioner" in names and self.is_none(beside.text):
            texts.append(beside.text)
            names = {column: one for column, one in names.items() if one is not beside}
        kept = {column: self.of_name(one) for column, one in names.items()}
        return record.names, kept, next(iter(texts), "")

    def _without(self, record: Record, names: Names, text: str) -> Record:
        texts, people = self._told.setdefault((record.sheet.sheet, record.sheet.place), ({}, {}))
        texts.setdefault(text)
        people.update(dict.fromkeys(one.called or one.text for one in names.values() if one.sort != "zone"))
        values = record.values
        if values.get("agency") == text:
            values = {column: said for column, said in values.items() if column != "agency"}
        return replace(record, names=names, values=values)
