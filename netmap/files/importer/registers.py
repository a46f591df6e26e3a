"""Who and what is known already, and whom a name in a file means: sure, to be asked, or new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from netmap.files.importer.names import (
    MOST_ALIKE,
    ORDINARY,
    WHY,
    is_shortened,
    likeness,
    plain_letters,
    signatures,
    sure_key,
    words_of,
)
from netmap.files.importer.no_agency import says_none
from netmap.files.importer.questions import Candidate
from netmap.model.study import Study

MOST_CANDIDATES = 5
PAIR, FEW, MOST_SLIPS = 2, 8, 2
CROWDED = 300
"""A text that more entries than these have in common tells nobody apart and is not looked up."""

SHORTEST_NAME, SHORTEST_WORD, NEVER = 3, 4, 1_000
"""Words of three letters may hold a slip in a person's name, elsewhere of four; short capitals hold none."""

SAME_ID, SAME_NAME, SAME_LETTERS, ANSWERED = "id", "name", "letters", "answer"


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something known: its id, its name, and the agency if it is a person with one."""

    id: str
    name: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Whom a name means: `id` where it is sure, with how; else whoever it may be. Neither: somebody new."""

    id: str | None = None
    how: str = ""
    candidates: tuple[Candidate, ...] = ()


class Register:
    """Everybody of one sort: found by id, by name, by the letters of the name, or by likeness."""

    def __init__(self, entries: Iterable[Entry] = (), *, ordered: bool = True) -> None:
        self.entries: dict[str, Entry] = {}
        self._ordered = ordered
        self._names: dict[str, list[str]] = defaultdict(list)
        self._keys: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._near: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, tuple[str, ...]] = {}
        self._pairs: dict[str, dict[str, str]] = defaultdict(dict)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Make somebody known."""
        self.entries[entry.id] = entry
        for text in {entry.id, entry.name} - {""}:
            self._names[text].append(entry.id)
            _note(self._keys[sure_key(text, ordered=self._ordered)], entry.id)
        words = self._words[entry.id] = words_of(entry.name or entry.id)
        for sign in signatures(words):
            self._near[sign].append(entry.id)
        if len(words) == PAIR:
            for word, other in (words, words[::-1]):
                self._pairs[word][entry.id] = other

    def match(self, text: str, agency: str = "", *, exact: bool = False) -> Match:
        """Whom a text means.

        Args:
            text: an id or a name.
            agency: the id of the agency that stands beside it, which tells namesakes apart.
            exact: the text is an id: nothing but the same id is meant.
        """
        if text in self.entries:
            return Match(text, SAME_ID)
        if exact:
            return Match()
        keyed = self._keys.get(sure_key(text, ordered=self._ordered), [])
        for how, ids in ((SAME_NAME, self._names.get(text, [])), (SAME_LETTERS, keyed)):
            if ids:
                return self._one_of(ids, agency, how)
        return Match(candidates=self._alike(text))

    def _one_of(self, ids: list[str], agency: str, how: str) -> Match:
        if len(ids) > 1 and agency:
            ids = [one for one in ids if self.entries[one].agency == agency] or ids
        if len(ids) == 1:
            return Match(ids[0], how)
        return Match(candidates=tuple(self._candidate(one, how) for one in ids[:MOST_CANDIDATES]))

    def alike(self, text: str) -> tuple[Candidate, ...]:
        """Everybody who is called the same or nearly so, with why."""
        same = self._keys.get(sure_key(text, ordered=self._ordered), [])
        return (*(self._candidate(one, SAME_LETTERS) for one in same), *self._alike(text))

    def _alike(self, text: str) -> tuple[Candidate, ...]:
        words = words_of(text)
        shortest = self._shortest(text)
        found = [
            (one, why)
            for one in self._worth_a_look(words, self._neighbours(words))
            if (why := likeness(words, self._words[one], shortest=shortest))
        ]
        found.sort(key=lambda pair: list(WHY).index(pair[1]))
        return tuple(self._candidate(one, why) for one, why in found[:MOST_CANDIDATES])

    def _shortest(self, text: str) -> int:
        """How many letters a word must have for a slip to count."""
        if not self._ordered:
            return SHORTEST_NAME
        return NEVER if text.isupper() and len(text) <= 6 else SHORTEST_WORD

    def _neighbours(self, words: tuple[str, ...]) -> list[str]:
        found: dict[str, None] = {}
        for sign in sorted(signatures(words)):
            there = self._near.get(sign, [])
            if len(there) <= CROWDED:
                found.update(dict.fromkeys(there))
        return list(found)

    def _worth_a_look(self, words: tuple[str, ...], found: list[str]) -> list[str]:
        """Those of some neighbours that may be alike at all.

        Most of them share a first name and nothing else: of two names of two words that share one, the others
        must begin alike, or differ in two letters at most. All of a word are compared at once.
        """
        if len(words) != PAIR or len(found) < FEW:
            return found
        near = set(found)
        for shared, own in (words, words[::-1]):
            rests: Mapping[str, str] = self._pairs.get(shared, {})
            if len(rests) > CROWDED:
                rests = {one: rests[one] for one in found if one in rests}
            if rests and own != shared and not _begin_alike(own, shared):
                near.difference_update(_far(own, shared, rests))
        return [one for one in found if one in near]

    def _candidate(self, one: str, why: str) -> Candidate:
        return Candidate(one, self._shown(one), why)

    def _shown(self, one: str) -> str:
        return self.entries[one].name or one


def _far(own: str, shared: str, rests: Mapping[str, str]) -> list[str]:
    """Those whose other word is like neither of two words, and is no shorter writing of them."""
    words, others = (own, shared), tuple(rests.values())
    distances = process.cdist(words, others, scorer=OSA.distance, score_cutoff=MOST_SLIPS)
    alike = process.cdist(words, others, scorer=JaroWinkler.similarity, score_cutoff=MOST_ALIKE)
    far: list[bool] = np.all((distances > MOST_SLIPS) & (alike < MOST_ALIKE), axis=0).tolist()
    told = zip(rests.items(), far, strict=True)
    return [
        one
        for (one, rest), is_far in told
        if is_far and not any(word[0] == rest[0] and _is_short_for(word, rest) for word in words)
    ]


def _is_short_for(word: str, other: str) -> bool:
    """Whether one of two words with the same first letter is an initial of the other, or its shortening."""
    return 1 in (len(word), len(other)) or is_shortened(*sorted((word, other), key=len))


def _begin_alike(first: str, second: str) -> bool:
    """Whether two words begin with the same letter, or differ in two letters at most."""
    return first[0] == second[0] or OSA.distance(first, second, score_cutoff=MOST_SLIPS) <= MOST_SLIPS


def _note(ids: list[str], one: str) -> None:
    if one not in ids:
        ids.append(one)


DEVICES = frozenset(
    ("ipad", "iphone", "phone", "laptop", "macbook", "android", "galaxy", "tablet", "telefono")
)
"""Words that name what somebody took part with."""


def is_ordinary(text: str) -> bool:
    """Whether a text is a word that stands where a name should, or names somebody's device.

    Example:
        >>> is_ordinary("WHO"), is_ordinary("Who Cares Trust"), is_ordinary("Carla's iPad"), is_ordinary("–")
        (True, False, True, True)
    """
    plain = plain_letters(text)
    ordinary = plain.replace("/", "") in ORDINARY or says_none(text)
    return ordinary or not DEVICES.isdisjoint(plain.split())


REGISTERS: Mapping[str, tuple[str, str]] = {
    "person": ("practitioners", "practitioner"),
    "agency": ("agencies", "agency"),
    "zone": ("zones", "zone"),
    "level": ("levels", "level"),
    "partnership": ("partnerships", "partnership"),
    "wave": ("waves", "wave"),
}
"""For each sort of name the table and the column that hold its ids."""


def registers_of(study: Study | None) -> dict[str, Register]:
    """A register for each sort, with all that a study knows."""
    return {sort: register_of(study, sort) for sort in REGISTERS}


def register_of(study: Study | None, sort: str) -> Register:
    """The register of one sort, with all that a study knows."""
    return Register(_entries(study, sort), ordered=sort != "person")


def _entries(study: Study | None, sort: str) -> Iterable[Entry]:
    table, column = REGISTERS[sort]
    if study is None:
        return
    frame = study.table(table)
    agencies = frame["agency"].fillna("") if sort == "person" else [""] * len(frame)
    for one, name, agency in zip(frame[column], frame["name"].fillna(""), agencies, strict=True):
        yield Entry(str(one), str(name), str(agency))
