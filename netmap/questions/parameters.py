"""What a question and its context take, read off their models once for addresses, commands and routes."""

from __future__ import annotations

import contextlib
import datetime as dt
import types
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

Pairs = list[tuple[str, str]]

NONE = "none"
"""Stands for an empty list where no key at all means the default."""

MOST_DAYS = 36_500
"""The greatest whole number that is taken where a model names none: a hundred years of days."""

MOST_DIGITS = 9
"""Longer texts are no number that anything here takes, whatever noughts they begin with."""

SHOWN = 80
"""So much of a refused value is repeated."""

UNFIT = N_("{key} does not take this value")
MISSING = N_("{key} is missing")
NO_DAY = N_("{key}: “{value}” is no day; write it as 2011-12-31")
NO_WORD = N_("{key}: “{value}” is none of its values; it takes {words}")
NO_WHOLE = N_("{name} is {value}; it takes a whole number from {least} upwards")
NO_NUMBER = N_("{name} is {value}; it takes a number from {least} to {most}")

DAY, TEXT, WHOLE, NUMBER, FLAG, WORD = "day", "text", "whole", "number", "flag", "word"
TEXTS, WORDS, THING = "texts", "words", "thing"
"""What a parameter takes; of the last three the first two may be repeated, the third has a sort and an id."""


AGENCY, PERSON, SERVICE, ZONE = "agency", "person", "service", "zone"
SORTS = (AGENCY, PERSON, SERVICE, ZONE)
"""The sorts of things that a study holds."""


@dataclass(frozen=True, slots=True)
class NodeRef:
    """Which thing is meant: its sort and its id, never joined into one string.

    The agency of people whose agency is not known is `NodeRef("agency", None)`.
    """

    sort: str
    id: str | None


