"""Languages: messages through gettext, numbers and dates through Babel."""

from __future__ import annotations

import datetime as dt
import math
from functools import cache, lru_cache

from netmap.model.catalogues import LOCALES, Language, catalogue_of, known_locale, languages_in
from netmap.model.derived import cached_property

LANGUAGES: dict[str, Language] = languages_in(LOCALES)
"""Every language that has a folder in `netmap/locales`, by its code, English first."""


def N_(message: str) -> str:  # noqa: N802  (the name that gettext tools look for)
    """Mark a message for translation where it is written but not yet shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  (as `N_`)
    """Mark both forms of a message that goes with a count, where it is written but not yet shown."""
    return one, many


class Translator:
    """Messages, numbers and dates in one language; English where a message is not translated."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue_of(language)

    @cached_property
    def formats(self) -> str:
        """The locale by whose rules numbers and dates are written."""
        return known_locale(LANGUAGES[self.language].formats, self.language.replace("-", "_"))

    def gettext(self, message: str) -> str:
        """The message in this language; the empty text stays empty."""
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The form of a message that goes with a count."""
        return self._catalogue.ngettext(one, many, n)

    def number(self, value: float | None, digits: int = 0) -> str:
        """A number as this language writes it; a dash where it is undefined."""
        if value is None or math.isnan(value):
            return "–"
        return _number(value, math.copysign(1, value), digits, self.formats)

    def percent(self, share: float | None) -> str:
        """A share between 0 and 1 as a whole percentage."""
        from babel.numbers import format_percent

        if share is None or math.isnan(share):
            return "–"
        return str(format_percent(share, format=f"#,##0{self.percent_sign}", locale=self.formats))

    @property
    def percent_sign(self) -> str:
        """What stands behind a percentage: in English close to it, else with a space that breaks no line."""
        return "%" if self.language == "en" else "\N{NO-BREAK SPACE}%"

    def date(self, day: dt.date) -> str:
        """A day written out: 31 December 2011."""
        from babel.dates import format_date

        return str(format_date(day, format="long", locale=self.formats))

    def month(self, day: dt.date) -> str:
        """The month of a day written out: December 2011."""
        from babel.dates import format_date

        return str(format_date(day, format="LLLL y", locale=self.formats))

    def month_of_year(self, day: dt.date) -> str:
        """The month of a day without its year: December."""
        from babel.dates import format_date

        return str(format_date(day, format="LLLL", locale=self.formats))

    def day_of_year(self, day: dt.date) -> str:
        """A day without its year: 31 December."""
        from babel.dates import format_skeleton

        return str(format_skeleton("MMMMd", day, locale=self.formats))

    def listing(self, items: list[str]) -> str:
        """Items joined as a sentence joins them: a, b and c."""
        from babel.lists import format_list

        return str(format_list(items, locale=self.formats)) if items else ""


@lru_cache(maxsize=20_000)
def _number(value: float, sign: float, digits: int, formats: str) -> str:
    """A number as it is written, which takes longest of all in a long table; `sign` tells -0.0 from 0.0."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=formats))


@cache
def translator(language: str) -> Translator:
    """The translator of a language; English for one that is not there."""
    return Translator(language if language in LANGUAGES else "en")


def other_languages(code: str) -> tuple[Language, ...]:
    """Every language but one."""
    return tuple(each for each in LANGUAGES.values() if each.code != code)


def language_of(*tags: str) -> str | None:
    """The language of the first of some tags, such as it-CH or it_CH, that there is one for."""
    known = {code.lower(): code for code in LANGUAGES}
    for tag in tags:
        name = tag.strip().lower().replace("_", "-")
        found = known.get(name) or known.get(name.partition("-")[0])
        if found:
            return found
    return None


ENGLISH = translator("en")
