"""A new, empty study in the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.records.requests import RecordContext, Request

LONGEST_NAME = 80


def _fit(name: Any) -> Any:
    """A name that an address and a file can have."""
    if not isinstance(name, str) or "/" in name or len(name) > LONGEST_NAME or not name.strip("."):
        raise ArgumentError(N_("A study needs a name of at most 80 characters, without a slash."))
    if not name.isprintable():
        raise ArgumentError(N_("The name of a study holds only characters that can be seen."))
    return name


class StudyName(Request):
    """What a new study is called."""

    name: Annotated[str, BeforeValidator(_fit)] = Field(
        "", max_length=LONGEST_NAME, validate_default=True, description="What the study is called."
    )


@dataclass(frozen=True, slots=True)
class StudyMade:
    """The name under which a new study is found."""

    study: str


def make_study(at: RecordContext, asked: StudyName) -> StudyMade:
    """Make a new, empty study in the first store that is open.

    Raises:
        NotAllowedError: no store is open.
        ArgumentError, KeyTakenError: the name cannot be, or is taken.
    """
    return StudyMade(at.library.make_study(at.principal, asked.name))
