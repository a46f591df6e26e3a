"""The rule that a study saves for its work list, setting by setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from pydantic import Field

from netmap.gap_rules.rules import RULES
from netmap.gap_rules.saved_rule import TIES, SavedRule, settings_of, usual_setting, with_setting
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_, Translator
from netmap.records.requests import Key, MaybeText, RecordContext, Request, Saved, Text, saved_before
from netmap.store.change_sets import ChangeSet, TableChange
from netmap.store.errors import Conflict, ConflictError
from netmap.store.writing import CONFLICT

KIND, TABLE = "work-rule", "work_rules"

SET = N_("Saved: {rule}, {setting} is {value}.")
UNSET = N_("Saved: {rule}, {setting} is as usual again.")
TIES_TITLE = N_("Ties and baseline")


class RuleEdit(Request):
    """One setting of the work list's rule; blank puts it back to what is usual."""

    key: Key = Field(description="The form's own: sent twice, the setting is saved once.")
    rule: Text = Field(description="A rule of gaps, or `ties`.")
    setting: Text = Field(description="A threshold of that rule; of `ties` also `baseline`.")
    value: MaybeText = Field("", description="What it is set to; blank: as usual.")
    seen: MaybeText = Field("", description="What was seen as saved; blank: as usual.")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: whose, its name, what is usual, and what is saved (blank: as usual)."""

    rule: str
    title: str
    setting: str
    usual: str
    saved: str


@dataclass(frozen=True, slots=True)
class WorkRule:
    """Every setting that the work list has; `unfit` are rows on record that are none, or take no such value.

    `writable`: whether it can be saved at all; a study of files is only read.
    """

    settings: tuple[Setting, ...]
    unfit: tuple[Setting, ...]
    writable: bool


def work_rule(at: RecordContext, asked: Request) -> WorkRule:
    """Every setting of the work list's rule, with what is usual and what the study has saved."""
    rows = at.now().work_rules
    saved = {(str(row.rule), str(row.setting)): str(row.value) for row in rows.itertuples()}
    names = (TIES, *(rule.name for rule in RULES))
    settings = tuple(
        Setting(rule, _title(rule, at.t), name, _usual(rule, name), saved.get((rule, name), ""))
        for rule in names
        for name in settings_of(rule)
    )
    unfit = tuple(
        Setting(rule, rule, name, "", value)
        for (rule, name), value in saved.items()
        if not _fits(rule, name, value)
    )
    return WorkRule(settings, unfit, at.library.is_stored(at.study))


def _fits(rule: str, setting: str, value: str) -> bool:
    """Whether there is such a setting, and it takes the value."""
    try:
        with_setting(SavedRule(), rule, setting, value)
    except ArgumentError:
        return False
    return True


def save_work_rule(at: RecordContext, asked: RuleEdit) -> Saved:
    """Save one setting of the work list's rule, for everybody who works with the study.

    What was saved and is no setting can be taken out by leaving its value blank.

    Raises:
        ConflictError: somebody else saved another value than was seen; both are told.
        ArgumentError: there is no such setting, or it does not take the value.
        NotAllowedError: the study is one of files.
    """
    t = at.t
    with at.stored.turn:
        if (before := saved_before(at, asked.key)) is not None:
            return before
        rows = at.rows(TABLE)
        there = rows[(rows["rule"] == asked.rule) & (rows["setting"] == asked.setting)] if len(rows) else rows
        if asked.value:
            with_setting(SavedRule(), asked.rule, asked.setting, asked.value)
        elif there.empty:
            usual_setting(asked.rule, asked.setting)
        _check_seen(asked, there)
        change = _change(asked, there)
        said = {"rule": _title(asked.rule, t), "setting": asked.setting, "value": asked.value}
        label = t.gettext(SET if asked.value else UNSET).format(**said)
        done = ChangeSet(KIND, {} if change is None else {TABLE: change}, label, f"form {asked.key}")
        made = at.write(done)
    return Saved(made.number, label, made.again)


def _check_seen(asked: RuleEdit, there: pd.DataFrame) -> None:
    """Raise `ConflictError` where what is saved is neither what was seen nor what is to be saved."""
    row = None if there.empty else there.iloc[0]
    live = "" if row is None else str(row["value"]).strip()
    if live not in (asked.seen, asked.value):
        number, version = (0, None) if row is None else (int(row["row"]), int(row["version"]))
        cells = {"value": live} if live else None
        found = Conflict(TABLE, number, 0, {"value": asked.value}, version, cells)
        raise ConflictError(CONFLICT, [found], n=1)


def _change(asked: RuleEdit, there: pd.DataFrame) -> TableChange | None:
    seen = there[["row", "version"]].reset_index(drop=True)
    if not asked.value:
        return TableChange(removed=seen) if len(seen) else None
    if len(seen):
        return TableChange(changed=seen.assign(value=asked.value))
    told = {"rule": asked.rule, "setting": asked.setting, "value": asked.value}
    return TableChange(pd.DataFrame([told]))


def _title(rule: str, t: Translator) -> str:
    titles = {TIES: TIES_TITLE, **{each.name: each.title for each in RULES}}
    return t.gettext(titles[rule]) if rule in titles else rule


def _usual(rule: str, setting: str) -> str:
    """What is usual, as it would be written; blank where nothing is."""
    usual: Any = usual_setting(rule, setting)
    if isinstance(usual, bool):
        return str(usual).lower()
    return str(usual) if isinstance(usual, (int, float)) else ""
