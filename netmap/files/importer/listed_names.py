"""Names that stand one after another in a text, as minutes have them: “A. Smith (Police), B. Jones - NHS”."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from netmap.files.importer.cell_meaning import (
    BEHIND,
    LISTED,
    ONE,
    SEVERAL,
    WITH_AGENCY,
    WITH_WORDS,
    CellMeaning,
)
from netmap.files.importer.file_words import plain_words
from netmap.files.importer.headers import plain_header
from netmap.files.importer.names import sure_key
from netmap.files.importer.no_agency import says_none
from netmap.files.importer.records import Name

LINES = re.compile(r";#|[;|\n•]|\s\*\s")
AND = re.compile(r"\s+(?:and|e|ed|et|&)\s+", re.IGNORECASE)
BRACKETS = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*(.*)$", re.DOTALL)
DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]+\s+")
BULLET = re.compile(r"^\s*(?:[-–—*•·▪◦]|\d{1,3}[.)])\s+")
LETTER = re.compile(r"[^\W\d_]")
INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,3}|[^\W\d_]")
ABBREVIATION = re.compile(r"[B-DF-HJ-NP-TV-XZ\W]+")
"""Capitals without a vowel, as in NHS: no name."""

FEWEST_PAIRS = 2
"""So many different pairs such as “SMITH, Ann” show that a sheet puts surnames in capitals first."""

SHORT = 4
"""Capitals of so few letters may be an agency: pairs of nothing else, such as “ASL, Comune”, show nothing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in a list of names: the name, the agency that is written with it, and what else is.

    `text` is all of it as written, where nobody has said yet what stands behind the name.
    """

    name: str
    agency: str = ""
    beside: str = ""
    text: str = field(default="", repr=False)


def listed(
    text: str, header: str, meaning: CellMeaning, *, alone: bool = False, surnames_first: bool = False
) -> list[Listed]:
    """Everybody who stands in a list of names; words such as “none” are nobody.

    Semicolons and lines part names, and so do commas outside brackets, unless one may stand within a name or
    before an agency: that is asked.

    Args:
        text: the names.
        header: what stands above them.
        meaning: the answers.
        alone: whether lines part the names already, one to a line.
        surnames_first: whether the sheet puts surnames in capitals first, as `puts_surnames_first` finds.

    Raises:
        Unread: it must be asked what the commas part.
    """
    pieces = _pieces(text)
    among = alone or len(pieces) > 1
    found = [one for piece in pieces for one in _of_piece(piece, among, surnames_first, header, meaning)]
    return [one for one in found if LETTER.search(one.name) and not _is_nobody(one.name)]


def puts_surnames_first(texts: Iterable[str], meaning: CellMeaning) -> bool:
    """Whether the lists of names of a sheet put surnames in capitals before first names, behind a comma.

    At least `FEWEST_PAIRS` different pairs must show it, and not by short capitals alone: “NHS, Police”.
    """
    pieces = (_outside_brackets(piece) for text in texts for piece in _pieces(text))
    sure = (_pairs(parts) for parts in pieces if not _names_agency(parts, meaning))
    distinct = {(one, _bare(other).casefold()) for pairs in sure for one, other in pairs}
    return len(distinct) >= FEWEST_PAIRS and any(len(one) > SHORT for one, _ in distinct)


def _pieces(text: str) -> list[str]:
    """The parts of a list between semicolons, bullets and lines."""
    return [piece for part in LINES.split(text) if (piece := BULLET.sub("", part).strip(" .,\t"))]


def meaning_of_initials(one: Listed, meaning: CellMeaning) -> Listed:
    """Somebody whose initials the sheet explains, by name; anybody else as written."""
    told = meaning.people.get(one.name)
    return one if told is None else replace(person(told), beside=one.beside)


def named_in_list(one: Listed, header: str, meaning: CellMeaning) -> tuple[Name, str]:
    """Somebody of a list of names, and the words that stand behind the name; initials are spelled out.

    Raises:
        Unread: it must be asked what stands behind the names.
    """
    told = meaning_of_initials(one, meaning)
    if told is one and one.text:
        return told_apart(Name("person", one.text, called=one.text), header, meaning)
    return Name("person", told.name, agency=told.agency, called=told.name), told.beside


def told_apart(name: Name, header: str, meaning: CellMeaning) -> tuple[Name, str]:
    """Somebody of a list, parted from the agency and the words that stand behind the name.

    An agency that is known is taken, and so are words that say how somebody took part; of anything else in
    brackets or behind a dash it is asked once for a column what it says.

    Raises:
        Unread: that must be asked.
    """
    if name.exact or not told_behind(name.text):
        return name, ""
    told = person(name.text)
    words = [word for word in told.beside.split(", ") if word]
    known = next((word for word in words if not told.agency and meaning.is_agency(word)), "")
    if known:
        words.remove(known)
        told = replace(told, agency=known)
    if told.agency and says_none(name.agency):
        name = replace(name, agency="")
    if name.agency and told.agency:
        same = sure_key(name.agency, ordered=True) == sure_key(told.agency, ordered=True)
        words += [] if same or says_none(told.agency) else [told.agency]
        told = replace(told, agency="")
    if not told.name or not (told.agency or words or told.name != name.text):
        return name, ""
    if (told.agency and not meaning.is_agency(told.agency)) or not all(map(_is_beside, words)):
        said = meaning.are_several(name.text, header, "()", BEHIND)
        if said == ONE:
            return name, ""
        if said == WITH_WORDS and told.agency:
            words, told = [*words, told.agency], replace(told, agency="")
        elif told.agency:
            agency, rest = _agency_among(told.agency, meaning)
            words, told = [*rest, *words], replace(told, agency=agency)
    agency = name.agency or told.agency
    return replace(name, text=told.name, called=told.name, agency=agency), ", ".join(words)


def told_behind(text: str) -> bool:
    """Whether brackets or a dash part a name from what stands behind it."""
    return text.endswith((")", "]")) or DASH.search(text) is not None


def holds_words_behind(text: str) -> bool:
    """Whether anything in a list of names stands in brackets or after a dash."""
    return BRACKETS.match(text) is not None or DASH.search(text) is not None


def _agency_among(text: str, meaning: CellMeaning) -> tuple[str, list[str]]:
    """The agency in what stands behind a name, and the words around it: “Team Manager, Police”.

    Of parts between commas it is the one that is known, else the last.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if meaning.is_agency(text) or len(parts) < 2:
        return text, []
    agency = next((part for part in reversed(parts) if meaning.is_agency(part)), parts[-1])
    return agency, [part for part in parts if part != agency]