class Request(BaseModel):
    """What one question is asked besides its context; frozen, so that it can stand in keys and addresses."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def taken(
    usual: Any,
    help: str,  # noqa: A002  (what every command line calls it)
    *,
    key: str | None = None,
    option: str | None = None,
    words: Sequence[str] | Mapping[str, str] = (),
    least: int | None = None,
    most: int | None = None,
) -> Any:
    """A field of a request model.

    Args:
        usual: the value where nothing is told; `...` where it must be.
        help: a sentence for readers of commands, routes and pages.
        key: its name in addresses, where that is not the field's own with hyphens.
        option: its name on the command line after `--`, where that is not the key.
        words: the only values that it takes; a mapping gives what pages call each.
        least, most: bounds of a number.
    """
    labels = dict(words) if isinstance(words, Mapping) else {}
    told: dict[str, Any] = {"key": key, "option": option, "words": list(words), "labels": labels}
    return Field(default=usual, description=help, ge=least, le=most, json_schema_extra=told)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that may be told: `path` leads to it in the model, `key` names it in an address."""

    path: tuple[str, ...]
    key: str
    option: str
    kind: str
    usual: Any
    help: str
    words: tuple[str, ...]
    least: float | None
    most: float | None
    labels: Mapping[str, str]
    optional: bool
    required: bool = False

    def value_in(self, model: Any) -> Any:
        """Its value in a model."""
        for name in self.path:
            model = getattr(model, name)
        return model

    @property
    def several(self) -> bool:
        """Whether it may be told more than once."""
        return self.kind in (TEXTS, WORDS)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of an address that it reads."""
        if self.kind == THING:
            return (self.key, f"{self.key}-id")
        return (self.key, f"{self.key}-unknown") if self.kind == TEXTS else (self.key,)


@cache
def parameters_of(model: type[BaseModel]) -> tuple[Parameter, ...]:
    """Everything that a model takes, nested rules spread out, in the order of the fields."""
    hints = get_type_hints(model)
    found: list[Parameter] = []
    for name, one in model.model_fields.items():
        kind = hints[name]
        told = one.json_schema_extra if isinstance(one.json_schema_extra, dict) else {}
        if told.get("key") == "":
            continue
        if is_dataclass(kind) and kind is not NodeRef:
            found += _of_rule(name, kind)
            continue
        bounds = {type(each).__name__: each for each in one.metadata}
        found.append(
            _parameter(
                (name,),
                kind,
                None if one.is_required() else one.default,
                one.description or "",
                told,
                least=getattr(bounds.get("Ge"), "ge", None),
                most=getattr(bounds.get("Le"), "le", None),
                required=one.is_required(),
            )
        )
    return tuple(found)


def _of_rule(name: str, rule: Any) -> list[Parameter]:
    """The fields of a rule of the library, which carry their helps and bounds as metadata."""
    hints = get_type_hints(rule)
    return [
        _parameter(
            (name, each.name),
            hints[each.name],
            each.default,
            each.metadata.get("help", ""),
            {"words": tuple(each.metadata.get("choices", ()))},
            least=each.metadata.get("least"),
            most=each.metadata.get("most"),
        )
        for each in fields(rule)
    ]


def _parameter(
    path: tuple[str, ...], hint: Any, usual: Any, help_text: str, told: Mapping[str, Any], **bounds: Any
) -> Parameter:
    key = told.get("key") or path[-1].replace("_", "-")
    words = tuple(told.get("words") or ())
    inner, optional = _without_none(hint)
    option = told.get("option") or key
    bounds |= {"labels": told.get("labels") or {}, "optional": optional}
    return Parameter(path, key, f"--{option}", _kind_of(inner, words), usual, help_text, words, **bounds)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        rest = [each for each in get_args(hint) if each is not type(None)]
        return rest[0], len(rest) < len(get_args(hint))
    return hint, False


def _kind_of(hint: Any, words: tuple[str, ...]) -> str:
    if get_origin(hint) is tuple:
        return WORDS if words else TEXTS
    if hint is not NodeRef and (get_origin(hint) is Literal or words):
        return WORD
    kinds = {bool: FLAG, int: WHOLE, float: NUMBER, dt.date: DAY, NodeRef: THING, str: TEXT}
    return kinds[hint]


def pairs_of(model: BaseModel) -> Pairs:
    """The (key, value) pairs of an address that say the same as a model; what is as usual is left out."""
    pairs: Pairs = []
    for each in parameters_of(type(model)):
        value = each.value_in(model)
        if value != each.usual:
            pairs += _pairs(each, value)
    return pairs


def whole_pairs_of(model: BaseModel) -> Pairs:
    """The same with what is as usual told too, so that it stays when what is usual changes."""
    return [pair for each in parameters_of(type(model)) for pair in _pairs(each, each.value_in(model))]


def _pairs(parameter: Parameter, value: Any) -> Pairs:
    key = parameter.key
    if value is None:
        return []
    if parameter.kind == THING:
        return [(key, value.sort), *([] if value.id is None else [(f"{key}-id", value.id)])]
    if parameter.kind == TEXTS:
        return [(f"{key}-unknown", "1") if each is None else (key, each) for each in value]
    if parameter.kind == WORDS:
        return [(key, word) for word in value or (NONE,)]
    if parameter.kind == FLAG:
        return [(key, "1" if value else "0")]
    return [(key, str(value))]


M = TypeVar("M", bound=BaseModel)


def model_from(model: type[M], pairs: Iterable[tuple[str, str]], **known: Any) -> M:
    """The model that an address stands for; keys that it does not know are passed over.

    Of a key that is given twice though it takes one value, the last counts; an empty value is as none.
    `known` are fields that are told otherwise.

    Raises `ArgumentError` that names the key and what it takes.
    """
    given = list(pairs)
    found: dict[str, Any] = {}
    rules: dict[str, dict[str, Any]] = {}
    for each in parameters_of(model):
        value = _value_of(each, given)
        if value is _UNTOLD:
            continue
        if len(each.path) == 1:
            found[each.path[0]] = value
        else:
            rules.setdefault(each.path[0], {})[each.path[1]] = value
    hints = get_type_hints(model)
    found |= {name: hints[name](**values) for name, values in rules.items()}
    for each in parameters_of(model):
        if each.required and each.path[0] not in {**found, **known}:
            raise ArgumentError(MISSING, key=each.key)
    try:
        return model(**{**found, **known})
    except ValidationError as error:
        named = {each.path[0]: each.key for each in parameters_of(model)}
        field = str(error.errors(include_url=False)[0]["loc"][0])
        raise ArgumentError(UNFIT, key=named.get(field, field)) from error


_UNTOLD = object()


def _value_of(parameter: Parameter, given: Pairs) -> Any:
    values = [value for key, value in given if key == parameter.key]
    if parameter.kind == TEXTS:
        unknown = f"{parameter.key}-unknown"
        keep = [(key, value) for key, value in given if key in (parameter.key, unknown)]
        texts = [
            None if key == unknown else value
            for key, value in keep
            if (value not in ("", "0") if key == unknown else value)
        ]
        return tuple(texts) if keep else _UNTOLD
    if parameter.kind == WORDS:
        words = tuple(_word(parameter, value) for value in values if value not in (NONE, ""))
        return words if values else _UNTOLD
    if not values or not values[-1]:
        return _UNTOLD
    if parameter.kind == THING:
        ids = [value for key, value in given if key == f"{parameter.key}-id"]
        return NodeRef(_word(parameter, values[-1]), ids[-1] if ids else None)
    return parsed(parameter, values[-1])


def parsed(parameter: Parameter, text: str, name: str | None = None) -> Any:
    """The value of a parameter that takes one, out of its text.

    `name` is what an error calls it: its key unless told. Raises `ArgumentError` that says what it takes.
    """
    called = parameter.key if name is None else name
    if parameter.kind == DAY:
        return _day(called, text)
    if parameter.kind == WHOLE:
        return _whole(parameter, called, text)
    if parameter.kind == NUMBER:
        return _number(parameter, called, text)
    if parameter.kind == FLAG:
        return text != "0"
    return _word(parameter, text, called) if parameter.kind == WORD else text


def _day(called: str, text: str) -> dt.date:
    with contextlib.suppress(ValueError):
        day = dt.date.fromisoformat(text)
        if day.isoformat() == text:
            return day
    raise ArgumentError(NO_DAY, key=called, value=text[:SHOWN])


def _whole(parameter: Parameter, called: str, text: str) -> int:
    least = int(parameter.least or 0)
    most = MOST_DAYS if parameter.most is None else int(parameter.most)
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS and least <= int(text) <= most:
        return int(text)
    if parameter.most is not None:
        raise ArgumentError(NO_WORD, key=called, value=text[:SHOWN], words=f"{least}-{most}")
    raise ArgumentError(NO_WHOLE, name=called, value=text[:SHOWN], least=least)


def _number(parameter: Parameter, called: str, text: str) -> float:
    least, most = parameter.least or 0, parameter.most if parameter.most is not None else MOST_DAYS
    with contextlib.suppress(ValueError):
        number = float(text[:SHOWN])
        if least <= number <= most:
            return number
    raise ArgumentError(NO_NUMBER, name=called, value=text[:SHOWN], least=least, most=most)


def _word(parameter: Parameter, text: str, called: str | None = None) -> str:
    if text in parameter.words:
        return text
    key = parameter.key if called is None else called
    raise ArgumentError(NO_WORD, key=key, value=text[:SHOWN], words=", ".join(parameter.words))


def described(parameter: Parameter) -> list[dict[str, Any]]:
    """A parameter as OpenAPI describes it, one entry for each of its keys."""
    first, *rest = parameter.keys
    found = [_entry(first, parameter.help, _schema(parameter))]
    if parameter.kind == THING:
        found.append(_entry(rest[0], N_("Its id."), {"type": "string"}))
    if parameter.kind == TEXTS:
        flag = {"type": "string", "enum": ["0", "1"]}
        found.append(_entry(rest[0], N_("1 adds the one that is not known."), flag))
    return found


def _entry(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _schema(parameter: Parameter) -> dict[str, Any]:
    kind, text = parameter.kind, {"type": "string"}
    if kind == DAY:
        return {**text, "format": "date"}
    if kind in (WHOLE, NUMBER):
        bounds = {"minimum": parameter.least, "maximum": parameter.most}
        number = {"type": "integer" if kind == WHOLE else "number"}
        return {**number, **{name: value for name, value in bounds.items() if value is not None}}
    if kind == FLAG:
        return {**text, "enum": ["0", "1"]}
    if kind in (WORD, THING):
        return {**text, "enum": list(parameter.words)}
    if kind == WORDS:
        return {"type": "array", "items": {**text, "enum": [*parameter.words, NONE]}}
    return {"type": "array", "items": text} if kind == TEXTS else text
