"""The language this run of the program speaks: what was asked for, else the environment's, else English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar

from netmap.model.errors import ArgumentError
from netmap.model.i18n import ENGLISH, LANGUAGES, N_, Translator, language_of, translator

_SPEECH: ContextVar[Translator] = ContextVar("speech", default=ENGLISH)


def speak_in(language: str) -> None:
    """Speak this language from now on."""
    _SPEECH.set(translator(language))


def speech() -> Translator:
    """The translator in force."""
    return _SPEECH.get()


OPTION = "--lang"
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The environment's variables that name a language, the strongest first."""


def chosen_language(typed: Sequence[str], environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The arguments without `--lang`, which may stand anywhere before `--`, and the language.

    Raises `ArgumentError` for a language that there is not.
    """
    rest: list[str] = []
    asked: str | None = None
    words = iter(typed)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == OPTION:
            asked = next(words, "")
        elif word.startswith(OPTION + "="):
            asked = word.removeprefix(OPTION + "=")
        else:
            rest.append(word)
    return rest, _from_environment(environment) if asked is None else _known(asked)


def _known(asked: str) -> str:
    if asked not in LANGUAGES:
        raise ArgumentError(
            N_("“{value}” is no language of netmap; --lang takes one of: {known}"),
            value=asked,
            known=", ".join(LANGUAGES),
        )
    return asked


def _from_environment(environment: Mapping[str, str]) -> str:
    value = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    return language_of(value.split(".")[0].split("@")[0]) or "en"