def _is_beside(text: str) -> bool:
    return plain_header(text) in plain_words("brackets", "beside")


def _is_nobody(text: str) -> bool:
    return plain_header(text) in plain_words("brackets", "nobody")


def _of_piece(
    piece: str, among: bool, surnames_first: bool, header: str, meaning: CellMeaning
) -> list[Listed]:
    """Who stands in a part without semicolons; `among` others that they parted."""
    parts = _outside_brackets(piece)
    pairs = _pairs(parts)
    if pairs and surnames_first and not _names_agency(parts, meaning):
        return [_as_written(one) for pair in pairs for one in _around_and(", ".join(pair))]
    parts = _with_initials(parts)
    unclear = among or bool(pairs) or _may_be_one(parts)
    if len(parts) > 1 and unclear and not all(one in meaning.people for one in parts):
        said = meaning.are_several(piece, header, ",", LISTED)
        if said == WITH_AGENCY:
            name = person(parts[0])
            beside = [name.beside, name.agency, *parts[1:-1]]
            return [Listed(name.name, parts[-1], ", ".join(filter(None, beside)))]
        if said != SEVERAL:
            return [_as_written(piece)]
    return [_as_written(one) for part in parts for one in _around_and(part)]


def _as_written(text: str) -> Listed:
    """One name of which nobody has said yet what stands behind it."""
    return replace(person(text), text=text.strip(" ,"))


