"""Names of a file turned into ids: sure ones matched, new ones made known, the others asked."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from netmap.files.importer import questions as ask
from netmap.files.importer.names import INITIALS, WORD, sure_key, words_of
from netmap.files.importer.questions import DROP, IS, NEW, Answer, Answers, Candidate, Question
from netmap.files.importer.records import Name, Record, Unread
from netmap.files.importer.registers import (
    ANSWERED,
    REGISTERS,
    SAME_LETTERS,
    Entry,
    Match,
    Register,
    is_ordinary,
    registers_of,
)
from netmap.model.findings import WARNING
from netmap.model.study import Study

ASKED = {"person": ask.PERSON, "agency": ask.AGENCY, "zone": ask.ZONE}
"""Sorts of which a name that is like another one is asked; the others are what they are called."""

ONE, EACH = "one", "each"
"""Whether people of one name are one person, or one for each e-mail address."""

ADD, KEEP = "add", "keep"
"""What becomes of a tie on several lines: its strengths are added up, or it is one tie, said once."""

MOST_WITH_INITIALS = 5

ELSEWHERE = "elsewhere"

BESIDE = ("agency", "level")
"""Sorts of what stands beside a person's name."""

ORDER = ("partnership", "level", "wave", "agency", "zone", "person")
"""The order in which names are looked up: a person's agency is known before the person."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A name of the file and whom it was taken for; `how` is id, name, letters or answer.

    `ELSEWHERE`: the agency of that name stands beside somebody whose agency is another one; `called` is
    the name of that person.
    """

    sort: str
    text: str
    id: str
    how: str
    called: str = ""


@dataclass(slots=True)
class Fresh:
    """Somebody or something that the file brings: the id, the name, and the agencies and levels that stand
    beside it."""

    id: str
    name: str
    beside: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    rank: str = ""


@lru_cache(maxsize=50_000)
def made_id(*parts: str) -> str:
    """An id for what has none: the same for the same parts, and never a joined string.

    Example:
        >>> made_id("a", "b,c") == made_id("a", "b,c"), made_id("a", "b,c") == made_id("a,b", "c")
        (True, False)
    """
    said = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Namesakes:
    """A name that stands beside several e-mail addresses, as it is written first."""

    name: str
    mails: tuple[str, ...]


def namesakes(names: Iterable[Name]) -> dict[tuple[str, ...], Namesakes]:
    """The names of people beside which several e-mail addresses stand, by what their spellings share."""
    written: dict[tuple[str, ...], str] = {}
    mails: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for name in names:
        if name.sort == "person" and name.mail and not name.exact:
            key = sure_key(name.text, ordered=False)
            written.setdefault(key, name.text)
            mails[key][name.mail.casefold()] = None
    return {key: Namesakes(written[key], tuple(found)) for key, found in mails.items() if len(found) > 1}


