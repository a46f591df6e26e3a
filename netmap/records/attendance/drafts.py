"""A sitting as it comes from a page, read and held to what it can be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from netmap.model.checks_of_rows import UNWRITABLE
from netmap.model.date_reading import FIRST_YEAR
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.records.attendance.types import PRESENT, STATUSES, Newcomer, SittingDraft

LONGEST = 400
MOST_PEOPLE = 5_000
SHORTEST_KEY, LONGEST_KEY = 8, 100

UNFIT = N_("The request does not say {what} as it must.")


def draft_of(body: Mapping[str, Any]) -> SittingDraft:
    """The draft in the JSON of a request.

    Args:
        body: `key`, `zone`, `date`, and as they apply `title`, `marks` (each with `person` and `status`),
            `newcomers` (each with `name`, and `agency` or `agency_name`), `row`, `version`, `seen` (each
            with `row` and `version`), `again`.

    Raises:
        ArgumentError: something is missing or is not what it must be.

    Example:
        >>> draft_of({"key": "12345678", "zone": "=A1", "date": "2026-03-01", "marks": []}).day
        '2026-03-01'
    """
    key = _text(body, "key")
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY:
        raise ArgumentError(UNFIT, what="key")
    row, version = _number(body, "row"), _number(body, "version")
    if (row is None) != (version is None):
        raise ArgumentError(UNFIT, what="version")
    return SittingDraft(
        key,
        _text(body, "zone"),
        _day(_text(body, "date")),
        _maybe(body, "title"),
        {_text(each, "person"): _status(each) for each in _several(body, "marks")},
        tuple(_newcomer(each) for each in _several(body, "newcomers")),
        None if row is None or version is None else (row, version),
        {_count(each, "row"): _count(each, "version") for each in _several(body, "seen")},
        body.get("again") is True,
    )


def _newcomer(body: Mapping[str, Any]) -> Newcomer:
    name = _text(body, "name").strip()
    if not name:
        raise ArgumentError(N_("A newcomer needs a name."))
    return Newcomer(name, _maybe(body, "agency"), _maybe(body, "agency_name"), _status(body))


def _day(text: str) -> str:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(N_("“{value}” is no day; write it as 2011-12-31."), value=text[:40]) from error
    if day > dt.datetime.now().astimezone().date() + dt.timedelta(days=1):
        raise ArgumentError(
            N_("{day} has not come yet; only sittings that took place can be recorded."), day=day
        )
    if day.isoformat() < FIRST_YEAR:
        raise ArgumentError(N_("“{value}” is no day; write it as 2011-12-31."), value=text[:40])
    return day.isoformat()


def _status(body: Mapping[str, Any]) -> str:
    status = body.get("status", PRESENT)
    if status not in STATUSES:
        raise ArgumentError(UNFIT, what="status")
    return str(status)


def _several(body: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = body.get(name) or []
    fits = isinstance(found, list) and all(isinstance(each, dict) for each in found)
    if not fits or len(found) > MOST_PEOPLE:
        raise ArgumentError(UNFIT, what=name)
    return found


def _text(body: Mapping[str, Any], name: str) -> str:
    found = body.get(name)
    if not isinstance(found, str) or not found or len(found) > LONGEST:
        raise ArgumentError(UNFIT, what=name)
    if UNWRITABLE.search(found):
        raise ArgumentError(N_("The text holds a control character."))
    return found


def _maybe(body: Mapping[str, Any], name: str) -> str | None:
    found = body.get(name)
    return _text(body, name).strip() or None if found else None


def _number(body: Mapping[str, Any], name: str) -> int | None:
    return None if body.get(name) is None else _count(body, name)


def _count(body: Mapping[str, Any], name: str) -> int:
    found = body.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise ArgumentError(UNFIT, what=name)
    return found
