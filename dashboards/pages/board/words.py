"""The words that the map itself shows and reads out, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from netmap.maps import style
from netmap.model.i18n import N_, Translator

_PLAIN = {
    "line": N_("{from} and {to}"),
    "opened": N_("{name} is open"),
    "closed": N_("{name} is closed"),
    "cleared": N_("Nothing is chosen"),
    "no_further": N_("Nothing further in that direction"),
    "fingers": N_("Use two fingers to move the map"),
    "wheel": N_("Click the map first, then turn the wheel to zoom"),
    "file": N_("network-map"),
}


def map_words(translator: Translator) -> dict[str, Any]:
    """Every text that the map's engine needs; counts have a singular and a plural."""
    return {
        **{key: translator.gettext(text) for key, text in _PLAIN.items()},
        "ties": _forms(lambda n: translator.ngettext("{n} tie", "{n} ties", n)),
        "inside": _forms(lambda n: translator.ngettext("{n} inside it", "{n} inside it", n)),
        "kinds": labels(translator, style.KINDS),
        "states": labels(translator, style.STATES),
        "sorts": labels(translator, style.SORTS),
    }


def labels(translator: Translator, looks: Mapping[str, Any]) -> dict[str, str]:
    """The name of every look in the reader's language."""
    return {key: translator.gettext(look.label) for key, look in looks.items()}


def _forms(of: Callable[[int], str]) -> dict[str, str]:
    return {"one": of(1), "other": of(2)}