class Resolver:
    """Whom each name of a file means, given a study and answers."""

    def __init__(self, study: Study | None, answers: Answers) -> None:
        self.registers: dict[str, Register] = registers_of(study)
        self.fresh: dict[str, dict[str, Fresh]] = defaultdict(dict)
        self.joined: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        """The agencies and levels that stand beside people on record of whom none is known."""
        self._on_record = {sort: _first_told(study, sort) for sort in BESIDE}
        self._jobs = {sort: _all_told(study, sort) for sort in BESIDE}
        self.matched: list[Matched] = []
        self._written: dict[str, set[str]] = defaultdict(set)
        self._answers = answers
        self._found: dict[tuple[str, str, str, str], str | Unread] = {}
        self._sorts: dict[str, str | None] = {}
        self._namesakes: dict[tuple[str, ...], Namesakes] = {}

    def learn(self, records: Sequence[Record], waiting: Sequence[Name] = ()) -> None:
        """Look up every name of some records and of others that wait, the most frequent first."""
        written = _written(records)
        written.update(waiting)
        counted: Counter[Name] = Counter()
        for name, n in written.items():
            for one in _with_beside(name):
                counted[one] += n
        for name in counted:
            for sort in ("person", "agency") if name.sort == "actor" else (name.sort,):
                self._written[sort].add(name.text)
        self._namesakes = namesakes(counted)
        for sort in ORDER:
            for name in _by_frequency(counted, sort):
                self._note_beside(name, self._look_up(name), counted[name])
        self._settle_sorts(records)

    def _settle_sorts(self, records: Sequence[Record]) -> None:
        """Ids of which a sheet does not say whether they are people or agencies."""
        ids: dict[str, dict[Name, int]] = defaultdict(dict)
        for record in records if self._written["agency"] & self._written["person"] else ():
            for name in record.names.values():
                if name.sort == "actor":
                    ids[record.sheet.sheet][name] = ids[record.sheet.sheet].get(name, 0) + 1
        for sheet, counted in ids.items():
            sort = self._sort_of([name.text for name in counted])
            self._sorts[sheet] = sort
            if sort is not None:
                for name in sorted(counted, key=lambda one: -counted[one]):
                    self._look_up(Name(sort, name.text, name.exact))

    def _sort_of(self, texts: Sequence[str]) -> str | None:
        """People or agencies, where all ids are known as one of them and none as the other."""
        for sort, other in (("person", "agency"), ("agency", "person")):
            known = [self._is_known(sort, text) for text in texts]
            strange = any(self.registers[other].match(text).id is not None for text in texts)
            if all(known) and not strange:
                return sort
        return None

    def _is_known(self, sort: str, text: str) -> bool:
        answered = self._answers.of_name(ASKED[sort], text) is not None
        return answered or self.registers[sort].match(text).id is not None

    def id_of(self, name: Name, sheet: str) -> tuple[str, str]:
        """The sort and the id of a name; `Unread` where it must be asked, or was left out by an answer."""
        sort: str | None = name.sort
        if sort == "actor":
            sort = self._sorts.get(sheet)
            if sort is None:
                choices = (Candidate("person"), Candidate("agency"))
                question = Question(ask.SORT, (sheet,), choices)
                raise Unread("unanswered", None, name.text, question=question)
        found = self._look_up(name if name.sort == sort else replace(name, sort=sort or ""))
        if isinstance(found, Unread):
            raise found
        return sort or "", found

    def asked_of(self, name: Name) -> Iterator[Question]:
        """What must be asked of a name, and of the agency and the level beside it."""
        for one in _with_beside(name):
            found = self._look_up(one)
            if isinstance(found, Unread) and found.question is not None:
                yield found.question

    def adds_up(self, record: Record, shown: str) -> bool:
        """Whether the strengths of a tie on several lines are added up; `Unread` where it must be asked."""
        about = (record.sheet.sheet,)
        answer = self._answers.get(ask.REPEATED, about)
        if answer is not None and answer.value in (ADD, KEEP):
            return answer.value == ADD
        choices = (Candidate(ADD), Candidate(KEEP))
        question = Question(ask.REPEATED, about, choices, example=shown)
        raise Unread("unanswered", None, shown, question=question)

    def is_fresh(self, question: Question) -> bool:
        """Whether names are like one that the file itself brings."""
        fresh = self.fresh.get(question.kind, {})
        return len(question.candidates) == 1 and question.candidates[0].value in fresh

    def own(self, person: str, sort: str) -> str:
        """The agency or the level of a person: as it is known, else the one beside the name most often."""
        beside = self.beside(person, sort)
        return beside.most_common(1)[0][0] if beside else self._on_record[sort].get(person, "")

    def is_known_of(self, person: str, sort: str, one: str) -> bool:
        """Whether an agency or a level is that of a person, or one that an employment on record names."""
        return one == self.own(person, sort) or one in self._jobs[sort].get(person, ())

    def beside(self, person: str, sort: str) -> Counter[str]:
        """How often each agency or level stands beside somebody new, or somebody on record without one."""
        fresh = self.fresh["person"].get(person)
        return self.joined.get((person, sort), Counter()) if fresh is None else fresh.beside[sort]

    def _look_up(self, name: Name) -> str | Unread:
        told = name.sort == "person" and not name.exact
        key = (name.sort, name.text, name.agency if told else "", name.mail.casefold() if told else "")
        if key not in self._found:
            self._found[key] = self._decide(name)
        return self._found[key]

    def _note_beside(self, name: Name, found: str | Unread, n: int) -> None:
        """Note how often an agency or a level stands beside somebody new, or on record without one."""
        if isinstance(found, Unread):
            return
        for beside in _beside(name):
            one = self._look_up(beside)
            if not isinstance(one, str):
                continue
            if found in self.fresh[name.sort]:
                self.fresh[name.sort][found].beside[beside.sort][one] += n
            elif name.sort == "person" and self._has_none(found, beside.sort):
                self.joined[found, beside.sort][one] += n

    def _has_none(self, person: str, sort: str) -> bool:
        """Whether nothing on record says for which agency, or at which level, somebody works."""
        return person not in self._on_record[sort] and person not in self._jobs[sort]

    def _decide(self, name: Name) -> str | Unread:
        kind = ASKED.get(name.sort, name.sort)
        answer = self._answers.of_name(kind, name.text)
        if answer is not None:
            return self._as_answered(name, answer)
        if (found := self._by_mail(name)) is not None:
            return found
        if name.sort == "level":
            return self._level(name)
        match = self._match(name)
        found = match.id or self._titled(name, match.candidates)
        if found is not None:
            self.matched.append(Matched(name.sort, name.text, found, match.how or SAME_LETTERS))
            return found
        if name.sort not in ASKED or name.exact:
            return self._make(name)
        candidates = match.candidates
        if name.initials:
            candidates = candidates or self._with_initials(name.text) or (Candidate("", name.text, WORD),)
        if is_ordinary(name.text) or (name.sort == "agency" and PARTING.search(name.text)):
            candidates = candidates or (Candidate("", name.text, WORD),)
        return self._unsure(name, candidates) if candidates else self._make(name)

    def _with_initials(self, text: str) -> tuple[Candidate, ...]:
        """Everybody whose names begin with some letters, in their order."""
        found = (
            one
            for one in self.registers["person"].entries.values()
            if "".join(word[0] for word in words_of(one.name)) == text.casefold()
        )
        return tuple(Candidate(one.id, one.name, INITIALS) for one in islice(found, MOST_WITH_INITIALS))

    def _by_mail(self, name: Name) -> str | Unread | None:
        """Who it is of several people of one name; None where nothing but the name tells."""
        same = self._namesakes.get(sure_key(name.text, ordered=False))
        if name.sort != "person" or name.exact or same is None:
            return None
        one = made_id("person", *sure_key(name.text, ordered=False), name.mail.casefold())
        if name.mail and one in self.registers["person"].entries:
            return one
        answer = self._answers.get(ask.NAMESAKES, (same.name,))
        if answer is None or answer.value not in (ONE, EACH):
            choices = (Candidate(ONE), Candidate(EACH))
            question = Question(ask.NAMESAKES, (same.name,), choices, example=", ".join(same.mails))
            return Unread("unanswered", "person", name.text, question=question)
        return self._make(replace(name, text=one)) if answer.value == EACH and name.mail else None

    def _match(self, name: Name) -> Match:
        agency = ""
        if name.agency:
            found = self._look_up(Name("agency", name.agency))
            agency = found if isinstance(found, str) else ""
        return self.registers[name.sort].match(name.text, agency, exact=name.exact)

    def _titled(self, name: Name, candidates: Sequence[Candidate]) -> str | None:
        """Whom the file itself calls so but for a title, at the agency that stands beside the name."""
        if name.sort != "person" or not name.agency:
            return None
        agency, words = self._look_up(Name("agency", name.agency)), sorted(words_of(name.text))
        same = [
            one.value
            for one in candidates
            if one.value in self.fresh["person"]
            and len(words) > 1
            and sorted(words_of(one.shown)) == words
            and self.own(one.value, "agency") == agency
        ]
        return same[0] if len(same) == 1 else None

    def _level(self, name: Name) -> str | Unread:
        match = self.registers["level"].match(name.text)
        if match.id is not None:
            return match.id
        known = tuple(Candidate(one.id, one.name) for one in self.registers["level"].entries.values())
        question = Question(ask.LEVEL, (name.text,), known, (IS, NEW, DROP))
        return Unread("unanswered", "level", name.text, question=question)

    def _unsure(self, name: Name, candidates: tuple[Candidate, ...]) -> Unread:
        offered = tuple(one for one in candidates if one.value)
        question = Question(ASKED[name.sort], (name.text,), offered, (IS, NEW, DROP))
        return Unread("unanswered", name.sort, name.text, question=question)

    def _as_answered(self, name: Name, answer: Answer) -> str | Unread:
        if answer.action == DROP:
            return Unread("left-out", name.sort, name.text, severity=WARNING)
        if answer.action == NEW:
            return self._make(name, answer.value)
        match = self.registers[name.sort].match(answer.value)
        if match.id is None and answer.value != name.text:
            return self._someone_else(name, answer.value)
        if match.id is None:
            return self._make(name)
        self.matched.append(Matched(name.sort, name.text, match.id, ANSWERED))
        return match.id

    def _someone_else(self, name: Name, text: str) -> str | Unread:
        """The answer is another name of the file, which is looked up in its turn."""
        answered = self._answers.of_name(ASKED.get(name.sort, name.sort), text)
        if answered is not None or text not in self._written[name.sort]:
            return Unread("bad-answer", name.sort, name.text, answer=text)
        return self._look_up(Name(name.sort, text))

    def _make(self, name: Name, value: str = "") -> str:
        """Make somebody or something new known."""
        other = {"person": "agency", "agency": "person"}.get(name.sort)
        taken = other is not None and name.text in self.registers[other].entries
        one = made_id(name.sort, name.text) if taken and not name.exact else name.text
        if one not in self.registers[name.sort].entries:
            called = name.called or name.text
            self.fresh[name.sort][one] = Fresh(one, called, rank=value)
            self.registers[name.sort].add(Entry(one, called))
        return one


