"""One item of the work list: who sees to it, until when, what was agreed, and why it may be no gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import pandas as pd
from pydantic import AfterValidator, Field

from netmap.gap_rules.rules import RULES
from netmap.gap_rules.work_items import WRITTEN, actors_in, item_number, work_items
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.model.row_checks import names_actors
from netmap.model.study import Study
from netmap.records.history import Past, cells_changed, past_of
from netmap.records.labels import column_word, names_of
from netmap.records.requests import (
    NO_DAY,
    Key,
    MaybeText,
    Number,
    RecordContext,
    Request,
    Saved,
    Text,
    saved_before,
    today,
)
from netmap.records.single.saving import LONGEST
from netmap.records.work_list.found import found_now
from netmap.records.work_list.recording import TABLE
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.errors import Conflict, ConflictError
from netmap.store.writing import CONFLICT

KIND = "work-item"

SAVED = N_("Saved: {name}.")
NO_ITEM = N_("The work list has no such item; it may have been found under another rule.")
NO_NUMBER = N_("The work list has no item “{name}”; netmap work-list prints them.")
EVENTS = {
    "found_on": N_("found"),
    "closed_on": N_("closed: the data no longer show it"),
    "reopened_on": N_("open again: the data show it again"),
}


def _day(text: str) -> str:
    plain = text.strip()
    if not plain:
        return ""
    try:
        return dt.date.fromisoformat(plain).isoformat()
    except ValueError as error:
        raise ArgumentError(NO_DAY, value=plain[:40]) from error


MaybeDay = Annotated[str, Field(max_length=40), AfterValidator(_day)]
"""A day as ISO text, which may lie ahead, or blank."""


class ItemRequest(Request):
    """Which item: its rule, and who takes part as JSON."""

    rule: Text = Field(description="The rule that finds it.")
    actors: str = Field(min_length=1, max_length=LONGEST, description="Who takes part, as the list says it.")


class ItemEdit(ItemRequest):
    """What is written of one item; what is not told stays, blank empties it."""

    key: Key = Field(description="The form's own: sent twice, the item is saved once.")
    version: Number | None = Field(
        None, description="The version that was seen; none where nobody had written of it."
    )
    owner: MaybeText | None = Field(None, description="Who sees to it.")
    note: Annotated[str, Field(max_length=LONGEST)] | None = Field(None, description="What was agreed.")
    due: MaybeDay | None = Field(None, description="The day by which it is to be done.")
    snoozed_until: MaybeDay | None = Field(None, description="The day from which it is shown again.")
    not_a_gap: MaybeText | None = Field(None, description="Why it is no gap.")

    @property
    def told(self) -> dict[str, str | None]:
        """The cells as they are to be; None where one is emptied."""
        given = {name: getattr(self, name) for name in WRITTEN}
        return {name: text.strip() or None for name, text in given.items() if text is not None}


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An item as somebody wrote of it, its version (None: nobody did), and its history, latest first."""

    version: int | None
    cells: Mapping[str, str]
    labels: Mapping[str, str]
    past: tuple[Past, ...]


def work_item(at: RecordContext, asked: ItemRequest) -> WorkItem:
    """One item with its version and its history.

    Raises:
        NotAllowedError: the study is one of files.
    """
    live = _live(at, asked)
    labels = {name: column_word(name, at.t) for name in WRITTEN}
    if live is None:
        return WorkItem(None, {}, labels, ())
    return WorkItem(
        int(live["version"]), _cells(live), labels, past_of(at, TABLE, int(live["row"]), _changed)
    )


def item_numbered(at: RecordContext, number: str) -> dict[str, str]:
    """The rule and the actors of the item that the work list shows under a number, such as `b36db151baac`.

    Raises:
        NotFoundError: the work list has no such item.
    """
    study = at.now()
    for rule, actors in zip(study.work_items["rule"], study.work_items["actors"], strict=True):
        if item_number((str(rule), str(actors))) == number:
            return {"rule": str(rule), "actors": str(actors)}
    rows = work_items(study, found_now(study, at.language).gaps, today())
    for row in rows[rows["item"] == number].itertuples():
        return {"rule": str(row.rule), "actors": str(row.key)}
    raise NotFoundError(NO_NUMBER, name=number[:80])


