"""The language this run of the program speaks."""

from __future__ import annotations

from contextvars import ContextVar

from netmap.model.i18n import ENGLISH, Translator, translator

_SPEECH: ContextVar[Translator] = ContextVar("speech", default=ENGLISH)


def speak_in(language: str) -> None:
    """Speak this language from now on."""
    _SPEECH.set(translator(language))


def speech() -> Translator:
    """The translator in force."""
    return _SPEECH.get()
