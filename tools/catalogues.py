"""The messages of every language: `python -m tools.catalogues make` or `check`.

`make` brings every message of the source into `netmap/locales/*/LC_MESSAGES/netmap.po`, keeps what has
been translated, and compiles it. `check` says what is left over or does not go together in any language, and
what is missing in one that declares itself complete (`language.toml`), and exits 1 where anything is; of the
others it says how far they are. English is the source and has no file.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, read_po, write_po

from netmap.model.catalogues import LOCALES, Language, build, fills_alike, po_path_of
from netmap.model.i18n import ENGLISH, LANGUAGES

ROOT = Path(__file__).parent.parent
TRANSLATED = tuple(language for code, language in LANGUAGES.items() if code != ENGLISH.language)
PACKAGES = ("netmap", "dashboards")
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "N_": None, "NN_": (1, 2)}
STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The date in every catalogue's header: a new one each time would change the files for nothing."""

TEAM = "The netmap authors"

STRANGE_MARKS = {"it": re.compile(r"[“”]|\w'\w|[\d}]\u00a0?%")}
"""What a language writes otherwise: Italian has «…» and ’, and 71 % as the program writes its numbers."""


LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\.)*")?')
"""A line of a catalogue: a comment, or text between quotation marks with or without a word before it."""


class UnreadableError(Exception):
    """A catalogue that cannot be read, with the line."""


@cache
def extracted() -> Catalog:
    """Every message of the source."""
    catalogue = _blank(None)
    for package in PACKAGES:
        found = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS)
        for path, _line, message, _comments, _context in sorted(found, key=lambda item: (item[0], item[1])):
            catalogue.add(message, locations=[(f"{package}/{Path(path).as_posix()}", 1)])
    return catalogue


def stored(language: str) -> Catalog:
    """The catalogue of a language as it stands; empty where there is none yet.

    Raises `UnreadableError` with the line that cannot be read, so that nothing is written over it.
    """
    path = po_path_of(language)
    if not path.exists():
        return _blank(language)
    content = path.read_bytes()
    for place, line in enumerate(content.decode("utf-8").splitlines(), 1):
        if not LINE.fullmatch(line.strip()):
            raise UnreadableError(f"{path}:{place}: {line.strip()}")
    try:
        return read_po(
            BytesIO(content), locale=language.replace("-", "_"), domain="netmap", abort_invalid=True
        )
    except PoFileError as error:
        raise UnreadableError(f"{path}:{error.lineno}: {error}") from error


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def make() -> None:
    """Bring the catalogue of every language up to the source and compile it."""
    template = extracted()
    for language, catalogue in [(each, stored(each.code)) for each in TRANSLATED]:
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.creation_date = catalogue.revision_date = STAMP
        catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = TEAM
        path = po_path_of(language.code)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, catalogue, width=100, sort_by_file=True, include_lineno=False)
    list(build(LOCALES))


def problems() -> list[str]:
    """What is wrong with the catalogues, in words; empty where nothing is."""
    template = extracted()
    return [problem for language in TRANSLATED for problem in _problems_of(language, template)]


def counts() -> list[str]:
    """How many messages each language has translated."""
    found = []
    for language in TRANSLATED:
        translated = [all(forms(message)[1]) for message in messages(stored(language.code))]
        found.append(f"{language.name}: {sum(translated)} of {len(translated)} messages")
    return found


def forms(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The English forms of a message and those of the translation, of which there is at least one."""
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    other = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
    return english, other


def _problems_of(language: Language, template: Catalog) -> Iterator[str]:
    catalogue, code = stored(language.code), language.code
    known = {message.id for message in messages(catalogue)}
    wanted = {message.id for message in messages(template)}
    yield from (f"{code}: no longer used: {name!r}" for name in sorted(known - wanted, key=str))
    if language.complete:
        yield from (f"{code}: missing: {name!r}" for name in sorted(wanted - known, key=str))
    for message in messages(catalogue):
        found = _problems_with(message, catalogue.num_plurals, language.complete)
        yield from (f"{code}: {problem}: {message.id!r}" for problem in found)
    if code in STRANGE_MARKS:
        yield from (
            f"{code}: marks that docs/glossary.md rules out: {text!r}" for text in _strange(catalogue, code)
        )


def _strange(catalogue: Catalog, code: str) -> list[str]:
    texts = [text for message in messages(catalogue) for text in forms(message)[1]]
    return [text for text in texts if STRANGE_MARKS[code].search(text)]


def _problems_with(message: Message, plurals: int, complete: bool) -> Iterator[str]:
    english, other = forms(message)
    if message.fuzzy:
        yield "marked fuzzy"
    if not all(other):
        if complete:
            yield "not translated"
        elif any(other):
            yield "translated in part"
        return
    if len(other) != (1 if len(english) == 1 else plurals):
        yield "singular and plural do not go together"
    elif not fills_alike(english, other):
        yield "other {places} than the English"


def _blank(language: str | None) -> Catalog:
    return Catalog(
        locale=None if language is None else language.replace("-", "_"),
        domain="netmap",
        project="netmap",
        version="0.1",
        copyright_holder="The netmap authors",
        header_comment="# Messages of netmap.\n#",
        creation_date=STAMP,
        revision_date=STAMP,
        fuzzy=False,
    )


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to the source, or check them."""
    if arguments not in (["make"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if arguments == ["make"]:
            make()
            return 0
        found = problems()
        print("\n".join((*counts(), *(found or ["The catalogues hold."]))))
    except UnreadableError as error:
        print(f"Nothing was changed; this line cannot be read: {error}", file=sys.stderr)
        return 1
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
