"""The catalogues of both languages: `python -m tools.catalogues make` or `check`.

`make` brings every message of the source into `netmap/locales/*/LC_MESSAGES/netmap.po`, keeps what has been
translated and compiles the `.mo` files; English answers every message with itself. `check` says what is
missing, left over or out of step, and exits 1 where anything is.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "netmap" / "locales"
LANGUAGES = ("en", "it")
PACKAGES = ("netmap", "dashboards")
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "N_": None}
STAMP = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The date in every catalogue's header: a new one each time would change the files for nothing."""

TEAM = "The netmap authors"

PLACE = re.compile(r"\{(\w*)[^{}]*\}")


def extracted() -> Catalog:
    """Every message of the source."""
    catalogue = _blank(None)
    for package in PACKAGES:
        found = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS)
        for path, _line, message, _comments, _context in sorted(found, key=lambda item: (item[0], item[1])):
            catalogue.add(message, locations=[(f"{package}/{Path(path).as_posix()}", 1)])
    return catalogue


def stored(language: str) -> Catalog:
    """The catalogue of a language as it stands; empty where there is none yet."""
    path = po_path(language)
    if not path.exists():
        return _blank(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, domain="netmap")


def po_path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "netmap.po"


def compiled(catalogue: Catalog) -> bytes:
    """The bytes of the `.mo` file."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue if message.id)


def make() -> None:
    """Bring both catalogues up to the source and compile them."""
    for language in LANGUAGES:
        catalogue = stored(language)
        catalogue.update(extracted(), no_fuzzy_matching=True)
        catalogue.creation_date = catalogue.revision_date = STAMP
        catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = TEAM
        if language == "en":
            catalogue.obsolete.clear()
            _answer_with_itself(catalogue)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            write_po(stream, catalogue, width=100, sort_by_file=True, include_lineno=False)
        path.with_suffix(".mo").write_bytes(compiled(stored(language)))


def problems() -> list[str]:
    """What is wrong with the catalogues, in words; empty where nothing is."""
    template = extracted()
    return [problem for language in LANGUAGES for problem in _problems_of(language, template)]


def forms(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The English forms of a message and those of the translation."""
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    other = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return english, other


def places(text: str) -> set[str]:
    """The names of the `{places}` in a message."""
    return set(PLACE.findall(text.replace("{{", "").replace("}}", "")))


def _problems_of(language: str, template: Catalog) -> Iterator[str]:
    catalogue = stored(language)
    known = {message.id for message in messages(catalogue)}
    wanted = {message.id for message in messages(template)}
    yield from (f"{language}: missing: {name!r}" for name in sorted(wanted - known, key=str))
    yield from (f"{language}: no longer used: {name!r}" for name in sorted(known - wanted, key=str))
    for message in messages(catalogue):
        yield from (f"{language}: {problem}: {message.id!r}" for problem in _problems_with(message))
    mo_path = po_path(language).with_suffix(".mo")
    if not mo_path.exists() or mo_path.read_bytes() != compiled(catalogue):
        yield f"{language}: netmap.mo does not match netmap.po; run make catalogues"


def _problems_with(message: Message) -> Iterator[str]:
    english, other = forms(message)
    if message.fuzzy:
        yield "marked fuzzy"
    if not other or not all(other):
        yield "not translated"
        return
    if len(english) != len(other):
        yield "singular and plural do not go together"
    elif any(places(here) != places(there) for here, there in zip(english, other, strict=True)):
        yield "other {places} than the English"


def _answer_with_itself(catalogue: Catalog) -> None:
    for message in messages(catalogue):
        message.string = message.id


def _blank(language: str | None) -> Catalog:
    return Catalog(
        locale=language,
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
    """Make or check the catalogues."""
    if arguments == ["make"]:
        make()
        return 0
    if arguments == ["check"]:
        found = problems()
        print("\n".join(found) or "The catalogues are complete.")
        return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
