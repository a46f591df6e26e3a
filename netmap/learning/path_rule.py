"""The rule by which learning passes on, in one frozen place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields, replace
from inspect import signature
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_

if TYPE_CHECKING:
    from netmap.temporal.arrivals_at_groups import Rule

NO_WHOLE_NUMBER = N_("{name} is {value}; it takes a whole number from {least} upwards")
NO_SHARE = N_("{name} is {value}; it takes a number from {least} to {most}")
YARDSTICK = 0.2
"""The transmission probability with which pages compare, one encounter in five; no estimate."""

NO_CHOICE = N_("{name} cannot be “{value}”; it takes one of: {known}")


@dataclass(frozen=True, slots=True)
class PathRule:
    """The rule by which learning passes on from one encounter to the next; shown with every result.

    Each field bears as `metadata` what a reader is told of it (`help`), and the least value that it takes
    (`least`), the greatest (`most`) or the only ones (`choices`) where there are such; pages, commands
    and routes are made from them.

    Raises `ArgumentError` for a value outside of these.

    Example:
        >>> PathRule(max_wait=30).horizon
        180
        >>> [each.name for each in fields(PathRule)][:3]
        ['horizon', 'same_day', 'max_wait']
    """

    horizon: int = field(
        default=180,
        metadata={
            "help": N_("From the first of a month on, learning has so many days in which to arrive"),
            "least": 1,
        },
    )
    same_day: bool = field(
        default=False,
        metadata={"help": N_("What is learned may be passed on on the same day, not only on a later one")},
    )
    max_wait: int | None = field(
        default=None,
        metadata={
            "help": N_("At most so many days from learning something to passing it on; empty: no limit"),
            "least": 0,
        },
    )

    transmission_probability: float = field(
        default=1.0,
        metadata={
            "help": N_("The chance that something is passed on when people meet: a yardstick, no estimate"),
            "least": 0.0,
            "most": 1.0,
        },
    )
    replicates: int = field(
        default=512,
        metadata={
            "help": N_("Random worlds in which reach under chance is counted"),
            "least": 1,
            "most": 65_536,
        },
    )
    seed: int = field(
        default=0,
        metadata={"help": N_("Which random worlds: the same number gives the same ones"), "least": 0},
    )
    arrive_at: str = field(
        default="person",
        metadata={
            "help": N_("Where learning arrives: with anybody at the level, or at its own sittings and staff"),
            "choices": ("person", "zone"),
        },
    )

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, _checked(each, getattr(self, each.name)))

    @property
    def certain(self) -> bool:
        """Whether every encounter passes something on."""
        return self.transmission_probability >= 1

    @property
    def at_yardstick(self) -> PathRule:
        """The same under chance: under its own, and where everything passes under the yardstick.

        Example:
            >>> PathRule().at_yardstick.transmission_probability
            0.2
        """
        return replace(self, transmission_probability=YARDSTICK) if self.certain else self

    @property
    def at_certainty(self) -> PathRule:
        """The same where every encounter passes something on."""
        return replace(self, transmission_probability=1.0)

    @property
    def passing(self) -> Rule:
        """The same for the kernels, which know no horizon."""
        from netmap.temporal.arrivals_at_groups import NO_LIMIT, Rule  # numpy: help must not wait for it

        wait = NO_LIMIT if self.max_wait is None else min(self.max_wait, NO_LIMIT)
        return Rule(self.same_day, wait)

    def taken_by(self, function: Callable[..., Any]) -> dict[str, Any]:
        """The values that a function takes, by the names of its arguments.

        Example:
            >>> import netmap
            >>> sorted(PathRule().taken_by(netmap.learning_path))
            ['max_wait', 'same_day']
        """
        names = signature(function).parameters
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name in names}


def _checked(each: Field[Any], value: Any) -> Any:
    """The value of a field as plain Python; raises `ArgumentError` where it is none."""
    if isinstance(each.default, bool):
        return bool(value)
    if "choices" in each.metadata:
        return _choice(each, value)
    if isinstance(each.default, float):
        return _share(each, value)
    return None if value is None and each.default is None else _whole(each, value)


def _choice(each: Field[Any], value: Any) -> str:
    known = each.metadata["choices"]
    if value not in known:
        raise ArgumentError(NO_CHOICE, name=each.name, value=value, known=", ".join(known))
    return str(value)


def _share(each: Field[Any], value: Any) -> float:
    least, most = each.metadata["least"], each.metadata["most"]
    if isinstance(value, bool) or not isinstance(value, Real) or not least <= float(value) <= most:
        raise ArgumentError(NO_SHARE, name=each.name, value=value, least=least, most=most)
    return float(value)


def _whole(each: Field[Any], value: Any) -> int:
    least, most = each.metadata["least"], each.metadata.get("most")
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < least:
        raise ArgumentError(NO_WHOLE_NUMBER, name=each.name, value=value, least=least)
    if most is not None and int(value) > most:
        raise ArgumentError(NO_SHARE, name=each.name, value=value, least=least, most=most)
    return int(value)
