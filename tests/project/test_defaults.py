"""What nobody tells is nothing: no count and no flag, but for those named here with the reason."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import netmap

ROOMS = ("netmap.questions", "netmap.records", "netmap.files.importer")

OTHERWISE = {
    # A header is taken for sure unless it is only alike; a recipe reads several sheets of one kind.
    "ColumnMapping.sure": True,
    "Recipe.several": True,
    # The order of words tells agencies apart, people not.
    "Register.ordered": True,
    # Three letters are the shortest word that may hold a slip.
    "likeness.shortest": 3,
    # Old networks, days, a plan in force and a record of gaps are there unless they were looked for in vain.
    "Method.old_known": True,
    "Method.dated": True,
    "OpenGaps.current": True,
    "OpenGaps.seen": True,
    # Every question is a command, but for the parts of a page.
    "Question.command": True,
    # Measures are told to three decimals; what follows a change waits two seconds for the next.
    "plain.digits": 3,
    "Afterwards.pause": 2.0,
}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(netmap.__path__, "netmap."):
        if found.name.startswith(ROOMS):
            yield importlib.import_module(found.name)


def defaults(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Every number and flag that stands where nothing is told, of the classes and functions of a module."""
    for name, thing in vars(module).items():
        if getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isclass(thing):
            is_data = dataclasses.is_dataclass(thing)
            if is_data:
                yield from ((f"{name}.{each.name}", each.default) for each in dataclasses.fields(thing))
            functions = [each for each in vars(thing).values() if inspect.isfunction(each)]
            for each in functions:
                if not (is_data and each.__name__ == "__init__"):
                    yield from _of_function(name, each)
        elif inspect.isfunction(thing):
            yield from _of_function(name, thing)


def _of_function(name: str, function: Any) -> Iterator[tuple[str, Any]]:
    for each in inspect.signature(function).parameters.values():
        yield f"{name}.{each.name}", each.default


def test_what_is_not_told_is_nothing() -> None:
    told = {
        name: value
        for module in modules()
        for name, value in defaults(module)
        if isinstance(value, (bool, int, float)) and value == value  # noqa: PLR0124  (not a number is nothing)
    }
    assert len(told) > 50
    assert {name: value for name, value in told.items() if value} == OTHERWISE
