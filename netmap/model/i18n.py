"""Languages: messages through gettext, numbers and dates through Babel."""

from __future__ import annotations

import datetime as dt
import gettext as _gettext
import math
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = {"en": "English", "it": "Italiano"}
_FORMATS = {"en": "en_GB", "it": "it_IT"}


def N_(message: str) -> str:  # noqa: N802  (the name that gettext tools look for)
    """Mark a message for translation where it is written but not yet shown."""
    return message


class Translator:
    """Messages, numbers and dates in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _gettext.translation("netmap", LOCALES, [language], fallback=language == "en")

    def gettext(self, message: str) -> str:
        """The message in this language; the empty text stays empty."""
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The form of a message that goes with a count."""
        return self._catalogue.ngettext(one, many, n)

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number as this language writes it; a dash where it is undefined."""
        from babel.numbers import format_decimal

        if value is None or math.isnan(value):
            return "–"
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=_FORMATS[self.language]))

    def percent(self, share: float | None) -> str:
        """A share between 0 and 1 as a whole percentage."""
        from babel.numbers import format_percent

        if share is None or math.isnan(share):
            return "–"
        return str(format_percent(share, format="#,##0 %", locale=_FORMATS[self.language]))

    def date(self, day: dt.date) -> str:
        """A day written out: 31 December 2011."""
        from babel.dates import format_date

        return str(format_date(day, format="long", locale=_FORMATS[self.language]))

    def listing(self, items: list[str]) -> str:
        """Items joined as a sentence joins them: a, b and c."""
        from babel.lists import format_list

        return str(format_list(items, locale=_FORMATS[self.language])) if items else ""


@cache
def translator(language: str) -> Translator:
    """The translator of a language; English for one that is not there."""
    return Translator(language if language in LANGUAGES else "en")


ENGLISH = translator("en")