def _outside_brackets(text: str) -> list[str]:
    """The parts between commas that stand in no brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth = max(0, depth + (sign in "([") - (sign in ")]"))
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


def _with_initials(parts: Sequence[str]) -> list[str]:
    """The same with initials put behind the surname before them: “Smith, A., Jones, B.” are two."""
    found: list[str] = []
    for part in parts:
        if found and INITIALS.fullmatch(part) and " " not in found[-1]:
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def _may_be_one(parts: Sequence[str]) -> bool:
    """Whether commas may stand within names: single words in pairs, as in “Lee, Ann”."""
    return len(parts) % 2 == 0 and all(len(_bare(part).split()) == 1 for part in parts)


def _pairs(parts: Sequence[str]) -> list[tuple[str, str]]:
    """The parts two by two, where every other one is in capitals and those behind are not; else none."""
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    capitals = all(one.isupper() and len(one) > 2 and one == _bare(one) for one in parts[::2])
    names = [_bare(other) for _, other in pairs]
    return pairs if 2 * len(pairs) == len(parts) and capitals and not any(map(_is_no_first, names)) else []


def _is_no_first(text: str) -> bool:
    return not text or text.isupper()


def _names_agency(parts: Sequence[str], meaning: CellMeaning) -> bool:
    """Whether a part is an agency that is known, or an abbreviation in capitals, and so surely no name."""
    names = [_bare(part) for part in parts]
    short = any(ABBREVIATION.fullmatch(unicodedata.normalize("NFKD", one)) for one in names)
    return short or any(map(meaning.is_agency, names))


def _bare(part: str) -> str:
    """A part without what stands behind the name in it."""
    return person(part).name


def _around_and(part: str) -> list[str]:
    """Two people around an “and”; one within brackets, or in an agency behind a dash, parts nobody."""
    found, start = [], 0
    for match in AND.finditer(part):
        before = part[start : match.start()]
        if before.count("(") == before.count(")") and not DASH.search(before):
            found.append(before)
            start = match.end()
    return [*found, part[start:]]


def person(text: str) -> Listed:
    """One name with what stands behind it in brackets or after a dash: an agency, or a word of another kind.

    What begins with a small letter, holds a figure, or says how somebody took part is no agency.

    Example:
        >>> person("Dr B Jones - NHS"), person("Gary Lowe (minutes)").agency
        (Listed(name='Dr B Jones', agency='NHS', beside=''), '')
        >>> person("Eve O'Brien (EOB)").agency
        ''
    """
    name, agency, beside = text.strip(), "", []
    while found := BRACKETS.match(name):
        name, inside = f"{found[1]} {found[3]}".strip(), found[2].strip()
        if _are_initials(inside, name):
            continue
        if is_agency(inside) and not agency:
            agency = inside
        elif inside:
            beside.append(inside)
    name, *behind = (part.strip(" ,.") if n else part.strip(" ,") for n, part in enumerate(DASH.split(name)))
    for part in behind:
        if is_agency(part) and not agency:
            agency = part
        elif part:
            beside.append(part)
    return Listed(name, agency, ", ".join(beside))


def _are_initials(text: str, name: str) -> bool:
    """Whether a text is the initials of a name and nothing else."""
    words = (re.findall(part, name) for part in (r"[^\W\d_]+", r"[^\s-]+"))
    letters = text.replace(".", "")
    return letters.isupper() and any(
        len(one) > 1 and letters == "".join(word[0] for word in one).upper() for one in words
    )


def is_agency(text: str) -> bool:
    """Whether words behind a name can be those of an agency.

    Example:
        >>> is_agency("Early Help"), is_agency("Guest"), is_agency("from item 3"), is_agency("left at 11")
        (True, False, False, False)
    """
    known = plain_header(text) in plain_words("brackets", "beside")
    return bool(text) and not known and not text[0].islower() and not any(letter.isdigit() for letter in text)
