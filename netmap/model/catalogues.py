"""The folder of a language: its name, and its messages as translators write them and as programs read them.

Beside them may stand `file_words.toml`, by which files in the language are read; alone, it makes no language
of pages.

Translators write `LC_MESSAGES/netmap.po`; it is compiled to `netmap.mo` when the project is installed. Where
that file is not there, or was made of another `.po`, the messages are compiled in memory.

This file is also read alone when the project is built: of other packages it may use Babel only.
"""

from __future__ import annotations

import gettext
import io
import logging
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

LOCALES = Path(__file__).parent.parent / "locales"
CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""What a language's folder is called: its tag as web pages write it, such as it or pt-BR."""

PLACE = re.compile(r"\{(\w*)[^{}]*\}")
_DIGEST = ("netmap", "digest of netmap.po")
"""Context and message under which a compiled catalogue says of which file it was made."""

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Language:
    """A language that netmap answers in.

    `code` is its tag, `name` what its speakers call it, `formats` the locale by whose rules numbers and dates
    are written, `complete` whether its translators mean to translate every message.
    """

    code: str
    name: str
    formats: str
    complete: bool = False


ENGLISH = Language("en", "English", "en_GB", complete=True)
"""The language of the source, which needs no folder."""


def languages_in(locales: Path) -> dict[str, Language]:
    """English, and the languages whose folders are there, by code."""
    folders = sorted(locales.iterdir()) if locales.is_dir() else []
    found = [_language(folder) for folder in folders if CODE.fullmatch(folder.name) and _is_spoken(folder)]
    return {ENGLISH.code: ENGLISH} | {each.code: each for each in found if each.code != ENGLISH.code}


def _is_spoken(folder: Path) -> bool:
    """Whether pages answer in the language of a folder: not where it only says how files are read."""
    return folder.is_dir() and [each.name for each in folder.iterdir()] != ["file_words.toml"]


def _language(folder: Path) -> Language:
    """What `language.toml` says; what it leaves out is taken from the language's tag."""
    try:
        told: dict[str, Any] = tomllib.loads((folder / "language.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        told = {}
    except ValueError as problem:
        LOG.warning("%s is left aside: %s", folder / "language.toml", problem)
        told = {}
    name, formats = told.get("name"), told.get("formats")
    return Language(
        folder.name,
        name if isinstance(name, str) and name else own_name(folder.name),
        formats if isinstance(formats, str) and formats else folder.name.replace("-", "_"),
        told.get("complete") is True,
    )


def known_locale(*names: str) -> str:
    """The first of some locales whose rules Babel has; that of English where it has none of them."""
    from babel import Locale, UnknownLocaleError

    for name in names:
        try:
            return str(Locale.parse(name))
        except (ValueError, UnknownLocaleError):
            continue
    return ENGLISH.formats


def own_name(code: str) -> str:
    """What its speakers call a language, as far as Babel knows; else its code."""
    from babel import Locale

    locale = Locale.parse(known_locale(code.replace("-", "_")))
    known = locale.language == code.partition("-")[0]
    return str(locale.get_display_name() or code).capitalize() if known else code


def catalogue_of(code: str, locales: Path = LOCALES) -> gettext.NullTranslations:
    """The messages of a language; those that it does not have are answered in English."""
    po_path = po_path_of(code, locales)
    try:
        written = po_path.read_bytes() if po_path.exists() else None
        ready = _compiled_already(po_path.with_suffix(".mo"), written)
        if ready is None and written is not None:
            ready = gettext.GNUTranslations(io.BytesIO(compiled(written)))
    except Exception as problem:  # whatever is wrong with it, pages answer in English
        LOG.warning("%s is left aside: %s", po_path, problem)
        ready = None
    return ready or gettext.NullTranslations()


def _compiled_already(mo_path: Path, written: bytes | None) -> gettext.GNUTranslations | None:
    """The compiled messages, if they are of what is written, or of nothing else that is there."""
    try:
        with mo_path.open("rb") as stream:
            found = gettext.GNUTranslations(stream)
    except (OSError, ValueError):
        return None
    return found if written is None or found.pgettext(*_DIGEST) == _digest(written) else None


def compiled(written: bytes) -> bytes:
    """The `.mo` file of a `.po` file; a translation that would not fill as the English does is left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogue = read_po(io.BytesIO(written), domain="netmap")
    for message in catalogue:
        english, other = _forms(message.id), _forms(message.string)
        if any(english) and not fills_alike(english, other):
            message.string = "" if isinstance(message.id, str) else ("",) * len(other)
    context, name = _DIGEST
    catalogue.add(name, _digest(written), context=context)
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def fills_alike(english: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each form of a translation that there is has the `{places}` of an English one."""
    allowed = [places(form) for form in english]
    return all(places(form) in allowed for form in other if form)


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def places(text: str) -> set[str]:
    """The names of the `{places}` in a message."""
    return set(PLACE.findall(text.replace("{{", "").replace("}}", "")))


def build(locales: Path) -> Iterator[Path]:
    """Compile the messages of every language that are not compiled yet; gives the compiled files."""
    for code in languages_in(locales):
        po_path = po_path_of(code, locales)
        if not po_path.exists():
            continue
        written, mo_path = po_path.read_bytes(), po_path.with_suffix(".mo")
        if _compiled_already(mo_path, written) is None:
            mo_path.write_bytes(compiled(written))
        yield mo_path


def po_path_of(code: str, locales: Path = LOCALES) -> Path:
    """Where the messages of a language are written."""
    return locales / code / "LC_MESSAGES" / "netmap.po"


def _digest(written: bytes) -> str:
    return blake2b(written, digest_size=16).hexdigest()
