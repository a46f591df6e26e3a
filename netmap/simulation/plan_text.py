"""Parameters of a plan as somebody types them: name=value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.simulation.effects import Effects
from netmap.simulation.plan import SimulationPlan

TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def plan_values(typed: Iterable[str]) -> dict[str, Any]:
    """The values of parameters typed as name=value; several values of one parameter stand with commas.

    Raises:
        ArgumentError: no `=`, a name that is none, or a value of another sort.

    Example:
        >>> plan_values(["months=7", "p1=0.02", "gaps=one-way,isolated"])
        {'months': 7, 'p1': 0.02, 'gaps': ('one-way', 'isolated')}
    """
    return dict(_value(text) for text in typed)


def parameter_names() -> list[str]:
    """Every name that can be typed."""
    own = [each.name for each in fields(SimulationPlan) if each.name != "effects"]
    return own + [each.name for each in fields(Effects)]


def _value(typed: str) -> tuple[str, Any]:
    name, equals, text = typed.partition("=")
    names = parameter_names()
    if not equals or name not in names:
        near = get_close_matches(name, names, n=1) or names[:1]
        raise ArgumentError(
            N_("“{value}” is no parameter; write name=value, such as {near}=..."), value=typed, near=near[0]
        )
    default = getattr(SimulationPlan(), name) if name not in Effects.__dataclass_fields__ else 0.0
    try:
        return name, _read(text, default)
    except (ValueError, KeyError) as error:
        raise ArgumentError(
            N_("“{value}” cannot be read for {name}; its usual value is {default}"),
            value=text,
            name=name,
            default=default,
        ) from error


def _read(text: str, default: Any) -> Any:
    match default:
        case bool():
            return TRUTHS[text.casefold()]
        case int():
            return int(text)
        case float():
            return float(text)
        case tuple():
            return tuple(_read(part, default[0]) for part in text.split(",") if part)
    return text