def _written(records: Iterable[Record]) -> Counter[Name]:
    """How often each name stands in some records, many of which share what they name."""
    named: dict[int, Mapping[str, Name]] = {}
    seated: dict[int, Name] = {}
    counted: Counter[int] = Counter()
    for record in records:
        named[id(record.names)] = record.names
        counted[id(record.names)] += 1
        if record.sitting is not None and record.sitting.zone is not None:
            seated[id(record.sitting.zone)] = record.sitting.zone
            counted[id(record.sitting.zone)] += 1
    found: Counter[Name] = Counter()
    for key, names in named.items():
        for name in names.values():
            found[name] += counted[key]
    for key, name in seated.items():
        found[name] += counted[key]
    return found


def _first_told(study: Study | None, sort: str) -> dict[str, str]:
    """The agency or the level of each person who has one on record."""
    if study is None:
        return {}
    told = study.practitioners[["practitioner", sort]].dropna().itertuples(index=False)
    return {str(person): str(one) for person, one in told}


def _all_told(study: Study | None, sort: str) -> dict[str, set[str]]:
    """The agencies or levels that the employments of each person name."""
    found: dict[str, set[str]] = {}
    if study is not None:
        for person, one in study.employments[["practitioner", sort]].dropna().itertuples(index=False):
            found.setdefault(str(person), set()).add(str(one))
    return found


def _beside(name: Name) -> Iterator[Name]:
    """The agency and the level that stand beside a name."""
    for sort, text in zip(BESIDE, (name.agency, name.level), strict=True):
        if text:
            yield Name(sort, text)


def _with_beside(name: Name) -> Iterator[Name]:
    yield from _beside(name)
    yield name


def _by_frequency(counted: Mapping[Name, int], sort: str) -> list[Name]:
    """Distinct names of a sort: ids first, then the others, those that are written most often first."""
    return sorted(
        (name for name in counted if name.sort == sort), key=lambda name: (not name.exact, -counted[name])
    )


PARTING = re.compile(r"[;|\n]|\s/\s")
"""What may part the names of several agencies."""

TABLE_OF = {sort: table for sort, (table, _) in REGISTERS.items()}
KEY_OF = {sort: key for sort, (_, key) in REGISTERS.items()}