def save_work_item(at: RecordContext, asked: ItemEdit) -> Saved:
    """Write of an item who sees to it, until when, what was agreed, or why it is no gap.

    Raises:
        ConflictError: somebody else wrote of it since; both versions are told.
        NotFoundError: there is no such item.
        ArgumentError: nothing is told.
    """
    with at.stored.turn:
        if (before := saved_before(at, asked.key)) is not None:
            return before
        if not asked.told:
            raise ArgumentError(N_("Nothing is written in the form yet."))
        return _write(at, asked)


def _write(at: RecordContext, asked: ItemEdit) -> Saved:
    live, told = _live(at, asked), asked.told
    if live is None:
        _check_item(at.now(), asked)
        change = TableChange(pd.DataFrame([{"rule": asked.rule, "actors": asked.actors, **told}]))
    else:
        if asked.version is None and _cells(live):
            raise _conflict(live, told)
        seen = {"row": int(live["row"]), "version": _seen(at, live, asked.version)}
        change = TableChange(changed=pd.DataFrame([{**seen, **told}], dtype=object))
    name = item_name(at.now(), asked.rule, asked.actors, at.t)
    done = ChangeSet(KIND, {TABLE: change}, name, f"form {asked.key}")
    made = at.write(done)
    return Saved(made.number, at.t.gettext(SAVED).format(name=name), made.again)


def _seen(at: RecordContext, live: Mapping[str, Any], version: int | None) -> int:
    """The version that is changed: the one that is there, where nobody wrote anything since the one seen.

    That a gap closed or came again meanwhile is recorded by itself, and in nobody's way.
    """
    now = int(live["version"])
    if version is None:
        return now
    versions = at.stored.store.history(at.principal, at.stored.name, TABLE, int(live["row"]))
    seen = versions[versions["version"] == version]
    same = len(seen) and _cells(seen.iloc[0].to_dict()) == _cells(live)
    return now if same else version


def _conflict(live: Mapping[str, Any], told: Mapping[str, str | None]) -> ConflictError:
    """Somebody wrote of an item of which nobody had."""
    mine = {**_cells(live), **{name: text for name, text in told.items() if text is not None}}
    found = Conflict(TABLE, int(live["row"]), 0, mine, int(live["version"]), _cells(live))
    return ConflictError(CONFLICT, [found], n=1)


def _live(at: RecordContext, asked: ItemRequest) -> dict[str, Any] | None:
    """The record of an item as it is."""
    rows = at.rows(TABLE)
    if "rule" not in rows:
        return None
    mine = rows[(rows["rule"] == asked.rule) & (rows["actors"] == asked.actors)]
    return None if mine.empty else mine.iloc[0].to_dict()


def _check_item(study: Study, asked: ItemRequest) -> None:
    """Whether a gap that nobody wrote of can be one."""
    if asked.rule not in {rule.name for rule in RULES} or not names_actors(asked.actors):
        raise NotFoundError(NO_ITEM)


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(row[name]) for name in WRITTEN if isinstance(row.get(name), str)}


def item_name(study: Study, rule: str, actors: str, t: Translator) -> str:
    """What an item is called: the title of its rule, and who takes part."""
    titles = {each.name: t.gettext(each.title) for each in RULES}
    tables = {"agency": "agencies", "practitioner": "practitioners", "zone": "zones", "level": "levels"}
    tables |= {"service": "services", "partnership": "partnerships", "object": "objects"}
    names = [
        names_of(study, tables[each.sort]).get(each.id, each.id) if each.sort in tables else each.id
        for each in actors_in(actors)
    ]
    return f"{titles.get(rule, rule)}: {t.listing(names)}"


def _changed(before: Mapping[str, Any], after: Mapping[str, Any], t: Translator) -> tuple[str, ...]:
    events = [
        t.gettext(said)
        for name, said in EVENTS.items()
        if after.get(name) is not None and after.get(name) != before.get(name)
    ]
    return (*events, *cells_changed(before, after, WRITTEN, t))
