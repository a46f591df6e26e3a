"""Which shape a sheet has, by the columns that it needs and those that it must not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netmap.files.importer import shape_names as names
from netmap.files.importer.headers import LONGEST, column_for, plain_header

WHO = ("person", "person_id", "last_name", "first_name")


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: it `needs` a column of each group, none of `bars` may be there, and it `takes` no others."""

    name: str
    needs: tuple[tuple[str, ...], ...]
    takes: tuple[str, ...]
    bars: tuple[str, ...] = ()


SHAPES: tuple[Shape, ...] = (
    Shape(names.EVENTS, (("seconds",), ("source",), ("target",)), ("seconds", "source", "target", "channel")),
    Shape(
        names.WAVES,
        (("wave",), ("source",), ("target",)),
        ("wave", "source", "target", "code", "relation", "weight"),
        ("person",),
    ),
    Shape(
        names.CONTACTS,
        (("date",), ("target",)),
        ("date", "source", "target", *WHO, "channel", "zone", "object", "weight"),
    ),
    Shape(
        names.EDGES,
        (("source",), ("target",)),
        ("source", "target", "relation", "weight"),
        ("person", "date"),
    ),
    Shape(
        names.ATTENDANCE,
        ((*WHO, "actor"), ("date", "meeting")),
        (*WHO, "actor", "date", "meeting", "zone", "agency", "status", "role", "title"),
        ("target", "joined", "left"),
    ),
    Shape(
        names.SITTINGS,
        (("meeting", "zone"), ("date",)),
        ("meeting", "date", "zone", "title", "level"),
        (*WHO, "target"),
    ),
    Shape(
        names.PEOPLE,
        (WHO,),
        (*WHO, "agency", "level", "profession", "role", "partnership", "joined", "left"),
        ("target", "seconds"),
    ),
    Shape(
        names.PEOPLE,
        (("actor",), ("agency",)),
        ("actor", "agency", "level", "profession", "partnership", "joined", "left"),
        ("source", "target", "seconds", "date"),
    ),
    Shape(
        names.AGENCIES,
        (("agency",),),
        ("agency", "name", "sector", "partnership"),
        ("date", "source", "target", "seconds"),
    ),
    Shape(names.NODES, (("actor",),), ("actor", "name"), ("source", "target", "date", "seconds")),
)
"""The shapes in the order in which they are tried: the one that says more comes first."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a shape fits: for each field the place of the column, and whether its header says so exactly."""

    shape: str
    fields: dict[str, tuple[int, bool]]


def fits(headers: Sequence[str]) -> list[Fit]:
    """Every shape that headers fit, the best first; those whose needs are met exactly come before the others.

    Example:
        >>> [fit.shape for fit in fits(["Name", "Agency", "Date"])]
        ['attendance', 'people']
    """
    plain = [plain_header(header) if len(header) <= LONGEST else "" for header in headers]
    exact = [fit for shape in SHAPES if (fit := _fit(shape, plain, near=False))]
    near = [fit for shape in SHAPES if (fit := _fit(shape, plain, near=True))]
    found: dict[str, Fit] = {}
    for fit in (*exact, *near):
        found.setdefault(fit.shape, fit)
    wider = {fit.shape: fit for fit in reversed(near)}
    return [_wider(fit, wider.get(fit.shape)) for fit in found.values()]


def _wider(fit: Fit, other: Fit | None) -> Fit:
    """The fit with the unsure columns of the same shape, where they add some and change none."""
    if other is None or not all(other.fields.get(name) == at for name, at in fit.fields.items()):
        return fit
    return other


def _fit(shape: Shape, plain: Sequence[str], *, near: bool) -> Fit | None:
    fields: dict[str, tuple[int, bool]] = {}
    for sure in (True, False) if near else (True,):
        for field in shape.takes:
            taken = [place for place, _ in fields.values()]
            found = None if field in fields else column_for(field, plain, taken, near=not sure)
            if found:
                fields[field] = found
    barred = any(column_for(field, plain, (), near=False) for field in shape.bars)
    met = all(any(field in fields for field in group) for group in shape.needs)
    return Fit(shape.name, fields) if met and not barred else None
